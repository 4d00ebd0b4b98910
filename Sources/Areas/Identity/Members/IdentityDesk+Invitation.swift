internal import Rules
internal import Store
internal import Web

/// The letter of an invitation is in somebody's hands: its link is the proof that they read that address.
extension IdentityDesk {
    var invitationRoutes: [DeskRoute] {
        let door = DeskRoute.Door.open(because: "the link in the letter is the proof; it works once")
        return [
            DeskRoute(
                .get, "invitation/{secret}", door, "What one is invited to", faces: Self.accountIsForBrowsers,
                handler: invitation),
            DeskRoute(
                .post, "invitation/{secret}", says: "joined", door,
                "Accepts it with a new account, or with the one that is signed in",
                fields: [
                    .init("name", "How colleagues call them"),
                    .init("password", "The password of a new account", isSecret: true),
                ],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: acceptInvitation),
        ]
    }

    private struct Offered: Sendable {
        var invitation: InvitationTable.Invitation
        var organisation: String
        /// The account that is signed in has the address of the invitation.
        var isForCaller: Bool
    }

    private func offered(_ call: DeskCall) async throws -> Offered {
        let secret = call["secret"]
        let found = try await workplace.database.read { connection -> Offered? in
            guard let invitation = try invitations.find(connection, secret: secret, now: call.now) else { return nil }
            let own = try call.caller.flatMap { try accounts.find(connection, id: $0.account) }
            return Offered(
                invitation: invitation,
                organisation: try OrganisationName.of(connection, invitation.organisation),
                isForCaller: own?.email == invitation.email)
        }
        guard let found else { throw Problem.nothing }
        return found
    }

    private func invitation(_ call: DeskCall) async throws -> DeskAnswer {
        .show(page(try await offered(call), call, []), data: .null)
    }

    private func page(_ offered: Offered, _ call: DeskCall, _ faults: [Problem.Fault]) -> Page {
        InvitationPage(
            invitation: offered.invitation, organisation: offered.organisation, secret: call["secret"],
            isSignedIn: call.caller != nil, isForCaller: offered.isForCaller, values: call.form, faults: faults
        ).page(call.visit)
    }

    private func acceptInvitation(_ call: DeskCall) async throws -> DeskAnswer {
        let offered = try await offered(call)
        if let caller = call.caller { return try await join(offered, caller, call) }
        let name = PersonName.read(call.form["name"])
        let typed = call.form.typed("password")
        var faults: [Problem.Fault] = []
        if name == nil { faults.append(DeskSheet.fault("name", "is not a name", "identity.fault.name")) }
        faults += DeskSheet.faults(typed, about: [name ?? "", offered.invitation.email])
        guard let name, faults.isEmpty else { return .mend(page(offered, call, faults), faults) }
        let sealed = try await passwords.seal(typed)
        let around = circumstances(call)
        let outcome = try await workplace.database.write { connection -> SignIn.Outcome? in
            // Whoever holds the letter reads that address: they may know that it has an account.
            if try accounts.find(connection, address: offered.invitation.email) != nil { return nil }
            let account = try accounts.add(
                connection, address: offered.invitation.email, name: name, language: call.visit.language,
                password: sealed, now: call.now)
            try accept(connection, offered.invitation, account, call)
            return try signIn.open(
                connection, account: account, isStrong: false, provider: nil, next: nil, around)
        }
        if let outcome { return finish(outcome) }
        let fault = DeskSheet.fault("name", "sign in to the account of this address", "identity.invitation.known")
        return .mend(page(offered, call, [fault]), [fault])
    }

    /// Somebody who has an account takes on one more membership; their session acts for it from now on, with a new secret.
    private func join(_ offered: Offered, _ caller: Caller, _ call: DeskCall) async throws -> DeskAnswer {
        guard offered.isForCaller else { throw Problem.nothing }
        let session = try Self.session(caller)
        let secret = try await workplace.database.write { connection in
            let membership = try accept(connection, offered.invitation, caller.account, call)
            try sessions.act(connection, session, for: membership)
            return try sessions.rotate(connection, session)
        }
        return .done(SitePath("work"), data: .null).renewing(secret)
    }

    @discardableResult
    private func accept(
        _ connection: Connection, _ invitation: InvitationTable.Invitation, _ account: String, _ call: DeskCall
    ) throws -> Caller.Membership {
        guard let membership = try invitations.accept(connection, invitation, account: account, now: call.now) else {
            // Used meanwhile, or a member already: all that was begun here is undone.
            throw Problem.nothing
        }
        var entry = AuditEntry(nil, .change, "membership", membership.id, note: "invitation-accepted")
        entry.actor = account
        entry.organisation = membership.organisation
        try workplace.note(connection, entry, now: call.now)
        return membership
    }
}

struct InvitationPage {
    let invitation: InvitationTable.Invitation
    let organisation: String
    let secret: String
    let isSignedIn: Bool
    let isForCaller: Bool
    let values: FormValues
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let wards = DeskSheet.wardWords(invitation.wards, visit)
        return DeskSheet.page(
            visit, "identity.invitation.title",
            """
            <dl class="facts"><dt>\(say("identity.organisation"))</dt><dd>\(visit.name(organisation))</dd>
            <dt>\(say("identity.role"))</dt><dd>\(say("role.\(invitation.role.rawValue)"))</dd>
            \(if: !wards.isEmpty, "<dt>\(say("identity.wards"))</dt><dd>\(wards)</dd>")
            <dt>\(say("identity.until"))</dt><dd>\(DeskSheet.moment(invitation.expiresAt, visit))</dd></dl>
            \(ways(visit))
            """)
    }

    private func ways(_ visit: Visit) -> HTML {
        let path = SitePath("work", "invitation", secret)
        let form = FormView(visit, action: path, values: values, faults: faults)
        if isForCaller { return form.view([], button: "identity.invitation.join") }
        if isSignedIn { return "<p class=\"notice\">\(visit.say("identity.invitation.other"))</p>" }
        let fields = [
            form.line("name", "identity.name", hint: "identity.name.hint", autocomplete: "name", isNeeded: true),
            form.line(
                "password", "identity.password.new", hint: "identity.password.hint", type: "password",
                autocomplete: "new-password", isNeeded: true),
        ]
        let entry = SitePath("work", "sign-in", query: [("next", visit.url(path))])
        return """
            <h2>\(visit.say("identity.invitation.new"))</h2>
            \(form.view(fields, button: "identity.invitation.accept"))
            <h2>\(visit.say("identity.invitation.account"))</h2>
            <p>\(visit.link(entry, HTML(visit.say("identity.invitation.sign-in"))))</p>
            """
    }
}
