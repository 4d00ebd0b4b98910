import Rules

/// For which organisations a consent of this file stands now: said before anything is sent.
struct ConsentCoverage: Sendable {
    let consents: [ConsentRecord]
    let now: Instant

    /// A part of the phrases `casework.coverage.<state>`.
    enum State: String, Sendable, CaseIterable { case both, ordinary, health, none }

    func state(_ organisation: String) -> State {
        func covers(_ purpose: ConsentPurpose) -> Bool {
            consents.contains { $0.consent.covers(purpose, organisation, at: now) }
        }
        return switch (covers(.referral), covers(.healthOrientation)) {
        case (true, true): .both
        case (true, false): .ordinary
        case (false, true): .health
        case (false, false): .none
        }
    }
}
