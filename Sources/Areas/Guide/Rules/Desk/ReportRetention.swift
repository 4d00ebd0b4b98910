/// How long the words of a visitor, and the note of who answered, are kept. The matter («the hours are wrong») names nobody and stays.
public enum ReportRetention {
    /// Days after the report was closed: a quarter, so that whoever mended the service may look once more at what was said when the
    /// same thing is reported again, or when the coordinator goes through the answers.
    public static let daysAfterClosing = 90
    /// Days after it was sent, answered or not. Words that nobody answered for a year tell nothing of the service of today; the GDPR
    /// (article 5(1)(e)) asks for an end, and the CNIL's guidance on logs has no longer one either.
    public static let daysAfterSending = 365

    /// Closed before this moment, or sent before that one: the words go.
    public static func limits(at now: Instant) -> (closed: Instant, sent: Instant) {
        (before(now, daysAfterClosing), before(now, daysAfterSending))
    }

    public static func isOver(sent: Instant, closed: Instant?, now: Instant) -> Bool {
        let limits = limits(at: now)
        return sent < limits.sent || closed.map { $0 < limits.closed } == true
    }

    private static func before(_ now: Instant, _ days: Int) -> Instant {
        Instant(milliseconds: now.milliseconds - Int64(days) * 86_400_000)
    }
}
