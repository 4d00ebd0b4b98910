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
