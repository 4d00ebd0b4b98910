import Files
import Rules
import Store

/// What was shared before without a consent, of the same person with the same party: nobody goes round a review by asking again.
struct OverrideHistory: Sendable {
    struct Before: Sendable, Hashable {
        /// One awaits its review, open or lapsed.
        var isUndecided = false
        /// One was found not justified, or ended by a reviewer.
        var wasEnded = false
    }

    let seals: CaseworkSeals

    func load(_ connection: Connection, _ person: String, _ party: SharingParty) throws -> Before {
        var before = Before()
        let rows = try connection.rows(
            "SELECT id, to_organisation, partner_name, decision, ended_at FROM consent_override WHERE person = \(person)"
        )
        for row in rows {
            guard try isWith(party, row, person) else { continue }
            let decision = try row.optional("decision", as: String.self).flatMap { OverrideDecision(rawValue: $0) }
            let isEnded = try row.optionalInstant("ended_at") != nil
            if decision == nil, !isEnded { before.isUndecided = true }
            if decision == .notJustified || isEnded { before.wasEnded = true }
        }
        return before
    }

    private func isWith(_ party: SharingParty, _ row: Row, _ person: String) throws -> Bool {
        if let key = try row.optional("to_organisation", as: String.self) { return party.memberKey == key }
        let name = try seals.open(row.optional("partner_name"), "consent_override", "partner_name", row.get("id"))
        return name.map { SharingParty.partner($0).mark(for: person, seals) == party.mark(for: person, seals) } ?? false
    }
}
