import Foundation
import Rules
import Testing

@Suite struct HolidayTests {
    @Test(arguments: [
        (2015, "2015-04-05", "2015-04-12"), (2016, "2016-03-27", "2016-05-01"), (2019, "2019-04-21", "2019-04-28"),
        (2025, "2025-04-20", "2025-04-20"), (2026, "2026-04-05", "2026-04-12"), (2038, "2038-04-25", "2038-04-25"),
    ])
    func easter(year: Int, western: String, orthodox: String) {
        #expect(Easter.western(year).description == western)
        #expect(Easter.orthodox(year).description == orthodox)
    }

    @Test func franceIn2026() {
        let days = FrenchHolidays.calendar().publicHolidays(in: 2026).map(\.date.description)
        #expect(
            days == [
                "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14",
                "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
            ])
    }

    @Test(arguments: [
        ("FR-67", "2026-04-03", true), ("Moselle", "2026-12-26", true), ("FR-75", "2026-12-26", false),
        ("FR-974", "2026-12-20", true), ("FR-972", "2026-05-22", true), ("FR-971", "2026-05-22", false),
    ])
    func frenchRegions(region: String, day: String, isHoliday: Bool) throws {
        let date = try #require(LocalDate(day))
        #expect((FrenchHolidays.calendar(region: region).publicHoliday(on: date) != nil) == isHoliday)
    }

    @Test func farYearsAreComputed() throws {
        let calendar = FrenchHolidays.calendar()
        #expect(calendar.publicHoliday(on: try #require(LocalDate("1975-07-14"))) != nil)
        #expect(calendar.publicHoliday(on: try #require(LocalDate("2150-07-14"))) != nil)
        #expect(calendar.publicHoliday(on: try #require(LocalDate("2150-07-15"))) == nil)
    }

    @Test func schoolHolidaysIncludeBothDays() throws {
        let from = try #require(LocalDate("2026-10-17"))
        let to = try #require(LocalDate("2026-11-01"))
        let period = HolidayPeriod(name: "Toussaint", from: from, to: to)
        let calendar = FrenchHolidays.calendar(schoolHolidays: [period])
        #expect(calendar.schoolHoliday(on: from) == "Toussaint")
        #expect(calendar.schoolHoliday(on: to) == "Toussaint")
        #expect(calendar.schoolHoliday(on: from.adding(days: -1)) == nil)
        #expect(calendar.schoolHoliday(on: to.adding(days: 1)) == nil)
    }

    @Test(arguments: [
        ("05-01", "2026-05-01"), ("easter", "2026-04-05"), ("orthodox easter", "2026-04-12"),
        ("first monday in august", "2026-08-03"), ("last friday in april", "2026-04-24"),
        ("fourth thursday in november", "2026-11-26"), ("wednesday on or after 11-16", "2026-11-18"),
        ("monday-friday on or after 11-28", "2026-11-30"),
    ])
    func generalForm(text: String, day: String) throws {
        let rule = HolidayRule(name: "x", basis: try #require(HolidayRule.Basis(text)))
        #expect(rule.days(in: 2026).map(\.date.description) == [day])
    }

    @Test func substitutesAndMoves() throws {
        let substituted = try #require(
            HolidayRule.Move.list("if saturday then next monday if sunday then next tuesday"))
        let christmas = HolidayRule(name: "x", basis: .fixed(month: 12, day: 25), substituted: substituted)
        #expect(christmas.days(in: 2027).map(\.date.description) == ["2027-12-25", "2027-12-27"])
        let moved = try #require(HolidayRule.Move.list("if tuesday,wednesday then previous monday"))
        let bridge = HolidayRule(name: "x", basis: .fixed(month: 6, day: 17), moved: moved)
        #expect(bridge.days(in: 2026).map(\.date.description) == ["2026-06-15"])
        // It does not move onto another holiday.
        let other = HolidayRule(name: "y", basis: .fixed(month: 6, day: 15))
        let calendar = HolidayCalendar(publicHolidays: [bridge, other], schoolHolidays: nil)
        #expect(calendar.publicHolidays(in: 2026).map(\.date.description) == ["2026-06-15", "2026-06-17"])
    }

    @Test func definitionsAreData() throws {
        let text = """
            {"country": "XX", "publicHolidays": [
              {"name": "Spring", "date": "first monday in may"},
              {"name": "Winter", "date": "12-26", "substituted": "if saturday then next monday"},
              {"name": "Vote", "date": "monday-friday on or after 10-03", "years": "even", "regions": ["North"]}],
             "regions": {"South": {"schoolHolidays": [{"name": "Summer", "from": "2026-07-01", "to": "2026-07-31"}]}}}
            """
        let definitions = try JSONDecoder().decode(HolidayDefinitions.self, from: Data(text.utf8))
        func days(_ region: String?) -> [String] {
            definitions.calendar(region: region).publicHolidays(in: 2026).map(\.date.description)
        }
        #expect(days(nil) == ["2026-05-04", "2026-12-26", "2026-12-28"])
        #expect(days("North") == ["2026-05-04", "2026-10-05", "2026-12-26", "2026-12-28"])
        #expect(definitions.calendar(region: "South").schoolHoliday(on: try .on("2026-07-31")) == "Summer")
        #expect(definitions.calendar(region: "North").periods == nil)
        let again = try JSONDecoder().decode(HolidayDefinitions.self, from: JSONEncoder().encode(definitions))
        #expect(again == definitions)
        let bad = #"{"country": "XX", "publicHolidays": [{"name": "x", "date": "someday"}]}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(HolidayDefinitions.self, from: Data(bad.utf8))
        }
    }

    @Test(.enabled(if: SharedData.has("holidays/jours-feries.json"), "the shared data are not beside the checkout"))
    func agreesWithTheFrenchList() throws {
        struct File: Decodable {
            struct Day: Decodable { var date: LocalDate }
            var days: [Day]
        }
        let file = try JSONDecoder().decode(File.self, from: SharedData.read("holidays/jours-feries.json"))
        let calendar = FrenchHolidays.calendar()
        let computed = (2015...2040).flatMap { calendar.publicHolidays(in: $0).map(\.date) }
        // A day that is two holidays at once (Ascension on 8 May) is one day.
        #expect(Set(computed) == Set(file.days.map(\.date)))
    }
}
