internal import Rules
internal import Store
internal import Web

/// Keys of programs. Made and withdrawn in a browser only; a role that needs a second factor makes them after showing it.
extension IdentityDesk {
    var keyRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "keys", .rule(.token, .read), "Keys of one's programs", faces: Self.accountIsForBrowsers,
                handler: keyList),
            DeskRoute(
                .post, "keys", says: .silent(because: "the page shows the key, once"), .rule(.token, .edit),
                "Makes a key, shown once",
                fields: [
                    .init("id", "A UUID of version 7 made with the form"), .init("name", "What it is for"),
                    .init("allowed", "Cells of the table, such as service.edit", isList: true),
                    .init("days", "Until it expires"),
                ], faces: Self.accountIsForBrowsers, handler: makeKey),
            DeskRoute(
                .post, "keys/{id}/withdrawal", says: "key-withdrawn", .rule(.token, .edit), "Withdraws a key",
                faces: Self.accountIsForBrowsers, handler: withdrawKey),
        ]
    }

    private var programs: ProgramKeyTable { ProgramKeyTable(keys: keys) }

    private func membership(_ caller: Caller) throws -> Caller.Membership {
        guard let membership = caller.membership else { throw Problem.nothing }
        return membership
    }

    private func keyList(_ call: DeskCall) async throws -> DeskAnswer {
        .show(try await keysPage(call, values: FormValues([("days", "90")]), []), data: .null)
    }

    private func keysPage(_ call: DeskCall, values: FormValues, _ faults: [Problem.Fault]) async throws -> Page {
        let caller = try call.member()
        let own = try membership(caller)
        let lines = try await workplace.database.read { try programs.list($0, of: own.id, now: call.now) }
        return KeysPage(
            lines: lines, offered: ProgramGrants.offered(to: caller), values: values, faults: faults
        ).page(call.visit)
    }

    private func makeKey(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let own = try membership(caller)
        let name = call.form["name"] ?? ""
        let asked = call.form.all("allowed").map { Caller.Grant($0) }
        let allowed = Set(asked.compactMap { $0 })
        let days = call.form["days"].flatMap { Int($0) } ?? 0
        var faults: [Problem.Fault] = []
        if !(1...60).contains(name.count) || name.contains("\n") {
            faults.append(DeskSheet.fault("name", "1 to 60 characters", "identity.keys.fault.name"))
        }
        if allowed.isEmpty || asked.contains(nil) || !allowed.isSubset(of: ProgramGrants.offered(to: caller)) {
            faults.append(DeskSheet.fault("allowed", "choose from those offered", "identity.keys.fault.allowed"))
        }
        if !(1...ProgramGrants.longestDays).contains(days) {
            faults.append(DeskSheet.fault("days", "1 to 365", "identity.keys.fault.days"))
        }
        let id = call.form["id"].map { UUIDv7($0)?.description } ?? UUIDv7().description
        guard let id, faults.isEmpty else {
            return .mend(try await keysPage(call, values: call.form, faults), faults)
        }
        let secret = try await workplace.database.write { connection -> String? in
            let secret = try programs.make(
                connection, id: id, membership: own.id, name: name, allowed: allowed, isStrong: caller.isStrong,
                expires: call.now.adding(days: days), now: call.now)
            if secret != nil {
                try workplace.note(connection, AuditEntry(caller, .create, "key", id), now: call.now)
            }
            return secret
        }
        // The same form again: the key exists, and is not shown twice.
        guard let secret else { return .done(SitePath("work", "keys"), data: .null) }
        return .show(KeysPage.made(call.visit, secret), data: .null)
    }

    private func withdrawKey(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (own, id) = (try membership(caller), call["id"])
        try await workplace.database.write { connection in
            guard try programs.withdraw(connection, id, of: own.id, now: call.now) else { throw Problem.nothing }
            try workplace.note(connection, AuditEntry(caller, .erase, "key", id), now: call.now)
        }
        return .done(SitePath("work", "keys"), data: .null)
    }
}

struct KeysPage {
    let lines: [ProgramKeyTable.Line]
    let offered: [Caller.Grant]
    let values: FormValues
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "keys"), values: values, faults: faults)
        let fields = [
            form.hidden("id", UUIDv7().description),
            form.line("name", "identity.keys.name", hint: "identity.keys.name.hint", isNeeded: true),
            form.boxes(
                "allowed", "identity.keys.allowed",
                offered.map { FormView.Option($0.description, Self.words($0, visit)) },
                hint: "identity.keys.allowed.hint"),
            form.line("days", "identity.keys.days", isNeeded: true, inputmode: "numeric"),
        ]
        return DeskSheet.page(
            visit, "identity.keys.title",
            """
            <p class="lead">\(say("identity.keys.lead"))</p>\(table(visit))
            <h2>\(say("identity.keys.new"))</h2>\(form.view(fields, button: "identity.keys.button"))
            """)
    }

    static func words(_ grant: Caller.Grant, _ visit: Visit) -> String {
        visit.say("permission.subject.\(grant.subject.rawValue)") + " – "
            + visit.say("permission.action.\(grant.action.rawValue)")
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        if lines.isEmpty { return "<p class=\"empty\">\(say("identity.keys.none"))</p>" }
        let rows = lines.map { line in
            let allowed = line.allowed.sorted { $0.description < $1.description }.map { Self.words($0, visit) }
            let withdraw = FormView(visit, action: SitePath("work", "keys", line.id, "withdrawal"))
            return """
                <tr><td data-label="\(say("identity.keys.name"))">\(line.name)</td>
                <td data-label="\(say("identity.keys.allowed"))">\(say.list(allowed))</td>
                <td data-label="\(say("identity.until"))">\(DeskSheet.moment(line.expiresAt, visit))</td>
                <td data-label="\(say("identity.sessions.seen"))">\(line.seenAt.map { DeskSheet.moment($0, visit) } ?? "–")</td>
                <td>\(withdraw.button("identity.keys.withdraw"))</td></tr>
                """ as HTML
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("identity.keys.name"))</th>
            <th scope="col">\(say("identity.keys.allowed"))</th><th scope="col">\(say("identity.until"))</th>
            <th scope="col">\(say("identity.sessions.seen"))</th>
            <th scope="col"><span class="sr">\(say("identity.keys.withdraw"))</span></th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    static func made(_ visit: Visit, _ secret: String) -> Page {
        DeskSheet.page(
            visit, "identity.keys.made",
            """
            <p class="notice warning">\(visit.say("identity.keys.once"))</p>
            <p><code dir="ltr">\(secret)</code></p>
            <p>\(visit.link(SitePath("work", "keys"), HTML(visit.say("identity.keys.kept")), class: "button"))</p>
            """)
    }
}
