internal import Rules
internal import Store
internal import Vault
internal import Web

/// The second factor of one's own account.
extension IdentityDesk {
    var factorRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "second-factor", .rule(.account, .read), "The second factor, or how to set one",
                faces: Self.accountIsForBrowsers, handler: factorPage),
            DeskRoute(
                .post, "second-factor", says: .silent(because: "the next page shows the recovery codes"),
                .rule(.account, .edit), "Sets or replaces the second factor",
                fields: [
                    .init("offer", "The sealed secret that the form showed", isSecret: true),
                    .init("code", "A code made with it", isSecret: true),
                    .init("current", "A code of the factor that it replaces", isSecret: true),
                ], faces: Self.accountIsForBrowsers, largestBody: 8_192, handler: setFactor),
            DeskRoute(
                .post, "second-factor/recovery", says: .silent(because: "the next page shows the new codes"),
                .rule(.account, .edit), "Makes ten new recovery codes",
                fields: [.init("proof", "A code of the factor", isSecret: true)], faces: Self.accountIsForBrowsers,
                largestBody: 8_192, handler: renewRecovery),
            DeskRoute(
                .get, "second-factor/codes", .rule(.account, .read), "The recovery codes, once, after they were made",
                faces: Self.accountIsForBrowsers, handler: codesPage),
        ]
    }

    private func offers(_ caller: Caller) -> FactorOffer { FactorOffer(keys: keys, account: caller.account) }

    private func factorPage(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let offers = offers(caller)
        if let secret = offers.offered(call.held, now: call.now) {
            return .show(try await page(caller, call, secret: secret, faults: []), data: .null)
        }
        let secret = OneTimeCode.freshSecret()
        return .show(try await page(caller, call, secret: secret, faults: []), data: .null)
            .setting(try offers.offering(secret, now: call.now))
    }

    private func page(
        _ caller: Caller, _ call: DeskCall, secret: String, faults: [Problem.Fault]
    ) async throws -> Page {
        let account = try await own(caller)
        let left = try await workplace.database.read { try factor.recoveryLeft($0, account: caller.account) }
        let issuer = call.visit.say("layout.brand", ["city": call.visit.words(call.visit.settings.name)])
        return FactorPage(
            hasFactor: account.totp != nil, isDemanded: caller.lacksSecondFactor, recoveryLeft: left,
            account: "\(issuer): \(account.email)", secret: secret,
            offer: try offers(caller).seal(secret),
            picture: QRCode.svg(
                OneTimeCode.address(secret: secret, account: account.email, issuer: issuer),
                label: call.visit.say("identity.factor.picture")) ?? "",
            faults: faults
        ).page(call.visit)
    }

    private func setFactor(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let session = try Self.session(caller)
        guard let secret = offers(caller).open(call.form["offer"]) else {
            throw Problem(.badRequest, "The form is not the one that was shown. Load the page again.")
        }
        enum Outcome {
            case set([String], String)
            case wrong, wrongCurrent, tooMany
        }
        let outcome = try await workplace.database.write { connection -> Outcome in
            if try accounts.find(connection, id: caller.account)?.totp != nil {
                let current = call.form["current"] ?? ""
                switch try factor.check(connection, account: caller.account, code: current, .session, now: call.now) {
                case .right: break
                case .wrong: return .wrongCurrent
                case .tooMany: return .tooMany
                }
            }
            guard
                let codes = try factor.set(
                    connection, account: caller.account, secret: secret, code: call.form["code"] ?? "", now: call.now)
            else { return .wrong }
            try sessions.endAll(connection, of: caller.account, except: session, now: call.now)
            try sessions.strengthen(connection, session)
            try workplace.note(
                connection, AuditEntry(caller, .change, "account", caller.account, note: "second-factor"),
                now: call.now)
            return .set(codes, try sessions.rotate(connection, session))
        }
        switch outcome {
        case .set(let codes, let renewed): return try showing(codes, caller, call, secret: renewed)
        case .wrong:
            let fault = DeskSheet.fault("code", "the code is wrong", "identity.code.wrong")
            return .mend(try await page(caller, call, secret: secret, faults: [fault]), [fault])
        case .wrongCurrent:
            let fault = DeskSheet.fault("current", "the code is wrong", "identity.code.wrong")
            return .mend(try await page(caller, call, secret: secret, faults: [fault]), [fault])
        case .tooMany:
            let fault = DeskSheet.fault("current", "too many tries", "identity.sign-in.too-many")
            return .mend(
                try await page(caller, call, secret: secret, faults: [fault]), [fault], status: .tooManyRequests)
        }
    }

    private func renewRecovery(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let session = try Self.session(caller)
        let current = call.form["proof"] ?? ""
        let outcome = try await workplace.database.write { connection -> (SecondFactor.Answer, [String], String) in
            let answer = try factor.check(connection, account: caller.account, code: current, .session, now: call.now)
            guard answer == .right else { return (answer, [], "") }
            try workplace.note(
                connection, AuditEntry(caller, .change, "account", caller.account, note: "recovery-codes"),
                now: call.now)
            return (
                answer, try factor.renewRecovery(connection, account: caller.account),
                try sessions.rotate(connection, session)
            )
        }
        if outcome.0 == .right { return try showing(outcome.1, caller, call, secret: outcome.2) }
        let isBusy = outcome.0 == .tooMany
        let fault = DeskSheet.fault(
            "proof", isBusy ? "too many tries" : "the code is wrong",
            isBusy ? "identity.sign-in.too-many" : "identity.code.wrong")
        return .mend(
            try await page(
                caller, call,
                secret: offers(caller).offered(call.held, now: call.now) ?? OneTimeCode.freshSecret(),
                faults: [fault]), [fault],
            status: isBusy ? .tooManyRequests : .unprocessableContent)
    }

    /// On a page of their own: loading it again does nothing again, and says what was done.
    private func showing(
        _ codes: [String], _ caller: Caller, _ call: DeskCall, secret: String
    ) throws -> DeskAnswer {
        .done(SitePath("work", "second-factor", "codes"), data: .null).renewing(secret)
            .setting(try offers(caller).showing(codes, now: call.now))
    }

    private func codesPage(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        if let codes = offers(caller).codes(call.held, now: call.now) {
            return .show(FactorPage.codes(call.visit, codes), data: .null).setting(FactorOffer.nothing)
        }
        let hasFactor = try await own(caller).totp != nil
        return .show(FactorPage.codesGone(call.visit, hasFactor: hasFactor), data: .null)
    }
}
