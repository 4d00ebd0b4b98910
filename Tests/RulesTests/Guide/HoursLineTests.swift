import Foundation
import Rules
import Testing

@Suite struct HoursLineTests {
    @Test func answers() {
        let line = #"""
            {"value":"Mo 09:00-12:00; PH off","from":"2026-01-05 0:00","to":"2026-01-06 0:00","lat":"48.85","lon":2.35,\#
            "country":"fr","timeZone":"Europe/Paris"}
            """#
        #expect(
            HoursLine.answer(line) == #"""
                {"canonical":"Mo 09:00-12:00; PH off",\#
                "intervals":[{"end":"2026-01-05 12:00","start":"2026-01-05 09:00","state":"open"}],"warnings":[]}
                """#)
    }

    @Test func faults() {
        let line = #"{"value":"Mo 09:00-12:60","from":"2026-01-05 0:00","to":"2026-01-06 0:00"}"#
        #expect(
            HoursLine.answer(line)
                == #"{"error":{"length":2,"position":12,"reason":"minuteOutOfRange","value":"60"}}"#)
        #expect(HoursLine.answer("?") == #"{"error":{"reason":"notAQuestion"}}"#)
        let zone = #"{"value":"24/7","from":"2026-01-05 0:00","to":"2026-01-06 0:00","timeZone":"Mars/Olympus"}"#
        #expect(HoursLine.answer(zone) == #"{"error":{"reason":"unknownTimeZone","value":"Mars/Olympus"}}"#)
    }

    @Test func schoolHolidaysThatAreNotKnownAreAWarning() {
        let line = #"""
            {"value":"Mo-Fr 09:00-12:00; SH 10:00-11:00; PH off","from":"2026-01-05 0:00","to":"2026-01-06 0:00","country":"FR"}
            """#
        #expect(
            HoursLine.answer(line) == #"""
                {"canonical":"Mo-Fr 09:00-12:00; SH 10:00-11:00; PH off",\#
                "intervals":[{"end":"2026-01-05 12:00","start":"2026-01-05 09:00","state":"open"}],\#
                "warnings":[{"kind":"schoolHolidaysUnknown","length":2,"position":19}]}
                """#)
    }

    @Test(arguments: ["", #","country":"XX""#])
    func holidaysOfNoKnownCountryAreRefused(_ country: String) {
        let line = #"{"value":"Mo-Fr 09:00-12:00; PH off","from":"2026-01-05 0:00","to":"2026-01-06 0:00"\#(country)}"#
        #expect(
            HoursLine.answer(line) == #"{"error":{"length":2,"position":19,"reason":"publicHolidaysUnknown"}}"#)
    }

    @Test func holidaysThatComeWithTheCall() throws {
        let line = #"{"value":"PH","from":"2026-01-05 0:00","to":"2026-01-07 0:00","country":"xx"}"#
        let rule = HolidayRule(name: "Day", basis: .fixed(month: 1, day: 6))
        let holidays = ["XX": HolidayDefinitions(country: "XX", publicHolidays: [rule])]
        #expect(
            HoursLine.answer(line, holidays: holidays) == #"""
                {"canonical":"PH",\#
                "intervals":[{"comment":"Day","end":"2026-01-07 00:00","start":"2026-01-06 00:00","state":"open"}],\#
                "warnings":[]}
                """#)
        let school = #"{"value":"SH","from":"2026-01-05 0:00","to":"2026-01-07 0:00","country":"FR","state":"C"}"#
        let winter = HolidayPeriod(name: "Winter", from: try .on("2026-01-06"), to: try .on("2026-01-06"))
        #expect(
            HoursLine.answer(school, frenchSchoolHolidays: ["C": [winter]]).contains(#""start":"2026-01-06 00:00""#))
        #expect(!HoursLine.answer(school, frenchSchoolHolidays: ["A": [winter]]).contains("start"))
    }

    @Test func pointsInTime() {
        let plain = #"{"value":"Mo 09:00","from":"2026-01-05 0:00","to":"2026-01-06 0:00"}"#
        #expect(HoursLine.answer(plain).contains("missingEnd"))
        #expect(HoursLine.answer(plain, allowingPoints: true).contains(#""end":"2026-01-05 09:01""#))
        let strict = #"{"value":"Mo 09:00","from":"2026-01-05 0:00","to":"2026-01-06 0:00","points":false}"#
        #expect(HoursLine.answer(strict, allowingPoints: true).contains("missingEnd"))
    }
}
