internal import Rules
internal import Store
internal import Web

/// Where one is signed in, and for whom one acts.
extension IdentityDesk {
    var sessionRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "sessions", .rule(.account, .read), "Where one is signed in", faces: Self.accountIsForBrowsers,
                handler: sessionList),
            DeskRoute(
                .post, "sessions/{id}/end", says: "session-ended", .rule(.account, .edit), "Ends one session",
                faces: Self.accountIsForBrowsers, handler: endSession),
            DeskRoute(
                .post, "sessions/end-others", says: "sessions-ended", .rule(.account, .edit),
                "Ends all sessions but this one",
                faces: Self.accountIsForBrowsers, handler: endOthers),
        ]
    }

    private func sessionList(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let lines = try await workplace.database.read { try sessions.list($0, of: caller.account, now: call.now) }
        return .show(
            SessionsPage.page(call.visit, lines, current: try Self.session(caller)), data: .null)
    }

    private func endSession(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let id = call["id"]
        try await workplace.database.write { connection in
            guard try sessions.end(connection, id, of: caller.account, now: call.now) else { throw Problem.nothing }
            try workplace.note(
                connection, AuditEntry(caller, .change, "account", caller.account, note: "session-ended"),
                now: call.now)
        }
        if id == (try Self.session(caller)) {
            return .done(SitePath("work", "sign-in"), data: .null).signingOut()
        }
        return .done(SitePath("work", "sessions"), data: .null)
    }

    private func endOthers(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let session = try Self.session(caller)
        try await workplace.database.write { connection in
            try sessions.endAll(connection, of: caller.account, except: session, now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .change, "account", caller.account, note: "other-sessions-ended"),
                now: call.now)
        }
        return .done(SitePath("work", "sessions"), data: .null)
    }

    var membershipRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "memberships", .rule(.account, .read), "For whom one can act", faces: Self.accountIsForBrowsers,
                handler: membershipList),
            DeskRoute(
                .post, "memberships", says: "acting", .rule(.account, .edit),
                "Acts for another organisation from now on",
                fields: [.init("membership", "Id of one's own membership", isNeeded: true)],
                faces: Self.accountIsForBrowsers, handler: chooseMembership),
        ]
    }

    private func membershipList(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (memberships, names) = try await workplace.database.read { connection in
            (
                try MembershipTable().current(connection, of: caller.account),
                try OrganisationName.all(connection)
            )
        }
        return .show(
            SessionsPage.memberships(call.visit, memberships, names, current: caller.membership?.id), data: .null)
    }

    private func chooseMembership(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let session = try Self.session(caller)
        let id = call.form["membership"] ?? ""
        let secret = try await workplace.database.write { connection in
            let own = try MembershipTable().current(connection, of: caller.account)
            guard let membership = own.first(where: { $0.id == id }) else { throw Problem.nothing }
            try sessions.act(connection, session, for: membership)
            var entry = AuditEntry(caller, .change, "membership", membership.id, note: "acts-for")
            (entry.membership, entry.organisation) = (membership.id, membership.organisation)
            try workplace.note(connection, entry, now: call.now)
            return try sessions.rotate(connection, session)
        }
        return .done(SitePath("work"), data: .null).renewing(secret)
    }
}

enum SessionsPage {
    static func page(_ visit: Visit, _ lines: [SessionTable.Line], current: String) -> Page {
        let say = visit.say
        let rows = lines.map { line in
            let browser = line.browser.isEmpty ? say("identity.sessions.unknown") : line.browser
            let end = FormView(visit, action: SitePath("work", "sessions", line.id, "end"))
            return """
                <tr><td data-label="\(say("identity.sessions.browser"))"><bdi>\(browser)</bdi>\
                \(if: line.id == current, " <span class=\"badge\">\(say("identity.sessions.this"))</span>")</td>
                <td data-label="\(say("identity.sessions.since"))">\(DeskSheet.moment(line.createdAt, visit))</td>
                <td data-label="\(say("identity.sessions.seen"))">\(DeskSheet.moment(line.seenAt, visit))</td>
                <td>\(end.button("identity.sessions.end"))</td></tr>
                """ as HTML
        }
        let others = FormView(visit, action: SitePath("work", "sessions", "end-others"))
        return DeskSheet.page(
            visit, "identity.sessions.title",
            """
            <p class="lead">\(say("identity.sessions.lead"))</p>
            <table class="cards"><thead><tr><th scope="col">\(say("identity.sessions.browser"))</th>
            <th scope="col">\(say("identity.sessions.since"))</th><th scope="col">\(say("identity.sessions.seen"))</th>
            <th scope="col"><span class="sr">\(say("identity.sessions.end"))</span></th></tr></thead><tbody>\(rows)</tbody></table>
            \(if: lines.count > 1, others.button("identity.sessions.end-others"))
            """)
    }

    static func memberships(
        _ visit: Visit, _ memberships: [Caller.Membership], _ names: [String: String], current: String?
    ) -> Page {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "memberships"))
        let items = memberships.map { membership in
            let name = names[membership.organisation] ?? membership.organisation
            return """
                <li><p><strong>\(visit.name(name))</strong>, \(say("role.\(membership.role.rawValue)"))</p>\
                \(membership.id == current
                    ? "<p class=\"badge\">\(say("identity.memberships.current"))</p>"
                    : form.button("identity.memberships.choose", hidden: [("membership", membership.id)]))</li>
                """ as HTML
        }
        return DeskSheet.page(
            visit, "identity.memberships.title",
            memberships.isEmpty
                ? "<p class=\"empty\">\(say("identity.memberships.none"))</p>"
                : "<p class=\"lead\">\(say("identity.memberships.lead"))</p><ul>\(items)</ul>")
    }
}
