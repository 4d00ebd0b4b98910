internal import Rules
internal import Store
internal import Web

/// The audit book, for those who answer for what is opened.
extension IdentityDesk {
    var auditRoutes: [DeskRoute] {
        let filters = [
            DeskRoute.Field("kind", "Of record"), DeskRoute.Field("actor", "Id of an account"),
            DeskRoute.Field("from", "First day, YYYY-MM-DD"), DeskRoute.Field("to", "Last day, YYYY-MM-DD"),
            DeskRoute.Field("before", "Number of a line: those before it"),
        ]
        return [
            DeskRoute(
                .get, "audit", .rule(.audit, .read), "Who read and wrote what", fields: filters, handler: auditList),
            DeskRoute(
                .get, "audit/{kind}/{id}", .rule(.audit, .read), "Who opened this record", fields: filters,
                handler: auditOfObject),
        ]
    }

    private func auditList(_ call: DeskCall) async throws -> DeskAnswer {
        try await audit(call, kind: nil, object: nil)
    }

    private func auditOfObject(_ call: DeskCall) async throws -> DeskAnswer {
        try await audit(call, kind: call["kind"], object: call["id"])
    }

    private func audit(_ call: DeskCall, kind: String?, object: String?) async throws -> DeskAnswer {
        let caller = try call.member()
        guard let scope = caller.scope(.audit, .read), let own = caller.organisation else { throw Problem.nothing }
        let zone = CivilZone(call.visit.settings.timeZone) ?? .utc
        var faults: [Problem.Fault] = []
        func day(_ name: String) -> LocalDate? {
            guard let text = call.query[name] else { return nil }
            if let day = LocalDate(text) { return day }
            faults.append(DeskSheet.fault(name, "is not a day such as 2026-11-21", "identity.audit.fault.day"))
            return nil
        }
        var filter = AuditFilter(organisation: scope == .all ? nil : own, wards: caller.wards)
        filter.kind = kind ?? call.query["kind"]
        filter.object = object
        filter.actor = call.query["actor"]
        filter.from = day("from").map { zone.instant($0, minutes: 0) }
        filter.until = day("to").map { zone.instant($0.adding(days: 1), minutes: 0) }
        filter.before = call.query["before"].flatMap { Int($0) }
        let (asked, wrong) = (filter, faults)
        let page = try await workplace.database.write { connection -> AuditPage in
            let lines = try asked.lines(connection)
            let actors = Array(Set(lines.compactMap(\.actor)))
            // Whoever looks into the book is in the book.
            try workplace.note(
                connection, AuditEntry(caller, .list, "audit", nil, note: asked.kind.map { _ in "filtered" }),
                now: call.now)
            return AuditPage(
                lines: lines, names: try workplace.names(connection, of: actors), kind: kind, object: object,
                values: call.query, faults: wrong)
        }
        return .show(page.page(call.visit), data: page.data)
    }
}

/// What is looked for in the book. The organisation is part of the question, never taken out of the answer.
struct AuditFilter: Sendable {
    static let most = 100

    /// `nil`: of all.
    var organisation: String?
    var kind: String?
    var object: String?
    var actor: String?
    var from: Instant?
    var until: Instant?
    var before: Int?

    /// Of the reader: lines of files behind a ward are not there for those without it.
    var wards: Set<Ward>

    init(organisation: String?, wards: Set<Ward>) {
        self.organisation = organisation
        self.wards = wards
    }

    /// The book itself holds no ward; files and referrals do, and the line of a health part tells by its kind.
    private var wardCondition: SQL {
        let beyond: SQL = """
            (ward_health > \(wards.contains(.health)) OR ward_minors > \(wards.contains(.minors))
                OR ward_protected > \(wards.contains(.protectedPlaces)))
            """
        let health: SQL = wards.contains(.health) ? "1 = 1" : "kind NOT LIKE '%health%'"
        return """
            \(health) AND NOT EXISTS (SELECT 1 FROM person_file WHERE person_file.id = audit.object AND \(beyond))
            AND NOT EXISTS (SELECT 1 FROM referral WHERE referral.id = audit.object AND \(beyond))
            """
    }

    struct Line: Sendable {
        var sequence: Int
        var at: Instant
        var actor: String?
        var organisation: String?
        var action: String
        var kind: String
        var object: String?
        var outcome: String
        var note: String?
    }

