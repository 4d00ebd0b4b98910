import Testing

@testable import Rules

@Suite struct LocalDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, Weekday.thursday, 1), ("1969-12-31", -1, .wednesday, 1), ("2000-02-29", 11_016, .tuesday, 9),
        ("2020-12-31", 18_627, .thursday, 53), ("2021-01-03", 18_630, .sunday, 53), ("2021-01-04", 18_631, .monday, 1),
        ("2024-12-30", 20_087, .monday, 1), ("1600-02-29", -135_081, .tuesday, 9),
        ("9999-12-31", 2_932_896, .friday, 52),
    ])
    func day(text: String, days: Int, weekday: Weekday, week: Int) throws {
        let date = try #require(LocalDate(text))
        #expect(date.daysSinceEpoch == days)
        #expect(date.weekday == weekday)
        #expect(date.isoWeek == week)
        #expect(date.description == text)
        #expect(LocalDate(year: date.year, month: date.month, day: date.day) == date)
    }

    @Test func everyDayComesBack() {
        for days in stride(from: -800_000, through: 800_000, by: 37) {
            let (year, month, day) = LocalDate(daysSinceEpoch: days).parts
            #expect(LocalDate(year: year, month: month, day: day)?.daysSinceEpoch == days)
        }
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-01", "2024-1-01", "24-01-01", "2024-01-01 ", "", "2024-04-31",
    ])
    func refused(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func nthWeekday() {
        #expect(LocalDate.nth(5, .sunday, month: 2, year: 2032)?.description == "2032-02-29")
        #expect(LocalDate.nth(5, .sunday, month: 2, year: 2020) == nil)
        #expect(LocalDate.nth(-1, .friday, month: 2, year: 2026)?.description == "2026-02-27")
        #expect(LocalDate.nth(-5, .friday, month: 2, year: 2026) == nil)
    }

    @Test func times() {
        #expect(LocalTime("9:05")?.minutes == 545)
        #expect(LocalTime("26:00")?.onClock.description == "02:00")
        #expect(LocalTime("48:01") == nil)
        #expect(LocalTime("12:60") == nil)
    }
}
