import Foundation
import Rules
import Testing

/// The countries' files among the resources, against days that are known from their calendars.
@Suite struct CountryHolidaysTests {
    private static func country(_ code: String) throws -> HolidayDefinitions {
        let file = CountryFiles.folder.appendingPathComponent("\(code).json")
        return try JSONDecoder().decode(HolidayDefinitions.self, from: Data(contentsOf: file))
    }

    private func days(_ code: String, _ region: String?, _ year: Int) throws -> [String] {
        try Self.country(code).calendar(region: region).publicHolidays(in: year).map {
            String($0.date.description.dropFirst(5))
        }
    }

    @Test func everyFileSaysItsCountryAndItsSource() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: CountryFiles.folder.path)
            .filter { $0.hasSuffix(".json") }
        #expect(files.count == 18)
        for file in files {
            let definitions = try Self.country(String(file.dropLast(5)))
            #expect(definitions.country + ".json" == file)
            #expect(definitions.source?.law?.isEmpty == false)
            #expect(definitions.source?.checked != nil)
            #expect(definitions.publicHolidays?.isEmpty == false)
            let again = try JSONDecoder().decode(HolidayDefinitions.self, from: JSONEncoder().encode(definitions))
            #expect(again == definitions)
        }
    }

    @Test func bavaria() throws {
        #expect(
            try days("DE", "Bayern", 2026) == [
                "01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "08-15", "10-03", "11-01",
                "12-25", "12-26",
            ])
        #expect(try days("DE", "DE-BY", 2026) == days("DE", "Bayern", 2026))
        #expect(try days("DE", nil, 2026).count == 9)
        #expect(try days("DE", "Augsburg", 2026).contains("08-08"))
    }

    @Test(arguments: [
        ("Berlin", 2018, "03-08", false), ("Berlin", 2019, "03-08", true), ("Berlin", 2025, "05-08", true),
        ("Hamburg", 2016, "10-31", false), ("Hessen", 2017, "10-31", true), ("Hamburg", 2018, "10-31", true),
        ("Hessen", 2018, "10-31", false), ("Sachsen", 2026, "11-18", true), ("Thüringen", 2019, "09-20", true),
        ("Brandenburg", 2026, "04-05", true), ("Baden-Württemberg", 2026, "06-04", true),
    ])
    func germanLawsChange(region: String, year: Int, day: String, isHoliday: Bool) throws {
        #expect(try days("DE", region, year).contains(day) == isHoliday)
    }

    @Test func unitedStates() throws {
        #expect(
            try days("US", nil, 2026) == [
                "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "07-04", "09-07", "10-12", "11-11", "11-26",
                "12-25",
            ])
        // New Year's Day of 2022 is a Saturday: the Friday before it lies in 2021.
        #expect(try days("US", nil, 2021).last == "12-31")
        #expect(try !days("US", nil, 2020).contains("06-19"))
        #expect(try days("US", "Massachusetts", 2025).contains("04-21"))
        #expect(try days("US", "Utah", 2025).contains("07-24"))
    }

    @Test func unitedKingdomGivesSubstituteDays() throws {
        #expect(
            try days("GB", "England", 2022) == [
                "01-01", "01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-25", "12-26",
                "12-27",
            ])
        #expect(try Array(days("GB", "Scotland", 2022).prefix(4)) == ["01-01", "01-02", "01-03", "01-04"])
        #expect(try days("GB", "Scotland", 2024).contains("12-02"))
        #expect(try days("GB", "Northern Ireland", 2025).contains("07-14"))
        #expect(try days("GB", "England", 2020).contains("05-08"))
        #expect(try !days("GB", "England", 2020).contains("05-04"))
    }

    @Test(
        arguments: [
            ("RU", "Татарстан", 2025, "06-06", true), ("RU", nil, 2025, "06-06", false),
            ("RU", "Саратовская область", 2014, "04-29", true), ("AT", nil, 2026, "10-26", true),
            ("AU", "Queensland", 2026, "10-05", true), ("AU", "Western Australia", 2026, "04-27", true),
            ("AU", "Victoria", 2026, "04-27", false), ("BR", nil, 2024, "10-27", true),
            ("BR", nil, 2025, "10-26", false),
            ("BR", "São Paulo", 2025, "07-09", true), ("CZ", nil, 2015, "04-03", false),
            ("CZ", nil, 2016, "03-25", true),
            ("IE", nil, 2024, "02-05", true), ("IE", nil, 2030, "02-01", true), ("IE", nil, 2022, "02-07", false),
            ("IT", "Bolzano", 2026, "05-25", true), ("LT", nil, 2026, "11-02", true), ("NO", nil, 2026, "05-17", true),
            ("NZ", nil, 2026, "07-10", true), ("NZ", "Wellington", 2026, "01-19", true),
            ("PL", nil, 2024, "12-24", false),
            ("PL", nil, 2025, "12-24", true), ("RO", nil, 2026, "04-10", true), ("SE", nil, 2026, "06-20", true),
            ("ZA", nil, 2025, "04-28", true), ("AR", nil, 2026, "06-15", true),
        ] as [(String, String?, Int, String, Bool)])
    func elsewhere(code: String, region: String?, year: Int, day: String, isHoliday: Bool) throws {
        #expect(try days(code, region, year).contains(day) == isHoliday)
    }

    @Test(arguments: [
        ("2018-", 2017, false), ("2018-", 2018, true), ("-2018", 2018, true), ("-2018", 2019, false),
        ("2013-2015", 2014, true), ("2013-2015", 2016, false), ("2014", 2014, true), ("even", 2014, true),
    ])
    func years(text: String, year: Int, holds: Bool) throws {
        let json = #"{"country": "XX", "publicHolidays": [{"name": "x", "date": "05-01", "years": "\#(text)"}]}"#
        let definitions = try JSONDecoder().decode(HolidayDefinitions.self, from: Data(json.utf8))
        #expect(definitions.calendar(region: nil).publicHolidays(in: year).isEmpty == !holds)
        let again = try JSONDecoder().decode(HolidayDefinitions.self, from: JSONEncoder().encode(definitions))
        #expect(again == definitions)
    }

    @Test(arguments: ["", "-", "x", "2018-x", "x-2018", "2018-2019-2020"])
    func badYears(text: String) {
        let json = #"{"country": "XX", "publicHolidays": [{"name": "x", "date": "05-01", "years": "\#(text)"}]}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(HolidayDefinitions.self, from: Data(json.utf8))
        }
    }

    @Test func franceIsBuiltInAndCanBeCompleted() throws {
        #expect(
            HolidayDefinitions.of("FR", in: [:])?.calendar(region: nil).publicHoliday(on: try .on("2026-07-14")) != nil)
        #expect(HolidayDefinitions.of("XX", in: [:]) == nil)
        let summer = HolidayPeriod(name: "Summer", from: try .on("2026-07-04"), to: try .on("2026-08-31"))
        let library = ["FR": HolidayDefinitions(country: "FR", publicHolidays: nil, schoolHolidays: [summer])]
        let calendar = try #require(HolidayDefinitions.of("FR", in: library)).calendar(region: "FR-67")
        #expect(calendar.publicHoliday(on: try .on("2026-12-26")) != nil)
        #expect(calendar.schoolHoliday(on: try .on("2026-08-01")) == "Summer")
    }
}

/// `Resources/holidays`.
enum CountryFiles {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Resources/holidays")

    static func definitions() throws -> [String: HolidayDefinitions] {
        var found: [String: HolidayDefinitions] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            let country = try JSONDecoder().decode(HolidayDefinitions.self, from: data)
            found[country.country] = country
        }
        return found
    }
}
