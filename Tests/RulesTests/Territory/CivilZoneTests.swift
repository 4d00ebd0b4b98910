import Foundation
import Rules
import Testing

@Suite struct CivilZoneTests {
    private let paris = CivilZone("Europe/Paris") ?? .utc

    @Test(arguments: [
        ("2026-01-15 12:00", "2026-01-15T11:00:00Z"), ("2026-07-15 12:00", "2026-07-15T10:00:00Z"),
        // The clock goes from 02:00 to 03:00: times between are as much later.
        ("2026-03-29 01:59", "2026-03-29T00:59:00Z"), ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00Z"),
        // It goes from 03:00 back to 02:00: the first of the two.
        ("2026-10-25 02:30", "2026-10-25T00:30:00Z"), ("2026-10-25 03:00", "2026-10-25T02:00:00Z"),
        ("1970-01-01 01:00", "1970-01-01T00:00:00Z"), ("2099-07-01 00:00", "2099-06-30T22:00:00Z"),
    ])
    func instantOfLocalTime(local: String, instant: String) throws {
        let local = try #require(LocalDateTime(local))
        #expect(paris.instant(local).rfc3339 == instant)
    }

    @Test func agreesWithFoundation() throws {
        for name in [
            "Europe/Paris", "Europe/Berlin", "Africa/Casablanca", "Asia/Kabul", "America/Sao_Paulo", "Africa/Asmara",
        ] {
            let zone = try #require(TimeZone(identifier: name))
            let civil = CivilZone(zone)
            for seconds in stride(from: 86_400 * 366, to: 4_000_000_000, by: 86_400 * 5 + 12_345) {
                let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
                #expect(civil.offset(at: Instant(seconds: seconds)) == expected, "\(name) \(seconds)")
            }
        }
    }

    @Test func unknownName() {
        #expect(CivilZone("Europe/Atlantis") == nil)
        #expect(CivilZone.utc.instant(LocalDate(daysSinceEpoch: 1), minutes: 1500).seconds == 176_400)
    }
}
