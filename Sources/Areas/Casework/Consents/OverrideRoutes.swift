import Rules
import Store
import Web

/// What was shared without a consent is looked at by someone who was not there. The list tells what was done and by whom; who decides
/// opens the reason and what was shown, which is noted. Without a ward of the file one sees only that it waits.
struct OverrideRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "overrides", .rule(.consent, .review),
                "What was shared without a consent and awaits a review, oldest first; or what is decided, newest first",
                fields: [
                    .init("part", "waiting or decided; waiting when left out"),
                    .init("after", "cursor: the id of the last one"),
                ], handler: list),
            DeskRoute(
                .get, "overrides/{id}", .rule(.consent, .review),
                "One of them with the reason and what was shown: for who holds the wards of the file",
                fields: [.init("decision", "not-justified: the page asks once more")], handler: show),
            DeskRoute(
                .post, "overrides/{id}", says: "reviewed", .rule(.consent, .review),
                "Decide whether it was justified: for who holds the wards of the file and did not make it",
                fields: [.init("decision", "justified or not-justified", isNeeded: true)], handler: decide),
            DeskRoute(
                .post, "overrides/{id}/end", says: "share-ended", .rule(.consent, .review),
                "End the sharing at once, without deciding: for every reviewer, whatever their wards", handler: end),
        ]
    }

    private func queries(_ call: DeskCall) throws -> OverrideQueries {
        OverrideQueries(seals: room.seals(), caller: try call.member(), now: call.now)
    }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        guard let part = OverrideQueries.Part(rawValue: call.query["part"] ?? OverrideQueries.Part.waiting.rawValue)
        else {
            throw Problem(
                .badRequest, "The request has a parameter that cannot be read.",
                faults: [.init(name: "part", reason: "must be waiting or decided")])
        }
        let after = call.query["after"]
        let (found, names) = try await room.work { connection -> ([OverrideRecord], [String: String]) in
            try room.workplace.note(connection, AuditEntry(caller, .list, "override", nil), now: call.now)
            let records = try queries(call).list(connection, part, after: after)
            let makers = Set(records.compactMap(\.subject?.madeBy)).sorted()
            return (records, try room.workplace.names(connection, of: makers))
        }
        let records = Array(found.prefix(OverrideQueries.pageSize))
        let next = found.count > records.count ? records.last?.id : nil
        let page = OverridePage(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, part: part, records: records,
            names: names, next: next, now: call.now)
        return .show(
            page.page,
            data: JSONText(members: [
                ("items", JSONText(records.map { json($0, caller, names) })),
                ("next", next.map { JSONText($0) } ?? .null),
            ]))
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let page = try await opened(call)
        let (found, caller, names) = (page.found, page.caller, page.names)
        let asksOnce = call.query["decision"] == OverrideDecision.notJustified.rawValue
        return .show(
            asksOnce && found.record.mayDecide(caller) ? page.askOnce : page.page,
            data: JSONText(members: [
                ("override", json(found.record, caller, names)), ("reason", JSONText(found.reason)),
                ("wholeFile", JSONText(found.wasWholeFile)),
                ("shown", JSONText(found.referrals.compactMap(\.shown).map(ReferralJSON.shown))),
            ]))
    }

    /// Opening one is noted.
    private func opened(_ call: DeskCall) async throws -> OverrideCasePage {
        let (caller, city) = (try call.member(), try room.city())
        let (found, names) = try await room.work { connection -> (OverrideCase, [String: String]) in
            let queries = try queries(call)
            guard let record = try queries.decidable(connection, call["id"]) else { throw Problem.nothing }
            let found = try OverrideCase.load(connection, record, queries)
            try room.workplace.note(connection, AuditEntry(caller, .read, "override", record.id), now: call.now)
            // As a review: to have been opened by a reviewer is not to have been opened by who was asked.
            for referral in found.referrals {
                try room.note(connection, caller, .review, referral, now: call.now)
            }
            let people = [record.subject?.madeBy, found.mark?.decidedBy].compactMap { $0 }
            return (found, try room.workplace.names(connection, of: people))
        }
        return OverrideCasePage(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, found: found, names: names,
            now: call.now)
    }

    /// Another reviewer was faster, or it is not this one's to decide: the case again, with who decided what and when.
    private func decide(_ call: DeskCall) async throws -> DeskAnswer {
        do {
            return try await decided(call)
        } catch let problem as Problem where problem.kind == .conflict && call.face == .page {
            return .mend(try await opened(call).page, problem.faults, status: .conflict)
        }
    }

    private func json(_ record: OverrideRecord, _ caller: Caller, _ names: [String: String]) -> JSONText {
        let subject = record.subject
        return JSONText(members: [
            ("id", JSONText(record.id)), ("organisation", JSONText(record.organisation)),
            ("toOrganisation", record.toOrganisation.map { JSONText($0) }),
            ("partner", subject?.partner.map { JSONText($0) }),
            ("at", JSONText(record.madeAt.rfc3339)), ("lapsesAt", JSONText(record.lapsesAt.rfc3339)),
            ("isOnlyReviewed", record.isOnlyReviewed ? JSONText(true) : nil),
            ("endedAt", record.endedAt.map { JSONText($0.rfc3339) }),
            ("mayDecide", JSONText(record.mayDecide(caller))),
            ("reference", subject.map { JSONText($0.reference) }), ("code", subject.map { JSONText($0.code.rawValue) }),
            ("by", subject.flatMap { names[$0.madeBy] }.map { JSONText($0) }),
            ("decision", record.decision.map { JSONText($0.rawValue) }),
        ])
    }

    private func decided(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let id = try await room.work { connection in
            guard let record = try queries(call).decidable(connection, call["id"]) else { throw Problem.nothing }
            guard let decision = call.form["decision"].flatMap({ OverrideDecision(rawValue: $0) }) else {
                throw Problem(
                    .unprocessable, "Decide: justified or not-justified.",
                    faults: [.casework("decision", "must be justified or not-justified", "decision")])
            }
            if record.decision == decision { return record.id }
            guard record.decision == nil else { throw Self.refusal("It is decided already.", "decided") }
            guard record.mayDecide(caller) else {
                throw Self.refusal(
                    "Who went without the consent does not review it. Somebody else decides.", "others-decide")
            }
            try connection.execute(
                """
                UPDATE consent_override SET decision = \(decision.rawValue), decided_by = \(caller.account),
                    decided_at = \(call.now.milliseconds) WHERE id = \(record.id) AND decision IS NULL
                """)
            try room.workplace.note(
                connection, AuditEntry(caller, .review, "override", record.id, note: decision.rawValue), now: call.now)
            let notices = EndingNotices(workplace: room.workplace, now: call.now)
            try notices.done(connection, override: record.id)
            switch decision {
            case .notJustified: try close(connection, record.id, caller, call.now, "not-justified", .notJustified)
            case .justified:
                try notices.maker(connection, override: record.id, nil, except: caller.account)
                try ReferralTelling(room: room, now: call.now).tellOpened(connection, override: record.id)
            }
            return record.id
        }
        return .done(.overrides, data: JSONText(members: [("id", JSONText(id))]))
    }

    private static func refusal(_ detail: String, _ phrase: String) -> Problem {
        Problem(.conflict, detail, faults: [.casework("decision", detail, phrase)])
    }

    private func end(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let id = try await room.work { connection in
            guard let record = try queries(call).endable(connection, call["id"]) else { throw Problem.nothing }
            if record.endedAt != nil { return record.id }
            try connection.execute(
                """
                UPDATE consent_override SET ended_at = \(call.now.milliseconds), ended_by = \(caller.account)
                WHERE id = \(record.id) AND ended_at IS NULL
                """)
            try room.workplace.note(
                connection, AuditEntry(caller, .review, "override", record.id, note: "ended"), now: call.now)
            try close(connection, record.id, caller, call.now, "override-ended", .ended)
            return record.id
        }
        return .done(.overrides, data: JSONText(members: [("id", JSONText(id))]))
    }

    /// A share that stood on it is covered no more; what was asked on it is taken back.
    private func close(
        _ connection: Connection, _ id: String, _ caller: Caller, _ now: Instant, _ note: String,
        _ why: EndingNotices.Why
    ) throws {
        let notices = EndingNotices(workplace: room.workplace, now: now)
        try notices.maker(connection, override: id, why, except: caller.account)
        try notices.readers(connection, override: id, why)
        for referral in try ReferralEnding(now: now).takeBack(connection, "override = \(id)") {
            try room.workplace.note(connection, AuditEntry(caller, .edit, "referral", referral, note: note), now: now)
            try notices.referral(connection, referral, why, tellsAsker: false, except: caller.account)
        }
    }
}
