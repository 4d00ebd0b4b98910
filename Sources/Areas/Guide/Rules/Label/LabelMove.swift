/// What can be done with a request for the label.
public enum LabelMove: Sendable, Hashable {
    case plan(LabelRequest.Visit)
    /// What was seen on that day.
    case record(day: LocalDate, [String: LabelRequest.Finding])
    case grant(until: LocalDate)
    case refuse(LabelRequest.Refusal)
    case withdraw(LabelRequest.Withdrawal)
    case giveUp
    /// A newer label of the same place takes its place.
    case renew
}

/// Why a step cannot be taken.
public enum LabelFault: Error, Sendable, Hashable {
    /// Not in this state.
    case notNow(LabelRequest.State)
    /// Planned for a day that is over.
    case dayPassed
    /// Recorded before it took place.
    case dayAhead
    /// Criteria of which nobody said what was seen.
    case unsaid([String])
    /// Required criteria that were not seen to be met.
    case notMet([String])
    /// The end is not after today.
    case endTooSoon
    case endTooLate
    /// Its last day is over: there is nothing left to withdraw.
    case ended
    /// A place whose address must not be known is never named in a list.
    case protectedPlace
}

extension LabelRequest {
    /// The longest that a label can be given for, whatever the scheme says.
    public static let mostYears = 5

    /// The request after one step. The same step again changes nothing: who presses twice has done it once.
    public func after(
        _ move: LabelMove, scheme: LabelScheme, isProtected: Bool, today: LocalDate
    ) throws(LabelFault) -> LabelRequest {
        if isDone(move) { return self }
        switch move {
        case .plan(let visit): return try planned(visit, isProtected: isProtected, today: today)
        case .record(let day, let findings): return try visited(day, findings, scheme: scheme, today: today)
        case .grant(let last):
            return try granted(until: last, scheme: scheme, isProtected: isProtected, today: today)
        case .refuse(let refusal):
            guard state.isOpen else { throw .notNow(state) }
            return ended(.refused, refusal.rawValue)
        case .withdraw(let withdrawal):
            guard state == .granted else { throw .notNow(state) }
            guard !hasEnded(on: today) else { throw .ended }
            return ended(.withdrawn, withdrawal.rawValue)
        case .giveUp:
            guard state.isOpen else { throw .notNow(state) }
            return ended(.givenUp, nil)
        case .renew:
            guard state == .granted else { throw .notNow(state) }
            return ended(.renewed, nil)
        }
    }

    private func isDone(_ move: LabelMove) -> Bool {
        switch move {
        case .plan(let visit): state == .planned && self.visit == visit
        case .record(let day, let findings):
            state == .visited && visit?.day == day && self.findings == findings
        case .grant(let last): state == .granted && term?.last == last
        case .refuse(let refusal): state == .refused && reason == refusal.rawValue
        case .withdraw(let withdrawal): state == .withdrawn && reason == withdrawal.rawValue
        case .giveUp: state == .givenUp
        case .renew: state == .renewed
        }
    }

    private func planned(_ visit: Visit, isProtected: Bool, today: LocalDate) throws(LabelFault) -> LabelRequest {
        guard state.isOpen else { throw .notNow(state) }
        guard !isProtected else { throw .protectedPlace }
        guard visit.day >= today else { throw .dayPassed }
        var next = self
        (next.state, next.visit) = (.planned, visit)
        return next
    }

    private func visited(
        _ day: LocalDate, _ findings: [String: Finding], scheme: LabelScheme, today: LocalDate
    ) throws(LabelFault) -> LabelRequest {
        guard state == .planned || state == .visited, let visit else { throw .notNow(state) }
        guard day <= today else { throw .dayAhead }
        let unsaid = scheme.criteria.map(\.key).filter { findings[$0] == nil }
        guard unsaid.isEmpty else { throw .unsaid(unsaid) }
        var next = self
        next.state = .visited
        next.visit = Visit(day: day, office: visit.office)
        next.findings = findings.filter { scheme.criterion($0.key) != nil }
        return next
    }

    private func granted(
        until last: LocalDate, scheme: LabelScheme, isProtected: Bool, today: LocalDate
    ) throws(LabelFault) -> LabelRequest {
        guard state == .visited else { throw .notNow(state) }
        guard !isProtected else { throw .protectedPlace }
        let missing = scheme.required.filter { findings[$0] != .met }
        guard missing.isEmpty else { throw .notMet(missing) }
        guard last > today else { throw .endTooSoon }
        guard last <= today.adding(years: Self.mostYears) else { throw .endTooLate }
        var next = self
        (next.state, next.term) = (.granted, Term(first: today, last: last))
        return next
    }

    private func ended(_ state: State, _ reason: String?) -> LabelRequest {
        var next = self
        (next.state, next.reason) = (state, reason)
        return next
    }
}
