import Rules
import Testing

@Suite("Whether a lawyer has checked a text")
struct LegalStandingTests {
    static func verdict(_ kind: LegalVerdict.Kind, _ organisation: String, _ minute: Int64) -> LegalVerdict {
        LegalVerdict(kind: kind, organisation: organisation, at: Instant(milliseconds: minute * 60_000))
    }

    @Test func theLastWordCounts() {
        let first = Self.verdict(.approved, "a", 1)
        let second = Self.verdict(.remark, "b", 2)
        let third = Self.verdict(.approved, "c", 3)
        #expect(LegalStanding([]) == .waiting)
        #expect(LegalStanding([first]) == .approved(organisation: "a", at: first.at))
        #expect(LegalStanding([second, first]) == .remarked(organisation: "b", at: second.at))
        #expect(LegalStanding([second, third, first]) == .approved(organisation: "c", at: third.at))
        #expect(LegalStanding([third]).isApproved && !LegalStanding([second]).isApproved)
    }
}
