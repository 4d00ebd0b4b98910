import Rules
import Testing

@Suite("A week filled in by hand")
struct WeekGridTests {
    private func week(_ stretches: [Int: [(String, String)]], _ holidays: WeekGrid.PublicHolidays = .unknown)
        -> WeekGrid
    {
        var grid = WeekGrid(publicHolidays: holidays)
        for (day, list) in stretches {
            for (index, ends) in list.enumerated() { grid.days[day][index] = .init(ends.0, ends.1) }
        }
        return grid
    }

    @Test("It becomes opening hours that the guide can read")
    func written() throws {
        let morning = [("9", "12h"), ("14:00", "17.30")]
        let cases: [(WeekGrid, String?)] = [
            (week([:]), nil),
            (week([0: morning, 1: morning, 2: morning]), "Mo-We 09:00-12:00,14:00-17:30"),
            (week([0: morning, 2: morning], .closed), "Mo,We 09:00-12:00,14:00-17:30; PH off"),
            (week([4: [("22:00", "02:00")]]), "Fr 22:00-02:00"),
            (week([5: [("0", "24")], 6: [("10", "12")]]), "Sa 00:00-24:00; Su 10:00-12:00"),
            (week([5: [("10", "12")]], .usual), "PH,Sa 10:00-12:00"),
        ]
        for (grid, text) in cases {
            #expect(try grid.hours() == text)
            if let text { #expect(throws: Never.self) { try OpeningHours(parsing: text) } }
        }
    }

    @Test("A wrong time is told with its day")
    func faults() {
        let cases: [(WeekGrid, WeekGrid.Fault)] = [
            (week([1: [("25", "26")]]), .notATime(.tuesday, typed: "25")),
            (week([1: [("9:7", "12")]]), .notATime(.tuesday, typed: "9:7")),
            (week([1: [("neuf", "12")]]), .notATime(.tuesday, typed: "neuf")),
            (week([2: [("9", "")]]), .halfEmpty(.wednesday)),
            (week([3: [("", "12")]]), .halfEmpty(.thursday)),
            (week([3: [("9", "12"), ("11", "13")]]), .overlap(.thursday)),
            (week([3: [("9", "9")]]), .overlap(.thursday)),
            (week([3: [("22", "2"), ("23", "24")]]), .overlap(.thursday)),
        ]
        for (grid, fault) in cases { #expect(throws: fault) { try grid.hours() } }
    }

    @Test("Every fault is told, each at its own box")
    func everyFault() {
        let grid = week([0: [("9", "25:99")], 2: [("9", ""), ("14", "13h60")], 6: [("9", "12"), ("11", "13")]])
        let told = grid.misfits.map { "\($0.day.osmCode) \($0.stretch) \($0.isAtEnd ? "to" : "from")" }
        #expect(told == ["Mo 0 to", "We 0 to", "We 1 to", "Su 1 from"])
        #expect(grid.misfits.map(\.fault).last == .overlap(.sunday))
    }

    @Test(
        "Times without days are read as people write them; what is anything else is not guessed",
        arguments: [
            ("9-12", "09:00-12:00"), ("9h30 - 12h / 14h - 18h", "09:30-12:00,14:00-18:00"),
            ("de 9h à 12h", "09:00-12:00"), ("09:00–12:00, 14:00–17:00", "09:00-12:00,14:00-17:00"),
            ("20:00-08:00", "20:00-08:00"), ("Mo 9-12", nil), ("9", nil), ("9-", nil), ("12-12", nil), ("9-25", nil),
            ("9-12 14-16", nil), ("fermé", nil), ("", nil), ("9-13, 12-14", nil),
        ] as [(String, String?)])
    func plainTimes(_ typed: String, _ hours: String?) {
        #expect(WeekGrid.times(typed) == hours)
        if let hours { #expect(throws: Never.self) { try OpeningHours(parsing: hours) } }
    }

    @Test(
        "Hours that a week can hold come back as they were; others are left to the text",
        arguments: [
            ("Mo-Fr 09:00-12:00,14:00-17:00; PH off", true), ("Mo,We,Fr 10:00-12:00", true),
            ("Tu 22:00-02:00", true), ("Mo-Su 00:00-24:00", true), ("Sa[1,3] 10:00-12:00; PH off", false),
            ("Mo-Fr 09:00-12:00; We 17:00-19:00 \"women\"", false), ("Dec 25 off", false), ("24/7", false),
            ("Mo 09:00-10:00,11:00-12:00,13:00-14:00", false), ("not hours", false),
        ])
    func readBack(_ text: String, _ fits: Bool) throws {
        guard fits else {
            #expect(WeekGrid(hours: text) == nil)
            return
        }
        let grid = try #require(WeekGrid(hours: text))
        let back = try #require(try grid.hours())
        #expect(try OpeningHours(parsing: back) == OpeningHours(parsing: text))
    }
}
