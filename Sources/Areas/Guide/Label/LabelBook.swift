internal import Files
internal import Rules
internal import Store
internal import Vault
internal import Web

/// A request with what the database knows of it besides.
struct StoredLabel: Sendable {
    var id: String
    var site: String
    /// Key of the organisation that it belongs to; `nil`: the city's coordinators alone.
    var organisation: String?
    var scheme: LabelScheme
    var request: LabelRequest
    /// Keys of criteria that the place says it meets.
    var claimed: [String]
    /// Whom the visitor calls; at work, never shown to the public.
    var contact: String?
    /// By key of criterion; for colleagues.
    var remarks: [String: String]
    var askedAt: Instant
}

/// One line of a request's history.
struct LabelStep: Sendable {
    var state: LabelRequest.State
    var words: String?
    var name: String?
    var at: Instant
}

/// Requests for the label as those who work with them read and write them.
struct LabelBook {
    let workplace: Workplace
    let connection: Connection

    private static func place(_ table: String, _ column: String, _ row: String) -> FieldPlace {
        FieldPlace(table: table, column: column, row: row)
    }

    // MARK: Reading

    static func scope(_ caller: Caller, _ subject: Permission.Subject, _ action: Permission.Action) -> SQL {
        switch caller.scope(subject, action) {
        case .all: "1 = 1"
        case .organisation, .shared: "organisation = \(caller.organisation ?? "")"
        case .oneself, nil: "1 = 0"
        }
    }

    /// - Throws: `Problem.nothing`
    func find(_ id: String, _ caller: Caller, _ action: Permission.Action) throws -> StoredLabel {
        guard let stored = try all("id = \(id) AND \(Self.scope(caller, .label, action))").first else {
            throw Problem.nothing
        }
        return stored
    }

    /// Open ones first, then the newest.
    func all(_ condition: SQL) throws -> [StoredLabel] {
        let versions = try LabelQueries.versions(connection)
        return try connection.rows(
            """
            SELECT id, site, organisation, scheme, state, claimed, contact, visit_on, visit_by, findings, remarks,
                first_day, last_day, reason, asked_at
            FROM label_request WHERE \(condition)
            ORDER BY CASE WHEN open_site IS NULL THEN 1 ELSE 0 END, asked_at DESC, id DESC
            """
        ).compactMap { try stored($0, versions) }
    }

    private func stored(_ row: Row, _ versions: [String: LabelScheme]) throws -> StoredLabel? {
        let id: String = try row.get("id")
        guard let scheme = versions[try row.get("scheme", as: String.self)],
            let state = LabelRequest.State(rawValue: try row.get("state"))
        else { return nil }
        func day(_ name: String) throws -> LocalDate? {
            try row.optional(name, as: String.self).flatMap { LocalDate($0) }
        }
        var request = LabelRequest(
            state: state, findings: LabelQueries.findings(try row.get("findings")),
            reason: try row.optional("reason"))
        if let on = try day("visit_on") { request.visit = .init(day: on, office: try row.optional("visit_by") ?? "") }
        if let first = try day("first_day"), let last = try day("last_day") {
            request.term = .init(first: first, last: last)
        }
        let remarks = try workplace.keys.open(
            optional: row.optional("remarks", as: String.self), for: Self.place("label_request", "remarks", id))
        let contact = try workplace.keys.open(
            optional: row.optional("contact", as: String.self), for: Self.place("label_request", "contact", id))
        return StoredLabel(
            id: id, site: try row.get("site"), organisation: try row.optional("organisation"), scheme: scheme,
            request: request,
            claimed: try row.get("claimed", as: String.self).split(separator: " ").map(String.init), contact: contact,
            remarks: try remarks.map { try Facts.value([String: String].self, from: $0) } ?? [:],
            askedAt: Instant(milliseconds: try row.get("asked_at")))
    }

    /// The newest first.
    func history(_ id: String) throws -> [LabelStep] {
        let rows = try connection.rows(
            "SELECT id, state, words, account, at FROM label_step WHERE request = \(id) ORDER BY at DESC, id DESC")
        let names = try workplace.names(
            connection, of: Array(Set(try rows.map { try $0.get("account", as: String.self) })).sorted())
        return try rows.compactMap { row in
            guard let state = LabelRequest.State(rawValue: try row.get("state")) else { return nil }
            let words = try workplace.keys.open(
                optional: row.optional("words", as: String.self),
                for: Self.place("label_step", "words", row.get("id")))
            return LabelStep(
                state: state, words: words, name: names[try row.get("account")],
                at: Instant(milliseconds: try row.get("at")))
        }
    }

    /// Counted by the day on which it was done.
    func figures(_ caller: Caller) throws -> LabelFigures {
        var steps: [(request: String, state: LabelRequest.State, year: Int)] = []
        try connection.each(
            """
            SELECT label_step.request AS request, label_step.state AS state, label_step.day AS day FROM label_step
            WHERE label_step.request IN (SELECT id FROM label_request
                WHERE \(Self.scope(caller, .figures, .read)))
            """
        ) { row in
            guard let state = LabelRequest.State(rawValue: try row.get("state")),
                let day = LocalDate(try row.get("day", as: String.self))
            else { return }
            steps.append((request: try row.get("request"), state: state, year: day.year))
        }
        return LabelFigures(steps)
    }

