import Rules
import Testing

@Suite struct ReportRetentionTests {
    private static func day(_ number: Int) -> Instant { Instant(milliseconds: Int64(number) * 86_400_000) }

    @Test(
        arguments: [
            // Day of closing, today, over?
            (nil, 0, false), (nil, 365, false), (nil, 366, true), (10, 100, false), (10, 101, true), (0, 90, false),
            (0, 91, true), (360, 366, true),
        ] as [(Int?, Int, Bool)])
    func wordsOfAReportSentOnDayNoughtEnd(_ closed: Int?, _ today: Int, _ isOver: Bool) {
        #expect(
            ReportRetention.isOver(sent: Self.day(0), closed: closed.map(Self.day), now: Self.day(today)) == isOver)
    }
}
