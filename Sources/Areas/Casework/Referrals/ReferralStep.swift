import Rules
import Store
import Web

/// One step of a referral, as typed by either side.
struct ReferralStep: Sendable {
    var move: ReferralMove
    var reason: ReferralRefusalReason?
    var words: String?

    static let fields: [DeskRoute.Field] = [
        .init("move", "accept, refuse, done, no-show or withdraw", isNeeded: true),
        .init("reason", "of a refusal: full, other-public, other-area, missing-documents, other"),
        .init("words", "answer or report, at most 1,000 characters", label: "casework.referral.words"),
    ]

    /// Phrases of the labels.
    static let labels = ["words": "casework.referral.words"]

    static func read(_ form: FormValues) -> (ReferralStep?, [Problem.Fault]) {
        guard let move = form["move"].flatMap({ ReferralMove(rawValue: $0) }) else {
            return (nil, [.casework("move", "must be a step of the list", "move")])
        }
        let reason = form["reason"].flatMap { ReferralRefusalReason(rawValue: $0) }
        if move == .refuse, reason == nil {
            return (nil, [.casework("reason", "must say why", "reason")])
        }
        let words = form["words"]
        if let words, words.count > ReferralDraft.longestMessage {
            return (nil, [Problem.Fault.long("words", words, most: ReferralDraft.longestMessage)].named(labels))
        }
        return (ReferralStep(move: move, reason: move == .refuse ? reason : nil, words: words), [])
    }

    /// Makes the step; the same step sent twice is made once and answered the same.
    /// - Returns: the faults that hinder it.
    func make(
        _ connection: Connection, _ referral: ReferralRecord, by side: ReferralSide, caller: Caller?,
        room: CaseworkRoom, now: Instant
    ) throws -> [Problem.Fault] {
        let next: ReferralState
        do {
            next = try move.next(from: referral.state, by: side)
        } catch .already(_) as ReferralMove.Refusal {
            return []
        } catch let refusal as ReferralMove.Refusal {
            return [Self.fault(refusal)]
        }
        let queries = ReferralQueries(seals: room.seals())
        guard try queries.step(connection, referral, to: next, reason: reason, words: words, now: now) else {
            return [.casework("move", "someone was quicker: look at where it stands", "stale")]
        }
        if next == .withdrawn {
            _ = try ReferralEnding(now: now).takeBack(connection, "id = \(referral.id)")
        }
        try room.workplace.note(
            connection,
            AuditEntry(
                caller, .edit, "referral", referral.id,
                note: caller == nil ? "partner-\(move.rawValue)" : move.rawValue), now: now)
        try EndingNotices(workplace: room.workplace, now: now).done(connection, referral: referral.id)
        if referral.isWaiting { return [] }
        if let told = side == .asked ? referral.organisation : referral.toOrganisation {
            try room.workplace.tell(
                connection, organisation: told, who: .referral, .read,
                kind: next == .withdrawn ? "referral-withdrawn" : "referral-answered",
                path: "work/referrals/\(referral.id)", event: "referral-answered/\(referral.id)/\(next.rawValue)",
                wards: referral.wards, except: caller?.account, now: now)
        }
        return []
    }

    private static func fault(_ refusal: ReferralMove.Refusal) -> Problem.Fault {
        switch refusal {
        case .othersStep: .casework("move", "the other side makes this step", "step-other")
        case .notFrom(let state):
            Problem.Fault(
                name: "move", reason: "cannot be made: the referral stands at \(state.rawValue)",
                phrase: "casework.fault.step-\(state.rawValue)")
        case .already: .casework("move", "it stands there already", "stale")
        }
    }
}
