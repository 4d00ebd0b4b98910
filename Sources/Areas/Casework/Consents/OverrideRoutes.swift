import Rules
import Store
import Web

struct OverrideRecord: Sendable, Hashable {
    var id: String
    var reference: String
    var organisation: String
    var toOrganisation: String?
    var code: OverrideCode
    var madeBy: String
    var madeAt: Instant
    var decision: OverrideDecision?
}

/// What was shared without a consent is looked at by someone who was not there. They see what was done and by whom, never for whom.
struct OverrideRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "overrides", .rule(.consent, .review), "What was shared without a consent, newest first",
                handler: list),
            DeskRoute(
                .post, "overrides/{id}", says: "reviewed", .rule(.consent, .review), "Decide whether it was justified",
                fields: [.init("decision", "justified or not-justified", isNeeded: true)], handler: decide),
        ]
    }

    private func records(_ connection: Connection, _ condition: SQL) throws -> [OverrideRecord] {
        try connection.rows(
            """
            SELECT consent_override.id AS id, reference, consent_override.organisation AS organisation,
                to_organisation, code, made_by, made_at, decision
            FROM consent_override JOIN person_file ON person_file.id = consent_override.person
            WHERE \(condition) ORDER BY consent_override.id DESC LIMIT 200
            """
        ).compactMap { row in
            guard let code = OverrideCode(rawValue: try row.get("code")) else { return nil }
            return OverrideRecord(
                id: try row.get("id"), reference: try row.get("reference"), organisation: try row.get("organisation"),
                toOrganisation: try row.optional("to_organisation"), code: code, madeBy: try row.get("made_by"),
                madeAt: try row.instant("made_at"),
                decision: try row.optional("decision", as: String.self).flatMap { OverrideDecision(rawValue: $0) })
        }
    }

    private func condition(_ caller: Caller, _ now: Instant) -> SQL {
        guard caller.scope(.consent, .review) == .all else { return "1 = 0" }
        return PersonScope(caller: caller, now: now).wards
    }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (records, names) = try await room.work { connection -> ([OverrideRecord], [String: String]) in
            try room.workplace.note(connection, AuditEntry(caller, .list, "override", nil), now: call.now)
            let records = try self.records(connection, condition(caller, call.now))
            return (records, try room.workplace.names(connection, of: Set(records.map(\.madeBy)).sorted()))
        }
        let page = OverridePage(words: CaseworkWords(visit: call.visit, city: city), records: records, names: names)
        return .show(page.page, data: JSONText(members: [("items", JSONText(records.map { json($0, names) }))]))
    }

    private func json(_ record: OverrideRecord, _ names: [String: String]) -> JSONText {
        JSONText(members: [
            ("id", JSONText(record.id)), ("reference", JSONText(record.reference)),
            ("organisation", JSONText(record.organisation)),
            ("toOrganisation", record.toOrganisation.map { JSONText($0) }), ("code", JSONText(record.code.rawValue)),
            ("by", names[record.madeBy].map { JSONText($0) }), ("at", JSONText(record.madeAt.rfc3339)),
            ("decision", record.decision.map { JSONText($0.rawValue) }),
        ])
    }

    private func decide(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let id = try await room.work { connection in
            let reach = condition(caller, call.now)
            guard let record = try records(connection, "consent_override.id = \(call["id"]) AND \(reach)").first else {
                throw Problem.nothing
            }
            guard let decision = call.form["decision"].flatMap({ OverrideDecision(rawValue: $0) }) else {
                throw Problem(
                    .unprocessable, "Decide: justified or not-justified.",
                    faults: [.casework("decision", "must be justified or not-justified", "decision")])
            }
            if record.decision == decision { return record.id }
            guard record.decision == nil, record.madeBy != caller.account else {
                throw Problem(.conflict, "It is decided already.")
            }
            try connection.execute(
                """
                UPDATE consent_override SET decision = \(decision.rawValue), decided_by = \(caller.account),
                    decided_at = \(call.now.milliseconds) WHERE id = \(record.id) AND decision IS NULL
                """)
            try room.workplace.note(
                connection, AuditEntry(caller, .review, "override", record.id, note: decision.rawValue), now: call.now)
            if decision == .notJustified {
                // A share that stood on it is covered no more; what was asked on it is taken back.
                _ = try ReferralEnding(now: call.now).takeBack(connection, "override = \(record.id)")
            }
            return record.id
        }
        return .done(.overrides, data: JSONText(members: [("id", JSONText(id))]))
    }
}

struct OverridePage {
    let words: CaseworkWords
    let records: [OverrideRecord]
    let names: [String: String]

    var page: Page {
        let visit = words.visit
        let title = visit.say("casework.overrides.title")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.say("casework.overrides.lead"))</p>
                \(records.isEmpty ? "<p class=\"empty\">\(visit.say("casework.overrides.empty"))</p>" : table)
                """)
    }

    private var table: HTML {
        let say = words.visit.say
        let rows = records.map { record in
            let to = words.city.name(record.toOrganisation ?? "")
            return """
                <tr><th scope="row" data-label="\(say("casework.reference"))"><bdi dir="ltr">\(record.reference)</bdi></th>\
                <td data-label="\(say("casework.override.code"))">\(say("casework.override.code.\(record.code.rawValue)"))</td>\
                <td data-label="\(say("casework.override.who"))"><bdi>\(names[record.madeBy] ?? "")</bdi>, \
                <bdi>\(words.city.name(record.organisation))</bdi></td>\
                <td data-label="\(say("casework.override.to"))"><bdi>\(to)</bdi></td>\
                <td data-label="\(say("casework.when"))">\(words.moment(record.madeAt))</td>\
                <td data-label="\(say("casework.override.decision"))">\(decision(record))</td></tr>
                """ as HTML
        }
        let heads = [
            "casework.reference", "casework.override.code", "casework.override.who", "casework.override.to",
            "casework.when", "casework.override.decision",
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return "<table class=\"cards\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private func decision(_ record: OverrideRecord) -> HTML {
        if let decision = record.decision { return HTML(words.visit.say("casework.override.\(decision.rawValue)")) }
        let form = FormView(words.visit, action: SitePath("work", "overrides", record.id))
        return OverrideDecision.allCases.map {
            form.button("casework.override.\($0.rawValue)", hidden: [("decision", $0.rawValue)])
        }.joined(" ")
    }
}
