internal import Rules
internal import Store
internal import Web

/// In and out.
extension IdentityDesk {
    var signInRoutes: [DeskRoute] {
        let open = DeskRoute.Door.open(because: "the way in")
        let next = DeskRoute.Field("next", "An address of this site to go on to")
        return [
            DeskRoute(
                .get, "sign-in", open, "The form of the sign-in", fields: [next], faces: Self.accountIsForBrowsers,
                handler: signInForm),
            DeskRoute(
                .post, "sign-in", says: .silent(because: "the way in goes on"), open,
                "First step: address and password",
                fields: [.init("email", "E-mail address"), .init("password", "Password", isSecret: true), next],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: signInFirst),
            DeskRoute(
                .get, "sign-in/code", open, "The form of the second step", faces: Self.accountIsForBrowsers,
                handler: codeForm),
            DeskRoute(
                .post, "sign-in/code", says: .silent(because: "whoever is in sees it"), open, "Second step: a code",
                fields: [.init("code", "Six digits, or a recovery code", isSecret: true)],
                faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: signInSecond),
            DeskRoute(
                .post, "sign-out", says: "signed-out", .open(because: "whoever is signed in may leave"),
                "Ends this session",
                faces: Self.accountIsForBrowsers, handler: signOut),
        ]
    }

    private func signInForm(_ call: DeskCall) async throws -> DeskAnswer {
        .show(SignInPage(next: call.query["next"], provider: provider?.name).page(call.visit), data: .null)
    }

    private func signInFirst(_ call: DeskCall) async throws -> DeskAnswer {
        let next = call.form["next"]
        var page = SignInPage(next: next, provider: provider?.name, values: call.form)
        let password = call.form.typed("password")
        // What cannot be an address or a password goes the same way: it is looked for, and not found.
        let address = AccountTable.address(call.form["email"]) ?? call.form.typed("email").lowercased()
        let outcome = try await signIn.first(
            address: address, password: password, circumstances(call, next: OwnPath.read(next) == nil ? nil : next))
        switch outcome {
        case .open, .half: return finish(outcome)
        case .tooMany:
            page.faults = [DeskSheet.fault("email", "too many tries; wait", "identity.sign-in.too-many")]
            return .mend(page.page(call.visit), page.faults, status: .tooManyRequests)
        case .wrong:
            page.faults = [DeskSheet.fault("email", "address or password is wrong", "identity.sign-in.wrong")]
            return .mend(page.page(call.visit), page.faults)
        }
    }

    private func codeForm(_ call: DeskCall) async throws -> DeskAnswer {
        let isHalf = try await workplace.database.read { try signIn.isHalf($0, door: call.door, now: call.now) }
        guard isHalf else { return .done(SitePath("work", "sign-in"), data: .null) }
        return .show(CodePage().page(call.visit), data: .null)
    }

    private func signInSecond(_ call: DeskCall) async throws -> DeskAnswer {
        let outcome = try await signIn.second(door: call.door, code: call.form["code"] ?? "", circumstances(call))
        var page = CodePage()
        switch outcome {
        case nil: return .done(SitePath("work", "sign-in"), data: .null)
        case .open?, .half?: return finish(outcome ?? .wrong)
        case .tooMany?:
            page.faults = [DeskSheet.fault("code", "too many tries; wait", "identity.sign-in.too-many")]
            return .mend(page.page(call.visit), page.faults, status: .tooManyRequests)
        case .wrong?:
            page.faults = [DeskSheet.fault("code", "the code is wrong", "identity.code.wrong")]
            return .mend(page.page(call.visit), page.faults)
        }
    }

    func finish(_ outcome: SignIn.Outcome) -> DeskAnswer {
        switch outcome {
        case .half(let door):
            // The old session ends here too: what follows is bound to the door alone.
            return .done(SitePath("work", "sign-in", "code"), data: .null)
                .setting(DeskCookie(DeskCookie.door, door, lifetime: 7_200, crossesSites: true)).signingOut()
        case .open(let secret, let known, let choosesMembership, let next):
            let path = OwnPath.path(next) ?? SitePath("work")
            return .done(choosesMembership ? SitePath("work", "memberships") : path, data: .null).signingIn(secret)
                .knowing(known)
        case .tooMany, .wrong: return .done(SitePath("work", "sign-in"), data: .null)
        }
    }

    private func signOut(_ call: DeskCall) async throws -> DeskAnswer {
        guard let caller = call.caller, case .session(let id) = caller.means else {
            return .done(SitePath("work", "sign-in"), data: .null).signingOut()
        }
        let token = try await workplace.database.write { connection -> String? in
            let place = FieldPlaces.provider(session: id)
            let token = try connection.row("SELECT provider FROM session WHERE id = \(id)")?
                .optional("provider", as: String.self).map { try keys.open($0, for: place) }
            _ = try sessions.end(connection, id, of: caller.account, now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .signOut, "account", caller.account), now: call.now)
            return token
        }
        let done = DeskAnswer.done(SitePath("work", "sign-in"), data: .null).signingOut()
        guard let token, let provider else { return done }
        let back = workplace.origin + call.visit.url(SitePath("work", "sign-in"))
        // Here the person is signed out in any case; the provider's own end is offered when it has one.
        guard let address = try? await provider.logoutAddress(token: token, redirect: back, now: call.now) else {
            return done
        }
        var visit = call.visit
        visit.desk = .ofNobody(mark: "")
        return .show(ProviderPage.signedOut(visit, address: address, name: provider.name), data: .null).signingOut()
    }
}
