import Foundation
import Rules
import Testing

@Suite struct EventTimingTests {
    static let paris = CivilZone("Europe/Paris") ?? .utc

    static func wall(_ text: String) -> WallTime { WallTime(written: text) ?? WallTime(date: day("1970-01-01")) }
    static func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(daysSinceEpoch: 0) }

    static func timing(_ start: String, _ minutes: Int, _ rule: String?, isAllDay: Bool = false) throws -> EventTiming {
        EventTiming(
            start: wall(start), minutes: minutes, isAllDay: isAllDay,
            rule: try rule.map { try RecurrenceRule(parsing: $0) })
    }

    func starts(_ timing: EventTiming, _ first: String, _ last: String) -> [String] {
        timing.dates(from: Self.day(first), through: Self.day(last), zone: Self.paris).map(\.start.written)
    }

    @Test func aMealKeepsItsHourWhenTheClocksChange() throws {
        let timing = try Self.timing("2026-10-24 18:30", 60, "FREQ=DAILY")
        let dates = timing.dates(from: Self.day("2026-10-24"), through: Self.day("2026-10-26"), zone: Self.paris)
        #expect(dates.map(\.start.written) == ["2026-10-24 18:30", "2026-10-25 18:30", "2026-10-26 18:30"])
        #expect(
            dates.map { $0.start.instant(in: Self.paris).rfc3339 } == [
                "2026-10-24T16:30:00Z", "2026-10-25T17:30:00Z", "2026-10-26T17:30:00Z",
            ])
    }

    @Test func anHourThatTheClockSkipsIsReadAsTheNext() throws {
        let timing = try Self.timing("2026-03-28 02:30", 30, "FREQ=DAILY")
        let dates = timing.dates(from: Self.day("2026-03-29"), through: Self.day("2026-03-29"), zone: Self.paris)
        #expect(dates.map { $0.start.instant(in: Self.paris).rfc3339 } == ["2026-03-29T01:30:00Z"])
    }

    @Test func exceptionsAreLeftOutAndAddedAndChanged() throws {
        var timing = try Self.timing("2026-11-02 10:00", 60, "FREQ=WEEKLY")
        timing.without = [Self.wall("2026-11-16 10:00")]
        timing.also = [Self.wall("2026-11-18 10:00")]
        timing.changes = [
            .init(original: Self.wall("2026-11-09 10:00"), isCancelled: true),
            .init(original: Self.wall("2026-11-23 10:00"), start: Self.wall("2026-11-24 15:00"), minutes: 30),
        ]
        let dates = timing.dates(from: Self.day("2026-11-02"), through: Self.day("2026-11-30"), zone: Self.paris)
        #expect(
            dates.map(\.start.written) == [
                "2026-11-02 10:00", "2026-11-09 10:00", "2026-11-18 10:00", "2026-11-24 15:00", "2026-11-30 10:00",
            ])
        #expect(dates.map(\.isCancelled) == [false, true, false, false, false])
        #expect(dates[3].isChanged && dates[3].minutes == 30)
        #expect(dates[3].original == Self.wall("2026-11-23 10:00"))
    }

    @Test func aDateThatWasPutOffBeyondTheWindowIsFoundWhereItNowIs() throws {
        var timing = try Self.timing("2026-01-05 10:00", 60, "FREQ=MONTHLY")
        timing.changes = [.init(original: Self.wall("2026-03-05 10:00"), start: Self.wall("2026-06-20 10:00"))]
        #expect(starts(timing, "2026-06-15", "2026-06-30") == ["2026-06-20 10:00"])
        #expect(starts(timing, "2026-03-01", "2026-03-31") == [])
    }

    @Test func whatBeganYesterdayAndIsNotOverIsThere() throws {
        let night = try Self.timing("2026-11-20 22:00", 8 * 60, "FREQ=DAILY;COUNT=1")
        #expect(starts(night, "2026-11-21", "2026-11-21") == ["2026-11-20 22:00"])
        let days = try Self.timing("2026-12-05", 2 * 1_440, nil, isAllDay: true)
        #expect(starts(days, "2026-12-06", "2026-12-06") == ["2026-12-05 00:00"])
        #expect(starts(days, "2026-12-07", "2026-12-09") == [])
    }

    @Test func aSeriesThatBeganLongAgoIsFoundWithoutWalkingThroughIt() throws {
        let timing = try Self.timing("1990-01-01 08:00", 30, "FREQ=HOURLY")
        #expect(starts(timing, "2026-11-21", "2026-11-21").count == 24)
    }

    @Test func whatCannotBeIsNamed() throws {
        #expect(try Self.timing("2026-11-21 10:00", 0, nil).fault == .noLength)
        #expect(try Self.timing("2026-11-21 10:00", 32 * 1_440, nil).fault == .tooLong)
        #expect(try Self.timing("2026-11-21 10:00", 1_440, nil, isAllDay: true).fault == .brokenDays)
        #expect(try Self.timing("2026-11-21 10:00", 10, "FREQ=MINUTELY").fault == .tooOften)
        #expect(try Self.timing("2026-11-21 10:00", 10, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").fault == .noDate)
        #expect(try Self.timing("2026-11-21 10:00", 10, "FREQ=WEEKLY").fault == nil)
    }

    @Test func itIsKeptAndReadAgain() throws {
        var timing = try Self.timing("2026-11-02 10:00", 60, "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231")
        timing.changes = [
            .init(original: Self.wall("2026-11-27 10:00"), isCancelled: true, note: LocalisedText(["en": "Feast"]))
        ]
        let again = try JSONDecoder().decode(EventTiming.self, from: JSONEncoder().encode(timing))
        #expect(again == timing)
    }

    @Test(arguments: [
        ("ABCD-EFGH", "ABCDEFGH"), ("abcd efgh", "ABCDEFGH"), ("oil0-1234", "01101234"), ("ABCDEFG", nil),
        ("ABCDEFGHJ", nil), ("ABCDEFG!", nil), ("", nil), ("ABCDEFGU", nil),
    ])
    func aCodeIsReadAsPeopleWriteIt(_ typed: String, _ code: String?) {
        #expect(BookingCode.read(typed) == code)
        #expect(Set(BookingCode.alphabet).count == 32)
    }
}