    // MARK: Writing

    /// A request, unless the place has one that waits.
    /// - Returns: its id; the id of the one that waits already when that says the same, `nil` when it says something else.
    func ask(
        site: String, owner: String?, scheme: LabelScheme, claimed: [String], contact: String, _ caller: Caller,
        today: LocalDate, now: Instant
    ) throws -> String? {
        if let open = try all("open_site = \(site)").first {
            return open.claimed == claimed && open.contact == contact && open.scheme == scheme ? open.id : nil
        }
        let id = UUIDv7().description
        let sealed = try workplace.keys.seal(contact, for: Self.place("label_request", "contact", id))
        try connection.execute(
            """
            INSERT INTO label_request (id, site, organisation, scheme, state, claimed, contact, findings, account,
                asked_at, changed_at, open_site)
            VALUES (\(id), \(site), \(owner), \(scheme.key), 'asked', \(claimed.joined(separator: " ")), \(sealed), '',
                \(caller.account), \(now.milliseconds), \(now.milliseconds), \(site))
            """)
        try note(id, .asked, words: nil, caller, today: today, now: now)
        for account in try UpkeepPeople.coordinators(connection) where account != caller.account {
            try workplace.tell(
                connection, account: account, kind: "label-asked", path: Self.path(id), event: "label-asked/\(id)",
                now: now)
        }
        if let owner { try tell(owner, id, "asked", caller, now: now) }
        return id
    }

    /// Writes what a step made of a request; a step that changed nothing leaves no trace.
    func put(
        _ stored: StoredLabel, _ next: LabelRequest, remarks: [String: String]? = nil, words: String? = nil,
        _ caller: Caller, today: LocalDate, now: Instant
    ) throws {
        guard next != stored.request || (remarks.map { $0 != stored.remarks } ?? false) else { return }
        if next.state == .granted { try renewBefore(stored, caller, today: today, now: now) }
        let sealed =
            try (remarks ?? stored.remarks).isEmpty
            ? nil
            : workplace.keys.seal(
                Facts.text(remarks ?? stored.remarks), for: Self.place("label_request", "remarks", stored.id))
        try connection.execute(
            """
            UPDATE label_request SET state = \(next.state.rawValue), visit_on = \(next.visit?.day.description),
                visit_by = \(next.visit?.office), findings = \(LabelQueries.text(next.findings)),
                remarks = \(sealed), first_day = \(next.term?.first.description),
                last_day = \(next.term?.last.description), reason = \(next.reason),
                open_site = \(next.state.isOpen ? stored.site : nil),
                running_site = \(next.state == .granted ? stored.site : nil), changed_at = \(now.milliseconds)
            WHERE id = \(stored.id)
            """)
        if !next.state.isOpen, next.state != .granted { try forgetContact(stored.id) }
        try note(stored.id, next.state, words: words, caller, today: today, now: now)
        if !next.state.isOpen { try workplace.settle(connection, event: "label-asked/\(stored.id)", now: now) }
        if let owner = stored.organisation { try tell(owner, stored.id, next.state.rawValue, caller, now: now) }
        if next.state == .granted || stored.request.state == .granted { try Territory.bumpContentVersion(connection) }
    }

    /// The label that the place has gives way to the new one.
    private func renewBefore(_ stored: StoredLabel, _ caller: Caller, today: LocalDate, now: Instant) throws {
        for before in try all("running_site = \(stored.site)") where before.id != stored.id {
            // Of a granted request this is always lawful.
            let over = try? before.request.after(.renew, scheme: before.scheme, isProtected: false, today: today)
            guard let over else { continue }
            try put(before, over, caller, today: today, now: now)
        }
    }

    private func note(
        _ request: String, _ state: LabelRequest.State, words: String?, _ caller: Caller, today: LocalDate,
        now: Instant
    ) throws {
        try workplace.mayWrite(connection)
        let id = UUIDv7().description
        let sealed = try workplace.keys.seal(optional: words, for: Self.place("label_step", "words", id))
        try connection.execute(
            """
            INSERT INTO label_step (id, request, state, day, words, account, organisation, at)
            VALUES (\(id), \(request), \(state.rawValue), \(today.description), \(sealed), \(caller.account),
                \(caller.organisation), \(now.milliseconds))
            """)
    }

    private func forgetContact(_ id: String) throws {
        try connection.execute("UPDATE label_request SET contact = NULL WHERE id = \(id)")
    }

    private func tell(_ owner: String, _ id: String, _ what: String, _ caller: Caller, now: Instant) throws {
        try workplace.tell(
            connection, organisation: owner, who: .label, .edit, kind: "label-moved", path: Self.path(id),
            event: "label-moved/\(id)/\(what)/\(now.milliseconds)", except: caller.account, now: now)
    }

    static func path(_ id: String) -> String { SitePath.deskLabel(id).segments.joined(separator: "/") }
}
