internal import Rules
internal import Store
internal import Vault
internal import Web

/// Sign-in through a provider. It proves who somebody is; what they may open stands with us.
extension IdentityDesk {
    var providerRoutes: [DeskRoute] {
        guard provider != nil else { return [] }
        return [
            DeskRoute(
                .post, "sign-in/provider", says: .silent(because: "the way in goes on"), .open(because: "the way in"),
                "Begins a sign-in through the provider",
                fields: [.init("next", "An address of this site to go on to")], faces: Self.accountIsForBrowsers,
                handler: providerBegin),
            DeskRoute(
                .get, "sign-in/provider/return", .open(because: "the way back from the provider"),
                "Ends a sign-in through the provider", faces: Self.accountIsForBrowsers, handler: providerReturn),
        ]
    }

    private var secrets: Secrets { Secrets(keys: keys) }

    /// Providers know one address to come back to, whatever the language.
    private func redirect(_ call: DeskCall) -> String {
        workplace.origin
            + SitePath("work", "sign-in", "provider", "return").url(call.visit.settings.languages.preferred)
    }

    private func providerBegin(_ call: DeskCall) async throws -> DeskAnswer {
        guard let provider else { throw Problem.nothing }
        let next = call.form["next"].flatMap { OwnPath.read($0) == nil ? nil : $0 }
        // Each beginning asks the provider and keeps a row: bounded by network, and given back to those who come back.
        let networks = NetworkName(keys: keys).hourly("provider", call.address, LockOut.provider, at: call.now)
        let isBlocked = try await workplace.database.write { try !TryTable().takeAll($0, networks, now: call.now) }
        if isBlocked {
            let fault = DeskSheet.fault("email", "too many tries; wait", "identity.provider.too-many")
            let page = SignInPage(next: next, provider: provider.name, faults: [fault])
            return .mend(page.page(call.visit), [fault], status: .tooManyRequests)
        }
        guard let (address, pending) = try? await provider.begin(redirect: redirect(call), now: call.now) else {
            return .show(ProviderPage.failed(call.visit), data: .null, status: .serviceUnavailable)
        }
        let door = Secrets.fresh()
        let hash = secrets.hash(door, .door)
        let sealed = try keys.seal(pending, for: FieldPlace(table: "provider_start", column: "pending", row: hash))
        try await workplace.database.write { connection in
            try workplace.mayWrite(connection)
            try connection.execute(
                """
                INSERT INTO provider_start (door_hash, pending, next, created_at)
                VALUES (\(hash), \(sealed), \(next), \(call.now.milliseconds))
                """)
        }
        return .show(ProviderPage.away(call.visit, address: address, name: provider.name), data: .null)
            .setting(DeskCookie(DeskCookie.door, door, lifetime: 7_200, crossesSites: true))
    }

    /// A GET that changes something, because the protocol leads here so: only the browser that began, once.
    private func providerReturn(_ call: DeskCall) async throws -> DeskAnswer {
        let failed = DeskAnswer.show(ProviderPage.failed(call.visit), data: .null, status: .badRequest)
        guard let provider, let door = call.door else { return failed }
        let hash = secrets.hash(door, .door)
        let kept = try await workplace.database.write { connection -> (pending: String, next: String?)? in
            let row = try connection.row("SELECT pending, next FROM provider_start WHERE door_hash = \(hash)")
            guard let row, try connection.execute("DELETE FROM provider_start WHERE door_hash = \(hash)") == 1 else {
                return nil
            }
            let place = FieldPlace(table: "provider_start", column: "pending", row: hash)
            return (try keys.open(row.get("pending", as: String.self), for: place), try row.optional("next"))
        }
        guard let kept else { return failed }
        let query = Dictionary(call.query.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let person = try? await provider.finish(query: query, pending: kept.pending, now: call.now) else {
            try await workplace.database.write { connection in
                try workplace.note(
                    connection, AuditEntry(nil, .signIn, "account", nil, outcome: .failed, note: "provider"),
                    now: call.now)
            }
            return failed
        }
        let around = circumstances(call, next: kept.next)
        let outcome = try await workplace.database.write { connection in
            let networks = NetworkName(keys: keys).hourly("provider", call.address, LockOut.provider, at: call.now)
            try TryTable().giveBack(connection, networks)
            return try settle(connection, person, around)
        }
        guard let outcome else { return failed }
        switch outcome {
        case .half(let door):
            return .show(ProviderPage.signedIn(call.visit, SitePath("work", "sign-in", "code")), data: .null)
                .setting(DeskCookie(DeskCookie.door, door, lifetime: 7_200, crossesSites: true))
        case .open(let secret, let known, let choosesMembership, let next):
            let path = choosesMembership ? SitePath("work", "memberships") : OwnPath.path(next) ?? SitePath("work")
            return .show(ProviderPage.signedIn(call.visit, path), data: .null).signingIn(secret).knowing(known)
        case .tooMany, .wrong: return failed
        }
    }

    /// Whose account it is: linked before, or of the verified address, or of somebody who was invited at that address.
    private func settle(
        _ connection: Connection, _ person: ProvidedPerson, _ around: SignIn.Circumstances
    ) throws -> SignIn.Outcome? {
        guard let id = try account(connection, person, around),
            let account = try accounts.find(connection, id: id), !account.isDisabled
        else {
            try workplace.note(
                connection, AuditEntry(nil, .signIn, "account", nil, outcome: .refused, note: "provider-unknown"),
                now: around.now)
            return nil
        }
        if account.totp != nil, !person.isStrong {
            return .half(door: try signIn.half(connection, account: id, provider: person.token, around))
        }
        return try signIn.open(
            connection, account: id, isStrong: person.isStrong, provider: person.token, next: around.next, around)
    }

    private func account(
        _ connection: Connection, _ person: ProvidedPerson, _ around: SignIn.Circumstances
    ) throws -> String? {
        let subject = keys.blindIndex(person.subject, purpose: "provider-subject")
        let linked = try connection.row(
            "SELECT account FROM provider_link WHERE issuer = \(person.issuer) AND subject_index = \(subject)")
        if let linked { return try linked.get("account") }
        guard let address = AccountTable.address(person.verifiedAddress) else { return nil }
        let open = try invitations.find(connection, address: address, now: around.now)
        let known = try accounts.find(connection, address: address)
        if known?.isDisabled == true { return nil }
        var id = known?.id
        if id == nil, !open.isEmpty {
            let name = PersonName.read(person.name) ?? address.prefix { $0 != "@" }.description
            id = try accounts.add(
                connection, address: address, name: name, language: try invitationLanguage(connection, open[0].id),
                password: nil, now: around.now)
        }
        guard let id else { return nil }
        for invitation in open {
            _ = try invitations.accept(connection, invitation, account: id, now: around.now)
            var entry = AuditEntry(nil, .change, "invitation", invitation.id, note: "invitation-accepted")
            entry.actor = id
            entry.organisation = invitation.organisation
            try workplace.note(connection, entry, now: around.now)
        }
        try connection.execute(
            """
            INSERT INTO provider_link (issuer, subject_index, account, linked_at)
            VALUES (\(person.issuer), \(subject), \(id), \(around.now.milliseconds))
            """)
        var entry = AuditEntry(nil, .change, "account", id, note: "provider-linked")
        entry.actor = id
        try workplace.note(connection, entry, now: around.now)
        return id
    }

    /// The language in which they were invited.
    private func invitationLanguage(_ connection: Connection, _ id: String) throws -> String {
        try connection.row("SELECT language FROM invitation WHERE id = \(id)")?.get("language") ?? "fr"
    }
}
