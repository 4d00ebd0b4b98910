internal import Rules
internal import Store
internal import Web

/// One's own account: words, choices, password.
extension IdentityDesk {
    var accountRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "account", .rule(.account, .read), "One's own account", faces: Self.accountIsForBrowsers,
                handler: account),
            DeskRoute(
                .post, "account", says: "saved", .rule(.account, .edit), "Name, language, letters",
                fields: [
                    .init("name", "How colleagues call them", label: "identity.name"), .init("language", "Of letters"),
                    .init("letters", "Kinds of events that are told by e-mail", isList: true),
                ], faces: Self.accountIsForBrowsers, handler: changeAccount),
            DeskRoute(
                .get, "account/password", .rule(.account, .read), "The form of a new password",
                faces: Self.accountIsForBrowsers, handler: passwordForm),
            DeskRoute(
                .post, "account/password", says: "password-changed", .rule(.account, .edit), "Sets a new password",
                fields: [
                    .init("current", "The one that holds now", isSecret: true),
                    .init("password", "The new one", isSecret: true),
                ],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: changePassword),
        ]
    }

    func own(_ caller: Caller) async throws -> AccountTable.Account {
        let account = try await workplace.database.read { try accounts.find($0, id: caller.account) }
        guard let account else { throw Problem.nothing }
        return account
    }

    private func account(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try await own(try call.member())
        let values = FormValues(
            [("name", account.name), ("language", account.language)]
                + account.choices.byLetter.sorted().map { ("letters", $0) })
        return .show(AccountPage(account: account, values: values).page(call.visit), data: .null)
    }

    private func changeAccount(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let account = try await own(caller)
        let (name, language) = (PersonName.read(call.form["name"]), call.form["language"] ?? "")
        let letters = Set(call.form.all("letters"))
        var faults: [Problem.Fault] = []
        if name == nil { faults.append(DeskSheet.fault("name", "is not a name", "identity.fault.name")) }
        if !call.visit.deskLanguages.contains(language) {
            faults.append(DeskSheet.fault("language", "is not offered", "identity.fault.language"))
        }
        if !letters.isSubset(of: NoticeChoices.kinds) {
            faults.append(DeskSheet.fault("letters", "holds an unknown kind", "identity.fault.choice"))
        }
        guard let name, faults.isEmpty else {
            return .mend(AccountPage(account: account, values: call.form, faults: faults).page(call.visit), faults)
        }
        try await workplace.database.write { connection in
            try accounts.describe(
                connection, caller.account, name: name, language: language, choices: NoticeChoices(byLetter: letters))
            try workplace.note(
                connection, AuditEntry(caller, .edit, "account", caller.account), now: call.now)
        }
        return .done(SitePath("work", "account"), data: .null)
    }

    private func passwordForm(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try await own(try call.member())
        return .show(AccountPage.password(call.visit, asksCurrent: account.password != nil, []), data: .null)
    }

    /// Who sits at an open browser still needs the password. Afterwards only this session is left, with a new secret.
    private func changePassword(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let session = try Self.session(caller)
        let account = try await own(caller)
        let typed = call.form.typed("password")
        let name = "password/\(caller.account)"
        let blocked = try await workplace.database.write {
            try TryTable().take($0, name, LockOut.person, now: call.now)
        }
        func mend(_ faults: [Problem.Fault], _ busy: Bool = false) -> DeskAnswer {
            .mend(
                AccountPage.password(call.visit, asksCurrent: account.password != nil, faults), faults,
                status: busy ? .tooManyRequests : .unprocessableContent)
        }
        if blocked != nil {
            return mend([DeskSheet.fault("current", "too many tries", "identity.sign-in.too-many")], true)
        }
        // An account that a provider opened has none yet: a strong session sets the first one.
        let isRight =
            account.password == nil
            ? caller.isStrong || account.totp == nil
            : try await passwords.isRight(call.form.typed("current"), for: account.password)
        var faults = isRight ? [] : [DeskSheet.fault("current", "is wrong", "identity.password.wrong")]
        faults += DeskSheet.faults(typed, about: [account.name, account.email])
        guard faults.isEmpty else { return mend(faults) }
        let sealed = try await passwords.seal(typed)
        let (secret, known) = try await workplace.database.write { connection in
            try TryTable().clear(connection, name)
            try accounts.setPassword(connection, caller.account, sealed, now: call.now)
            try links.endAll(connection, of: caller.account, now: call.now)
            try sessions.endAll(connection, of: caller.account, except: session, now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .change, "account", caller.account, note: "password"), now: call.now)
            // All browsers are strangers again but this one.
            let changed = try accounts.find(connection, id: caller.account) ?? account
            let known = KnownBrowser(keys: keys).adding(changed, .session, to: call.known, now: call.now)
            return (try sessions.rotate(connection, session), known)
        }
        return .done(SitePath("work", "account"), data: .null).renewing(secret).knowing(known)
    }
}
