internal import Rules
internal import Store
internal import Web

/// A forgotten password: a letter with a link that works once. It sets a password and nothing else: the second factor stays.
extension IdentityDesk {
    var resetRoutes: [DeskRoute] {
        let door = DeskRoute.Door.open(because: "for those who cannot sign in; the link in the letter is the proof")
        return [
            DeskRoute(
                .get, "password/reset", door, "The form that asks for a letter", faces: Self.accountIsForBrowsers,
                handler: resetForm),
            DeskRoute(
                .post, "password/reset", says: .silent(because: "the page says that a letter may come"), door,
                "Asks for a letter", fields: [.init("email", "E-mail address")],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: resetAsked),
            DeskRoute(
                .get, "password/new/{secret}", door, "The form of a new password", faces: Self.accountIsForBrowsers,
                handler: newPasswordForm),
            DeskRoute(
                .post, "password/new/{secret}", says: "password-set", door, "Sets a new password",
                fields: [.init("password", "The new one", isSecret: true)],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: newPassword),
        ]
    }

    private func resetForm(_ call: DeskCall) async throws -> DeskAnswer {
        .show(ResetPage().page(call.visit), data: .null)
    }

    /// The same answer after the same work, whether there is such an account or not: the request is put down, and looked at later.
    private func resetAsked(_ call: DeskCall) async throws -> DeskAnswer {
        guard let address = AccountTable.address(call.form["email"]) else {
            let fault = DeskSheet.fault("email", "is not an e-mail address", "identity.fault.email")
            return .mend(ResetPage(values: call.form, faults: [fault]).page(call.visit), [fault])
        }
        let around = circumstances(call)
        let isTaken = try await workplace.database.write {
            try ResetRequests(workplace: workplace).ask($0, address, around)
        }
        // Of the network alone: it says nothing of the address.
        guard isTaken else {
            let fault = DeskSheet.fault(
                "email", "too many requests from this network; wait ten minutes", "identity.reset.too-many")
            return .mend(
                ResetPage(values: call.form, faults: [fault]).page(call.visit), [fault], status: .tooManyRequests)
        }
        return .show(ResetPage.sent(call.visit), data: .null)
    }

    private func newPasswordForm(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try await workplace.database.read {
            try links.account($0, secret: call["secret"], now: call.now)
        }
        guard account != nil else { throw Problem.nothing }
        return .show(ResetPage.new(call.visit, secret: call["secret"], faults: []), data: .null)
    }

    private func newPassword(_ call: DeskCall) async throws -> DeskAnswer {
        let (secret, typed) = (call["secret"], call.form.typed("password"))
        let account = try await workplace.database.read { connection in
            try links.account(connection, secret: secret, now: call.now).flatMap {
                try accounts.find(connection, id: $0)
            }
        }
        guard let account else { throw Problem.nothing }
        let faults = DeskSheet.faults(typed, about: [account.name, account.email])
        guard faults.isEmpty else {
            return .mend(ResetPage.new(call.visit, secret: secret, faults: faults), faults)
        }
        let sealed = try await passwords.seal(typed)
        let known = try await workplace.database.write { connection -> String in
            guard try links.use(connection, secret: secret, now: call.now) else { throw Problem.nothing }
            try accounts.setPassword(connection, account.id, sealed, now: call.now)
            try links.endAll(connection, of: account.id, now: call.now)
            try sessions.endEverything(connection, of: account.id, now: call.now)
            try ResetRequests(workplace: workplace).settled(connection, account.email)
            var entry = AuditEntry(nil, .change, "account", account.id, note: "password-by-link")
            entry.actor = account.id
            try workplace.note(connection, entry, now: call.now)
            // Whoever holds the link signs in next, whatever strangers do to the address meanwhile.
            let now = try accounts.find(connection, id: account.id) ?? account
            return KnownBrowser(keys: keys).adding(now, .letter, to: call.known, now: call.now)
        }
        return .done(SitePath("work", "sign-in"), data: .null).knowing(known)
    }
}

struct ResetPage {
    var values = FormValues()
    var faults: [Problem.Fault] = []

    func page(_ visit: Visit) -> Page {
        let form = FormView(visit, action: SitePath("work", "password", "reset"), values: values, faults: faults)
        let line = form.line(
            "email", "identity.email", type: "email", autocomplete: "username", isNeeded: true, direction: "ltr")
        return DeskSheet.page(
            visit, "identity.reset.title",
            """
            <p class="lead">\(visit.say("identity.reset.lead"))</p>\(form.view([line], button: "identity.reset.button"))
            """)
    }

    static func sent(_ visit: Visit) -> Page {
        DeskSheet.page(visit, "identity.reset.sent", "<p class=\"lead\">\(visit.say("identity.reset.sent.text"))</p>")
    }

    static func new(_ visit: Visit, secret: String, faults: [Problem.Fault]) -> Page {
        let form = FormView(visit, action: SitePath("work", "password", "new", secret), faults: faults)
        let line = form.line(
            "password", "identity.password.new", hint: "identity.password.hint", type: "password",
            autocomplete: "new-password", isNeeded: true)
        return DeskSheet.page(
            visit, "identity.password.new.title", form.view([line], button: "identity.password.button"))
    }
}
