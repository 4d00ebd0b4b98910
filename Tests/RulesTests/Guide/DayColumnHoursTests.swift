import Rules
import Testing

@Suite("Opening hours from a column for each day")
struct DayColumnHoursTests {
    static func week(_ cells: String...) -> [DayColumnHours.Day: [String]] {
        Dictionary(uniqueKeysWithValues: zip(DayColumnHours.Day.allCases, cells.map { [$0] }))
    }

    @Test(
        "Cells as people write them",
        arguments: [
            (week("9h-12h / 14h-18h", "9h-12h / 14h-18h", "fermé"), "Mo,Tu 09:00-12:00,14:00-18:00"),
            (week("9h00 - 12h00\n14h00 - 18h00", "", "14:00–18:00"), "Mo 09:00-12:00,14:00-18:00; We 14:00-18:00"),
            (week("9-12 / 14-18", "9 à 12", "-", "9-12 et 14-18"), "Mo,Th 09:00-12:00,14:00-18:00; Tu 09:00-12:00"),
            (
                week("9h-17h", "9h-17h", "9h-17h", "9h-17h", "9h-17h", "Fermé", "Fermé(e)", "fermé"),
                "Mo-Fr 09:00-17:00; PH off"
            ),
            (week("9am-5pm", "closed", "noon-5pm"), "Mo 09:00-17:00; We 12:00-17:00"),
            (week("24h/24", "24h/24", "24h/24", "24h/24", "24h/24", "24h/24", "24h/24"), "24/7"),
            (week("", "", "", "", "22h-6h"), "Fr 22:00-06:00"),
        ] as [([DayColumnHours.Day: [String]], String)])
    func understood(_ cells: [DayColumnHours.Day: [String]], _ expected: String) throws {
        let read = DayColumnHours(cells)
        #expect(read.publishable == expected && read.doubts == [])
        #expect(try OpeningHours(parsing: expected).warnings.isEmpty)
    }

    @Test("Morning and afternoon are one day's times; one of them may be closed")
    func halves() {
        let read = DayColumnHours([.monday: ["9h-12h", "14h-17h"], .tuesday: ["9h-12h", "fermé"]])
        #expect(read.publishable == "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00" && read.doubts == [])
    }

    @Test("By appointment is never simply open")
    func appointment() throws {
        let read = DayColumnHours(Self.week("9h-12h", "sur RDV", "14h-17h sur rendez-vous"))
        #expect(read.doubts == [])
        let hours = try OpeningHours(parsing: try #require(read.publishable), country: "FR")
        let context = HoursContext.france(zone: .utc, schoolHolidays: [])
        // Monday 23, Tuesday 24 November 2026, 10:30.
        let monday = Instant(milliseconds: 1_795_429_800_000)
        let tuesday = Instant(milliseconds: 1_795_429_800_000 + 86_400_000)
        #expect(Schedule(hours: hours).state(at: monday, in: context).kind == .open)
        #expect(Schedule(hours: hours).state(at: tuesday, in: context).kind == .unknown)
        #expect(read.publishable?.contains("sur rdv") == true && read.publishable?.contains("sur rendez-vous") == true)
    }

    @Test(
        "A cell that is not understood leaves its own day to be confirmed, with its words, and the others as they are",
        arguments: [
            "selon arrivage", "oui", "X", "18h", "9h-12h le mercredi", "9h-12h sauf en août", "18h-9h30",
            "1er du mois 9h-12h",
        ])
    func doubts(_ cell: String) throws {
        let read = DayColumnHours(Self.week("9h-12h", cell, "9h-12h"))
        #expect(read.doubts.map(\.cell) == [cell] && read.doubts.map(\.day) == [.tuesday])
        let text = try #require(read.publishable)
        #expect(text.contains("\"\(cell)\""))
        let hours = try OpeningHours(parsing: text, country: "FR")
        let context = HoursContext.france(zone: .utc, schoolHolidays: [])
        for hour in 0..<168 {
            // Monday 23 November 2026, 0:30, and every hour of the week that follows.
            let moment = Instant(milliseconds: 1_795_393_800_000 + Int64(hour) * 3_600_000)
            let kind = Schedule(hours: hours).state(at: moment, in: context).kind
            switch (hour / 24, hour % 24) {
            case (1, _): #expect(kind == .unknown, "\(text) at hour \(hour)")
            case (0, 9..<12), (2, 9..<12): #expect(kind == .open, "\(text) at hour \(hour)")
            default: #expect(kind != .open, "\(text) at hour \(hour)")
            }
        }
    }

    @Test("A table that only says when it is closed says nothing, and that is told; an empty one is not")
    func closed() {
        let read = DayColumnHours(Self.week("fermé", "fermé", "fermé", "fermé", "fermé", "fermé", "fermé"))
        #expect(read.publishable == nil && read.doubts.map(\.reason) == [.timesMissing])
        for empty in [DayColumnHours([:]), DayColumnHours(Self.week("", "-", "/"))] {
            #expect(empty.publishable == nil && empty.doubts == [])
        }
    }
}
