import Rules
import Testing

@Suite struct WeekTableTests {
    private func lines(_ table: WeekTable) -> [String] {
        table.days.map { day in
            let entries = day.entries.map { "\($0.start)-\($0.end)\($0.state.kind == .unknown ? "?" : "")" }
            return "\(day.weekday.osmCode) \(entries.joined(separator: ","))"
        }
    }

    @Test func nightsAreShownOnTheDayOnWhichTheyBegin() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-12:00; Sa-Su 20:00-08:00; We \"on request\"")
        let table = WeekTable(Schedule(hours: hours), weekOf: try .on("2026-01-08"), in: questions.context)
        #expect(
            lines(table) == [
                "Mo 09:00-12:00", "Tu 09:00-12:00", "We 00:00-24:00?", "Th 09:00-12:00", "Fr 09:00-12:00",
                "Sa 20:00-32:00", "Su 20:00-32:00",
            ])
        #expect(table.days.first?.date.description == "2026-01-05")
        #expect(table.days.last?.date.description == "2026-01-11")
    }

    @Test func dayAndNight() throws {
        let questions = try HoursQuestions()
        let table = WeekTable(
            Schedule(hours: try OpeningHours(parsing: "24/7")), weekOf: try .on("2026-01-08"), in: questions.context)
        #expect(table.days.allSatisfy { $0.entries.count == 1 && $0.entries[0].isWholeDay })
    }

    @Test func marks() throws {
        let autumn = HolidayPeriod(
            name: "Printemps", from: try .on("2026-05-11"), to: try .on("2026-05-12"))
        let questions = try HoursQuestions(schoolHolidays: [autumn])
        let closure = Schedule.DatedException(
            from: try .on("2026-05-15"), to: try .on("2026-05-15"), reason: ["en": "bridge"])
        let other = Schedule.DatedException(
            from: try .on("2026-05-13"), to: try .on("2026-05-13"), hours: try OpeningHours(parsing: "09:00-11:00"))
        let schedule = Schedule(
            site: .init(
                hours: try OpeningHours(parsing: "Mo-Fr 09:00-17:00; PH off"), exceptions: [closure, other]))
        let table = WeekTable(schedule, weekOf: try .on("2026-05-14"), in: questions.context)
        #expect(
            lines(table) == ["Mo 09:00-17:00", "Tu 09:00-17:00", "We 09:00-11:00", "Th ", "Fr ", "Sa ", "Su "])
        #expect(table.days[0].marks == [.schoolHoliday(name: "Printemps")])
        #expect(table.days[2].marks == [.otherHours(reason: [:])])
        #expect(table.days[3].marks == [.publicHoliday(name: "Ascension")])
        #expect(table.days[4].marks == [.closure(reason: ["en": "bridge"])])
        #expect(table.days[5].marks.isEmpty)
        #expect(table.days[3].closedNote == .holiday(name: "Ascension", offset: 0))
        #expect(table.days[5].closedNote == nil)
    }
}
