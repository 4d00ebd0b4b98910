import Rules
import Testing

@Suite("Spans of time that the law counts")
struct LegalPeriodTests {
    @Test(arguments: [
        ("P1M", 1, LegalPeriod.Unit.months), ("P15D", 15, .days), ("PT48H", 48, .hours), ("P1Y", 1, .years),
        ("P2W", 14, .days), ("P1Y6M", 18, .months), ("P0D", 0, .days),
    ])
    func read(_ text: String, _ count: Int, _ unit: LegalPeriod.Unit) {
        #expect(LegalPeriod(text) == LegalPeriod(count, unit))
    }

    @Test(arguments: [
        "", "P", "1M", "P1", "PM", "P1M15D", "PT1M", "P-1D", "P1.5D", "P1M1M", "PT", "P12345D", "P1D ", "p1d",
    ])
    func refused(_ text: String) {
        #expect(LegalPeriod(text) == nil)
    }

    @Test func whatIsWrittenIsReadAgain() {
        for unit in LegalPeriod.Unit.allCases {
            let period = LegalPeriod(3, unit)
            #expect(LegalPeriod(period.description) == period)
        }
        #expect(LegalPeriod(0, .days).isAtOnce && !LegalPeriod(1, .days).isAtOnce)
    }
}
