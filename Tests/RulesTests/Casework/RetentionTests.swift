import Rules
import Testing

@Suite struct RetentionTests {
    @Test func everyPurposeHasItsOneClock() {
        #expect(Set(Retention.table.map(\.purpose)) == Set(FilePurpose.allCases))
        #expect(Retention.table.count == FilePurpose.allCases.count)
        #expect(Retention.table.allSatisfy { $0.active > 0 && $0.active <= 24 }, "two years of daily use at most")
    }

    @Test(arguments: [
        (FilePurpose.support, "2024-11-21", "2026-11-21", "active 2026-11-21"),
        (.support, "2024-11-20", "2026-11-21", "archive 2029-11-20"),
        (.support, "2021-11-21", "2026-11-21", "archive 2026-11-21"),
        (.support, "2021-11-20", "2026-11-21", "over"),
        (.orientation, "2025-11-21", "2026-11-21", "active 2026-11-21"),
        (.orientation, "2025-11-20", "2026-11-21", "over"),
        (.legal, "2019-11-21", "2026-11-21", "archive 2026-11-21"),
        (.legal, "2019-11-20", "2026-11-21", "over"),
        (.childProtection, "2024-02-29", "2026-02-28", "active 2026-02-28"),
        (.childProtection, "2024-02-29", "2026-03-01", "archive 2029-02-28"),
        (.support, "2026-11-21", "2026-11-21", "active 2028-11-21"),
    ])
    func aFileMovesAlongItsClock(
        _ purpose: FilePurpose, _ contact: String, _ today: String, _ expected: String
    ) throws {
        let state = Retention.state(
            of: purpose, lastContact: try #require(LocalDate(contact)), at: try #require(LocalDate(today)))
        let words =
            switch state {
            case .active(let day): "active \(day)"
            case .archive(let day): "archive \(day)"
            case .over: "over"
            }
        #expect(words == expected)
    }
}
