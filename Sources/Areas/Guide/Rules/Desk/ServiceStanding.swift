/// How a service stands at the desk of the organisation that keeps it.
public enum ServiceStanding: String, Sendable, Hashable, CaseIterable {
    /// Shown in the guide, confirmed in time.
    case published
    /// Shown, and late to be confirmed.
    case stale
    /// Shown, with days of closure that hold today or are to come.
    case closedForAWhile = "closed-for-a-while"
    /// Someone began a change and keeps it to themselves.
    case draft
    /// A change waits for whoever decides.
    case proposed
    /// A change came back with words.
    case sentBack = "sent-back"
    case archived
    /// No longer in the file that it came from.
    case gone

    public struct Facts: Sendable, Hashable {
        public var isPublished: Bool
        public var isArchived: Bool
        /// It came from a file, and no file names it any more.
        public var isGone: Bool
        /// Of a change that is not published yet.
        public var openChange: ServiceStanding?
        public var closures: [DatedClosure]
        public var confirmation: ConfirmationState

        public init(
            isPublished: Bool, isArchived: Bool, isGone: Bool, openChange: ServiceStanding?, closures: [DatedClosure],
            confirmation: ConfirmationState
        ) {
            self.isPublished = isPublished
            self.isArchived = isArchived
            self.isGone = isGone
            self.openChange = openChange
            self.closures = closures
            self.confirmation = confirmation
        }
    }

    /// A service may stand in several ways at once: shown, late, and with a change that waits.
    public static func all(_ facts: Facts, today: LocalDate) -> Set<ServiceStanding> {
        if facts.isArchived { return [.archived] }
        if facts.isGone { return [.gone] }
        var standings: Set<ServiceStanding> = []
        if let change = facts.openChange { standings.insert(change) }
        guard facts.isPublished else { return standings.isEmpty ? [.draft] : standings }
        standings.insert(.published)
        if facts.confirmation.isStale { standings.insert(.stale) }
        if facts.closures.contains(where: { $0.isAhead(of: today) }) { standings.insert(.closedForAWhile) }
        return standings
    }
}

extension DatedClosure {
    /// It holds on that day, or begins later.
    public func isAhead(of today: LocalDate) -> Bool {
        guard let to else { return true }
        return LocalDate(lastOf: to).map { $0 >= today } ?? false
    }

    public func holds(on day: LocalDate) -> Bool {
        guard let first = LocalDate(firstOf: from) else { return false }
        return first <= day && isAhead(of: day)
    }
}