    func lines(_ connection: Connection) throws -> [Line] {
        var conditions: [SQL] = ["1 = 1"]
        if let organisation { conditions.append("organisation = \(organisation)") }
        conditions.append(wardCondition)
        if let kind { conditions.append("kind = \(kind)") }
        if let object { conditions.append("object = \(object)") }
        if let actor { conditions.append("actor = \(actor)") }
        if let from { conditions.append("at >= \(from.milliseconds)") }
        if let until { conditions.append("at < \(until.milliseconds)") }
        if let before { conditions.append("sequence < \(before)") }
        let sql: SQL =
            "SELECT sequence, at, actor, organisation, action, kind, object, outcome, note FROM audit WHERE "
            + SQL(conditions, separator: " AND ") + " ORDER BY sequence DESC LIMIT \(Self.most)"
        return try connection.rows(sql).map { row in
            Line(
                sequence: try row.get("sequence"), at: Instant(milliseconds: try row.get("at")),
                actor: try row.optional("actor"), organisation: try row.optional("organisation"),
                action: try row.get("action"), kind: try row.get("kind"), object: try row.optional("object"),
                outcome: try row.get("outcome"), note: try row.optional("note"))
        }
    }
}

struct AuditPage {
    let lines: [AuditFilter.Line]
    let names: [String: String]
    let kind: String?
    let object: String?
    let values: FormValues
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return DeskSheet.page(
            visit, object == nil ? "identity.audit.title" : "identity.audit.object",
            """
            <p class="lead">\(say(object == nil ? "identity.audit.lead" : "identity.audit.object.lead"))</p>
            \(if: object == nil, filters(visit))
            \(lines.isEmpty ? "<p class=\"empty\">\(say("identity.audit.none"))</p>" : table(visit))
            \(if: lines.count == AuditFilter.most, "<p>\(visit.link(older, HTML(say("identity.audit.older"))))</p>")
            """)
    }

    private var older: SitePath {
        var path = SitePath("work", "audit")
        if let kind, let object { path.segments += [kind, object] }
        path.query =
            values.pairs.filter { $0.name != "before" && !$0.value.isEmpty }
            + [(name: "before", value: lines.last.map { String($0.sequence) } ?? "")]
        return path
    }

    /// A form that only looks: it changes nothing, so it is sent with GET and carries no mark.
    private func filters(_ visit: Visit) -> HTML {
        let say = visit.say
        func line(_ name: String, _ label: String, _ type: String) -> HTML {
            let fault = faults.first { $0.name == name }
            return """
                <div class="field"><label for="f-\(name)">\(label)</label>\
                \(if: fault != nil, "<p class=\"fault\">\(say("identity.audit.fault.day"))</p>")\
                <input id="f-\(name)" name="\(name)" type="\(type)" value="\(values.typed(name))"></div>
                """
        }
        return """
            <form method="get" action="\(visit.url(SitePath("work", "audit")))" class="desk-form">
            \(line("from", say("identity.audit.from"), "date"))\(line("to", say("identity.audit.to"), "date"))
            \(line("kind", say("identity.audit.kind"), "text"))
            <p class="buttons"><button type="submit" class="quiet">\(say("identity.show"))</button></p></form>
            """
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        let rows = lines.map { line in
            let who = line.actor.map { names[$0] ?? $0 } ?? say("identity.audit.nobody")
            return """
                <tr><td data-label="\(say("identity.audit.when"))">\(DeskSheet.moment(line.at, visit))</td>
                <td data-label="\(say("identity.audit.who"))"><bdi>\(who)</bdi></td>
                <td data-label="\(say("identity.organisation"))">\(line.organisation ?? "–")</td>
                <td data-label="\(say("identity.audit.what"))">\(say("audit.action.\(line.action)"))</td>
                <td data-label="\(say("identity.audit.record"))">\(record(line, visit))</td>
                <td data-label="\(say("identity.audit.outcome"))">\(say("audit.outcome.\(line.outcome)"))</td></tr>
                """ as HTML
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("identity.audit.when"))</th>
            <th scope="col">\(say("identity.audit.who"))</th><th scope="col">\(say("identity.organisation"))</th>
            <th scope="col">\(say("identity.audit.what"))</th><th scope="col">\(say("identity.audit.record"))</th>
            <th scope="col">\(say("identity.audit.outcome"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func record(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        guard let id = line.object else { return HTML(line.kind) }
        return "\(line.kind) \(visit.link(SitePath("work", "audit", line.kind, id), "<bdi dir=\"ltr\">\(id)</bdi>"))"
    }

    var data: JSONText {
        JSONText(members: [
            (
                "items",
                JSONText(
                    lines.map { line in
                        JSONText(members: [
                            ("sequence", JSONText(line.sequence)), ("at", JSONText(line.at.rfc3339)),
                            ("actor", line.actor.map { JSONText($0) }),
                            ("name", line.actor.flatMap { names[$0] }.map { JSONText($0) }),
                            ("organisation", line.organisation.map { JSONText($0) }),
                            ("action", JSONText(line.action)), ("kind", JSONText(line.kind)),
                            ("object", line.object.map { JSONText($0) }), ("outcome", JSONText(line.outcome)),
                            ("note", line.note.map { JSONText($0) }),
                        ])
                    })
            ),
            ("next", lines.count == AuditFilter.most ? lines.last.map { JSONText($0.sequence) } : nil),
        ])
    }
}
