import Foundation
import Rules
import Testing

@Suite struct HolidayTablesTests {
    @Test func manyCountriesInOneFile() throws {
        let text = """
            {"xx": {"_nominatim_url": "…",
              "PH": [{"name": "Unity", "fixed_date": [10, 3]},
                {"name": "Summer", "variable_date": "firstAugustMonday", "offset": 7},
                {"name": "Prayer", "variable_date": "nextWednesday16Nov", "only_states": ["North"]},
                {"name": "Boyne", "variable_date": "nextMo-Fr12July"},
                {"name": "Vote", "variable_date": "lastOctoberSunday", "years": "even"},
                {"name": "Day", "fixed_date": [1, 1], "substitute_rule": "if saturday,sunday then next monday"}],
              "SH": [{"name": "Winter", "2025": [12, 22, 1, 5]}],
              "North": {"_state_code": "n", "SH": [{"name": "Spring", "2026": [4, 1, 4, 10, 5, 2, 5, 3]}]}}}
            """
        let definitions = try #require(try HolidayTables.definitions(Data(text.utf8))["XX"])
        func days(_ region: String?) -> [String] {
            definitions.calendar(region: region).publicHolidays(in: 2022).map(\.date.description)
        }
        #expect(days(nil) == ["2022-01-01", "2022-01-03", "2022-07-12", "2022-08-08", "2022-10-03", "2022-10-30"])
        #expect(days("North").last == "2022-11-16")
        let north = definitions.calendar(region: "North")
        #expect(north.schoolHoliday(on: try .on("2026-01-05")) == "Winter")
        #expect(north.schoolHoliday(on: try .on("2026-05-03")) == "Spring")
        #expect(definitions.calendar(region: nil).schoolHoliday(on: try .on("2026-05-03")) == nil)
    }

    @Test(arguments: [
        "[]", "{", #"{"xx": {"PH": [{"name": "x", "fixed_date": [10]}]}}"#,
        #"{"xx": {"PH": [{"name": "x", "fixed_date": [13, 1]}]}}"#,
        #"{"xx": {"PH": [{"name": "x", "variable_date": "someday"}]}}"#,
        #"{"xx": {"PH": [{"name": "x", "fixed_date": [1, 1], "shift_rule": "perhaps"}]}}"#,
        #"{"xx": {"PH": [{"name": "x", "variable_date": "next3"}]}}"#,
    ])
    func bad(text: String) {
        #expect(throws: DecodingError.self) { try HolidayTables.definitions(Data(text.utf8)) }
    }
}
