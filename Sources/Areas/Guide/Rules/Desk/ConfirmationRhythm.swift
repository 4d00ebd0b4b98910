/// How often a service is asked whether it is still true, and when it is late.
public enum ConfirmationRhythm {
    /// Days that an organisation may choose: a week to two years.
    public static let bounds = 7...730
    /// Distributions move with the week; a wrong one is a walk for nothing, hungry.
    public static let distribution = 30
    /// Health and law: a wrong door costs a deadline or a cure.
    public static let healthAndLaw = 90
    public static let other = Freshness.ageingAfterDays

    /// What holds when the organisation has not chosen.
    /// - Parameter themes: of the needs that the service meets; the strictest counts.
    public static func standard(themes: Set<String>) -> Int {
        if !themes.isDisjoint(with: ["food", "clothing"]) { return distribution }
        if !themes.isDisjoint(with: ["health", "rights", "safety"]) { return healthAndLaw }
        return other
    }

    /// The second reminder comes so many days after the first; then the coordinators see it.
    public static let betweenReminders = 14
}

/// Whether the facts of a service were confirmed in time.
public enum ConfirmationState: Sendable, Hashable {
    /// Nobody ever said that it is true.
    case never
    /// Until that day, itself included.
    case fresh(until: LocalDate)
    /// Since that day.
    case due(since: LocalDate, days: Int)

    /// - Parameter rhythm: days.
    public init(confirmed: PartialDate?, rhythm: Int, today: LocalDate) {
        guard let confirmed, let last = LocalDate(lastOf: confirmed) else {
            self = .never
            return
        }
        let due = last.adding(days: rhythm)
        self = today < due ? .fresh(until: due.adding(days: -1)) : .due(since: due, days: due.days(until: today))
    }

    public var isStale: Bool {
        if case .fresh = self { false } else { true }
    }
}

/// Who is reminded, and when: the organisation when it is due, again two weeks later, then the coordinators.
public enum ConfirmationReminder: Int, Sendable, Hashable, CaseIterable {
    case first = 1
    case second
    case coordinators

    /// What is to be told now of a service that is late; nobody is passed over, however late it is when it is first looked at.
    /// - Parameter last: what was told last, and how many days ago; `nil`: nothing yet.
    public static func next(after last: (step: ConfirmationReminder, daysAgo: Int)?) -> ConfirmationReminder? {
        guard let last else { return .first }
        if last.daysAgo < ConfirmationRhythm.betweenReminders { return nil }
        return ConfirmationReminder(rawValue: last.step.rawValue + 1)
    }
}
