/// A request for the label of welcome, from the asking to the end: one place, one version of the criteria.
public struct LabelRequest: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case asked
        /// A visit has a day.
        case planned
        /// What was seen is written down.
        case visited
        case granted
        case refused
        case withdrawn
        /// By those who asked.
        case givenUp = "given-up"
        /// Another request of the same place was granted after it.
        case renewed

        /// Something is still to be done.
        public var isOpen: Bool { self == .asked || self == .planned || self == .visited }
    }

    public enum Finding: String, Sendable, Hashable, CaseIterable {
        case met
        case notMet = "not-met"
        case notSeen = "not-seen"
    }

    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        case criteria
        case notForAll = "not-for-all"
        case noAnswer = "no-answer"
        case other
    }

    public enum Withdrawal: String, Sendable, Hashable, CaseIterable {
        case criteria
        case closed
        /// By the place itself.
        case asked
        case wrong
        case other
    }

    public struct Visit: Sendable, Hashable {
        public var day: LocalDate
        /// By which office: words of the city, not the name of a person.
        public var office: String

        public init(day: LocalDate, office: String) {
            self.day = day
            self.office = office
        }
    }

    /// Both days included.
    public struct Term: Sendable, Hashable {
        public var first: LocalDate
        public var last: LocalDate

        public init(first: LocalDate, last: LocalDate) {
            self.first = first
            self.last = last
        }
    }

    public var state: State
    public var visit: Visit?
    /// By key of criterion.
    public var findings: [String: Finding]
    /// Of a label that was given.
    public var term: Term?
    /// Code of a refusal or a withdrawal.
    public var reason: String?

    public init(
        state: State = .asked, visit: Visit? = nil, findings: [String: Finding] = [:], term: Term? = nil,
        reason: String? = nil
    ) {
        self.state = state
        self.visit = visit
        self.findings = findings
        self.term = term
        self.reason = reason
    }

    /// Keys of criteria that were seen to be met, in the order of the scheme.
    public func met(in scheme: LabelScheme) -> [String] {
        scheme.criteria.map(\.key).filter { findings[$0] == .met }
    }

    /// The label counts on that day. It ends by the calendar alone: nothing has to run for that.
    public func runs(on day: LocalDate) -> Bool {
        guard state == .granted, let term else { return false }
        return term.first <= day && day <= term.last
    }

    /// It was given, and its last day is over.
    public func hasEnded(on day: LocalDate) -> Bool {
        guard state == .granted, let term else { return false }
        return term.last < day
    }

    /// The end is near: whoever wants to keep the label asks again.
    public func asksForRenewal(on day: LocalDate, reminder: Int) -> Bool {
        guard runs(on: day), let term else { return false }
        return day.days(until: term.last) <= reminder
    }
}
