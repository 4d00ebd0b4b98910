import Foundation
import Rules
import Testing

/// 2026-01-05 is a Monday.
@Suite struct OpeningHoursEvaluationTests {
    @Test(
        arguments: [
            ("Mo 09:00-12:00,14:00-18:00", ["2026-01-05 09:00-12:00", "2026-01-05 14:00-18:00"]),
            ("Mo-Tu 22:00-02:00", ["2026-01-05 22:00-2026-01-06 02:00", "2026-01-06 22:00-2026-01-07 02:00"]),
            ("Su-Mo 22:00-02:00", ["2026-01-05 00:00-02:00", "2026-01-05 22:00-2026-01-06 02:00"]),
            ("Mo 22:00-26:00; Tu off", ["2026-01-05 22:00-2026-01-06 00:00"]),
            (
                "Mo-Fr 10:00-16:00; Tu 12:00-18:00",
                [
                    "2026-01-05 10:00-16:00", "2026-01-06 12:00-18:00", "2026-01-07 10:00-16:00",
                ]
            ),
            (
                "Mo-We 10:00-16:00, Tu 12:00-18:00",
                [
                    "2026-01-05 10:00-16:00", "2026-01-06 10:00-18:00", "2026-01-07 10:00-16:00",
                ]
            ),
            (
                "Mo 10:00-12:00 || Mo \"call\"",
                [
                    "2026-01-05 00:00-10:00?", "2026-01-05 10:00-12:00", "2026-01-05 12:00-2026-01-06 00:00?",
                ]
            ),
            ("Mo 17:00+", ["2026-01-05 17:00-2026-01-06 03:00?"]),
            (
                "Mo 14:00-17:00+; Tu 08:00-09:00",
                [
                    "2026-01-05 14:00-17:00", "2026-01-05 17:00-2026-01-06 00:00?", "2026-01-06 08:00-09:00",
                ]
            ),
            ("week 02 Mo 10:00-11:00", ["2026-01-05 10:00-11:00"]),
            ("week 03 Mo 10:00-11:00", []),
            ("Mo[1] 10:00-11:00", ["2026-01-05 10:00-11:00"]),
            ("Tu[1] -1 day 10:00-11:00", ["2026-01-05 10:00-11:00"]),
            ("2026 Jan 06 10:00-11:00", ["2026-01-06 10:00-11:00"]),
            ("Dec 20-Jan 05 10:00-11:00", ["2026-01-05 10:00-11:00"]),
            ("2025 Dec 20-2026 Jan 05 10:00-11:00", ["2026-01-05 10:00-11:00"]),
            ("Jan 01-31/5 10:00-11:00", ["2026-01-06 10:00-11:00"]),
            ("Mo unknown; Tu 10:00-11:00", ["2026-01-05 00:00-2026-01-06 00:00?", "2026-01-06 10:00-11:00"]),
            ("off", []),
        ] as [(String, [String])])
    func threeDays(value: String, expected: [String]) throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: value)
        #expect(try questions.intervals(hours, "2026-01-05 00:00", "2026-01-08 00:00") == expected)
    }

    @Test func publicHolidaysAreApplied() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-17:00; PH off")
        // Thursday 14 May 2026 is Ascension.
        let state = hours.state(at: try questions.instant("2026-05-14 10:00"), in: questions.context)
        #expect(state == OpeningState(.closed, note: .holiday(name: "Ascension", offset: 0)))
        #expect(hours.state(at: try questions.instant("2026-05-15 10:00"), in: questions.context).kind == .open)
        let only = try OpeningHours(parsing: "PH 10:00-12:00")
        #expect(try questions.intervals(only, "2026-05-11 00:00", "2026-05-18 00:00") == ["2026-05-14 10:00-12:00"])
        let before = try OpeningHours(parsing: "PH -1 day 10:00-12:00")
        #expect(try questions.intervals(before, "2026-05-11 00:00", "2026-05-18 00:00") == ["2026-05-13 10:00-12:00"])
    }

    @Test func schoolHolidaysAreApplied() throws {
        let autumn = HolidayPeriod(
            name: "Toussaint", from: try .on("2026-10-17"), to: try .on("2026-11-01"))
        let questions = try HoursQuestions(schoolHolidays: [autumn])
        let hours = try OpeningHours(parsing: "We 14:00-18:00; SH We 10:00-18:00")
        #expect(
            try questions.intervals(hours, "2026-10-14 00:00", "2026-10-22 00:00") == [
                "2026-10-14 14:00-18:00", "2026-10-21 10:00-18:00",
            ])
    }

    @Test func whatIsNotKnownIsSaid() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-17:00; SH off")
        let missing = try #require(hours.missing(in: questions.context))
        #expect(missing.reason == .schoolHolidaysUnknown)
        #expect(missing.position == 19)
        #expect(try OpeningHours(parsing: "PH off").missing(in: questions.context) == nil)
    }

    @Test func sunOfThePlace() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "sunrise-sunset")
        let found = try questions.intervals(hours, "2026-06-21 00:00", "2026-06-22 00:00")
        #expect(found == ["2026-06-21 05:46-21:57"])
    }

    /// The night of 28 to 29 March 2026 has 23 hours, that of 24 to 25 October 25.
    @Test(arguments: [("2026-03-28 22:00", 9), ("2026-10-24 22:00", 11), ("2026-05-28 22:00", 10)])
    func nightsOfClockChanges(start: String, hoursOpen: Int64) throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "22:00-08:00")
        let from = try questions.instant(start)
        let interval = try #require(
            hours.intervals(from: from, to: from.adding(milliseconds: 12 * 3_600_000), in: questions.context).first)
        #expect(interval.start.milliseconds(until: interval.end) == hoursOpen * 3_600_000)
        #expect(hours.nextChange(after: from, in: questions.context)?.at == interval.end)
    }

    @Test func timesInTheSkippedHourStayInOrder() throws {
        let questions = try HoursQuestions()
        for value in ["01:00-02:30,03:00-04:00", "02:10-02:20", "00:00-02:15,02:45-05:00"] {
            let hours = try OpeningHours(parsing: value)
            let found = hours.intervals(
                from: try questions.instant("2026-03-29 00:00"), to: try questions.instant("2026-03-30 00:00"),
                in: questions.context)
            for (first, second) in zip(found, found.dropFirst()) { #expect(first.end <= second.start) }
            for interval in found { #expect(interval.start < interval.end) }
        }
    }

    @Test func nextChange() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-17:00; PH off")
        func next(_ after: String) throws -> String? {
            hours.nextKindChange(after: try questions.instant(after), in: questions.context)
                .map { "\(questions.local($0.at)) \($0.state.kind.rawValue)" }
        }
        #expect(try next("2026-05-13 10:00") == "2026-05-13 17:00 closed")
        #expect(try next("2026-05-13 17:00") == "2026-05-15 09:00 open")
        #expect(try next("2026-05-13 16:59") == "2026-05-13 17:00 closed")
        let always = try OpeningHours(parsing: "24/7")
        #expect(always.nextChange(after: try questions.instant("2026-05-13 10:00"), in: questions.context) == nil)
        let past = try OpeningHours(parsing: "2019 Jan 01-2019 Mar 31 10:00-12:00")
        #expect(past.nextChange(after: try questions.instant("2026-05-13 10:00"), in: questions.context) == nil)
    }

    /// The three questions agree with one another, through both clock changes.
    @Test(arguments: [
        "Mo-Fr 09:00-12:00,14:00-18:00; PH off", "22:00-08:00", "01:30-02:30", "sunset-sunrise", "17:00+", "24/7",
        "off",
        "Sa 20:00-26:00, Su 01:00-03:00 \"late\"", "Mo[-1] 10:00-12:00 || \"call\"", "week 13-43 Su 02:00-03:00",
    ])
    func questionsAgree(value: String) throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: value)
        for start in ["2026-03-25 00:00", "2026-10-21 00:00"] {
            let from = try questions.instant(start)
            let to = from.adding(days: 8)
            let all = hours.intervals(from: from, to: to, in: questions.context, includingClosed: true)
            #expect(all.first?.start == from && all.last?.end == to)
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.end == $1.start && $0.state != $1.state })
            for interval in all {
                for instant in [interval.start, interval.end.adding(milliseconds: -1)] {
                    #expect(hours.state(at: instant, in: questions.context) == interval.state)
                    guard interval.end < to else { continue }
                    #expect(hours.nextChange(after: instant, in: questions.context)?.at == interval.end)
                }
            }
        }
    }

    @Test func valueIsItsText() throws {
        let hours = try OpeningHours(parsing: " lundi 9h-17h ")
        #expect(hours.text == "lundi 9h-17h")
        #expect(hours.canonical == "Mo 09:00-17:00")
        let data = try JSONEncoder().encode([hours])
        #expect(String(decoding: data, as: UTF8.self) == "[\"lundi 9h-17h\"]")
        #expect(try JSONDecoder().decode([OpeningHours].self, from: data) == [hours])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([OpeningHours].self, from: Data("[\"Mo 25:00-26:00\"]".utf8))
        }
    }

    @Test func whichRuleDecides() throws {
        let questions = try HoursQuestions()
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-17:00; We off \"fermé\"")
        #expect(
            hours.matchingRule(at: try questions.instant("2026-01-07 10:00"), in: questions.context)
                == "We off \"fermé\"")
        #expect(hours.matchingRule(at: try questions.instant("2026-01-08 20:00"), in: questions.context) == nil)
    }
}
