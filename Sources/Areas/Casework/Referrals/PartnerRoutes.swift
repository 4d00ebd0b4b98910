import Rules
import Store
import Web

/// The other side without an account: opens one referral through the link of a letter, and answers.
struct PartnerRoutes {
    let room: CaseworkRoom

    private static let because = "a letter's link opens one referral for a partner without account"

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "partner/{secret}", .open(because: Self.because), "One referral, through the link of a letter",
                faces: [.page], handler: show),
            DeskRoute(
                .post, "partner/{secret}", says: "saved", .open(because: Self.because),
                "Answer through the link of a letter",
                fields: ReferralStep.fields, faces: [.page], handler: step),
        ]
    }

    /// `nil`: the link opens nothing (any more), whatever the reason.
    private func find(_ connection: Connection, _ call: DeskCall) throws -> ReferralRecord? {
        guard
            let id = try PartnerLink(keys: room.workplace.keys).referral(connection, call["secret"], now: call.now),
            let referral = try ReferralQueries(seals: room.seals()).list(
                connection, "referral.id = \(id) AND to_organisation IS NULL", caller: nil, now: call.now
            ).first, !referral.isLapsed, referral.shown != nil, referral.wards.isEmpty
        else { return nil }
        return referral
    }

    private static func gone(_ words: CaseworkWords) -> DeskAnswer {
        .show(PartnerPage.gone(words), data: .null, status: .notFound)
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        guard PartnerLink(keys: room.workplace.keys).isOurs(call["secret"]) else { return Self.gone(words) }
        let referral = try await room.work { connection in
            let referral = try find(connection, call)
            try room.workplace.note(
                connection,
                AuditEntry(
                    nil, .read, "referral", referral?.id, outcome: referral == nil ? .refused : .done,
                    note: "partner-link"), now: call.now)
            return referral
        }
        guard let referral else { return Self.gone(words) }
        return .show(
            PartnerPage(words: words, referral: referral, secret: call["secret"]).page, data: .null)
    }

    private func step(_ call: DeskCall) async throws -> DeskAnswer {
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        guard PartnerLink(keys: room.workplace.keys).isOurs(call["secret"]) else { return Self.gone(words) }
        let outcome = try await room.work { connection -> (referral: ReferralRecord, faults: [Problem.Fault])? in
            guard let referral = try find(connection, call) else {
                try room.workplace.note(
                    connection, AuditEntry(nil, .edit, "referral", nil, outcome: .refused, note: "partner-link"),
                    now: call.now)
                return nil
            }
            let (step, faults) = ReferralStep.read(call.form)
            guard let step else { return (referral, faults) }
            return (
                referral, try step.make(connection, referral, by: .asked, caller: nil, room: room, now: call.now)
            )
        }
        guard let outcome else { return Self.gone(words) }
        guard outcome.faults.isEmpty else {
            let page = PartnerPage(
                words: words, referral: outcome.referral, secret: call["secret"], values: call.form,
                faults: outcome.faults)
            return .mend(page.page, outcome.faults)
        }
        return .done(.referralLink(call["secret"]), data: .null)
    }
}
