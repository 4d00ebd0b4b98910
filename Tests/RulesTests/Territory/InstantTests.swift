import Foundation
import Rules
import Testing

@Suite struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-29T01:00:00Z", 1_774_746_000_000),
            ("1969-12-31T23:59:59.999Z", -1), ("2026-03-29T03:00:00+02:00", 1_774_746_000_000),
            ("2026-03-28t20:00:00.5-05:00", 1_774_746_000_500), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] as [(String, Int64)])
    func reads(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "2026-03-29T01:00:00", "2026-03-29", "2026-03-29T25:00:00Z", "2026-02-30T01:00:00Z", "2026-03-29T01:00:00+2",
        "2026-03-29T01:00:00.Z", "2026-03-29T01:00:00Z ", "",
    ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func writes() {
        #expect(Instant(milliseconds: 1_774_746_000_000).rfc3339 == "2026-03-29T01:00:00Z")
        #expect(Instant(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: 5).rfc3339 == "1970-01-01T00:00:00.005Z")
    }

    @Test func isStoredAsMilliseconds() throws {
        let data = try JSONEncoder().encode([Instant(milliseconds: 42)])
        #expect(String(decoding: data, as: UTF8.self) == "[42]")
        #expect(try JSONDecoder().decode([Instant].self, from: data) == [Instant(milliseconds: 42)])
    }
}
