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
        let holidays = #"{"value":"PH off","from":"2026-01-05 0:00","to":"2026-01-06 0:00","country":"XX"}"#
        #expect(
            HoursLine.answer(holidays)
                == #"{"error":{"length":2,"position":0,"reason":"publicHolidaysUnknown"}}"#)
    }
}
