/// When visitors' reports say that a service is not there any more.
public enum VisitorContradiction {
    /// Reports that nobody has answered, within `days`, before the public page says so.
    public static let reports = 3
    public static let days = 30
    /// What contradicts that the service is there at all.
    public static let matters: Set<VisitorReport.Matter> = [.closed, .moved]

    /// - Parameter sent: of the unanswered reports that say «closed» or «moved»; each report once.
    public static func isTold(sent: [Instant], now: Instant) -> Bool {
        let since = now.milliseconds - Int64(days) * 86_400_000
        return sent.count { $0.milliseconds > since && $0.milliseconds <= now.milliseconds } >= reports
    }
}
