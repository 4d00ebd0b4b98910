internal import Foundation
internal import Rules
internal import Store
internal import Vault
internal import Web

/// The way in: address and password, then a second factor. Known or not, disabled or without a password: the same words after the same work.
struct SignIn {
    let workplace: Workplace
    let passwords: any PasswordKeeping

    private var keys: KeyRing { workplace.keys }
    private var accounts: AccountTable { AccountTable(keys: keys) }
    private var secrets: Secrets { Secrets(keys: keys) }

    /// Where it comes from, and where it shall lead.
    struct Circumstances {
        var browser: String
        /// On the network; only an HMAC of it with the hour is counted.
        var address: String
        /// The cookie of `KnownBrowser`.
        var known: String?
        /// A session that this browser holds already: it ends.
        var session: String?
        var next: String?
        var now: Instant
    }

    enum Outcome {
        case tooMany, wrong
        /// The second step follows on the browser that holds this secret.
        case half(door: String)
        /// - known: the cookie by which the browser is known from now on.
        case open(secret: String, known: String, choosesMembership: Bool, next: String?)
    }

    func first(address: String, password: String, _ around: Circumstances) async throws -> Outcome {
        let tries = SignInTries(keys: keys)
        let (way, mayTry, account) = try await workplace.database.write { connection in
            let account = try accounts.find(connection, address: address)
            let way = tries.way(address, account, around)
            return (way, try tries.take(connection, way, now: around.now), account)
        }
        guard mayTry else { return .tooMany }
        let usable = account.flatMap { $0.isDisabled ? nil : $0 }
        // One scrypt in every case: without a password to compare with, against one that nobody knows.
        let isRight = try await passwords.isRight(password, for: usable?.password)
        let renewed = isRight ? try await sealedAnew(password, usable?.password) : nil
        return try await workplace.database.write { connection in
            // While the password was hashed its owner may have changed it, or lost the account.
            let still = try accounts.find(connection, address: address)
            guard isRight, let usable, usable.password != nil, still?.password == usable.password,
                still?.isDisabled == false
            else {
                try note(connection, account?.id, .failed, "wrong-password", around.now)
                return .wrong
            }
            try tries.giveBack(connection, way)
            if let renewed, let old = usable.password {
                try accounts.renew(connection, usable.id, from: old, to: renewed)
            }
            if usable.totp != nil {
                return .half(door: try half(connection, account: usable.id, provider: nil, around))
            }
            return try open(
                connection, account: usable.id, isStrong: false, provider: nil, next: around.next, around)
        }
    }

    /// The cost of passwords grows with the years, and only whoever types one can pay it. When many wait, the next time will do.
    private func sealedAnew(_ password: String, _ stored: String?) async throws -> String? {
        guard let stored, passwords.isOutdated(stored) else { return nil }
        do { return try await passwords.seal(password) } catch is Problem { return nil }
    }

    /// The first step is done; what comes next is bound to a new secret of this browser.
    func half(
        _ connection: Connection, account: String, provider: String?, _ around: Circumstances
    ) throws -> String {
        let (id, door) = (UUIDv7().description, Secrets.fresh())
        let place = FieldPlace(table: "half_sign_in", column: "provider", row: id)
        try connection.execute(
            """
            INSERT INTO half_sign_in (id, door_hash, account, provider, next, created_at, ends_at)
            VALUES (\(id), \(secrets.hash(door, .door)), \(account), \(try provider.map { try keys.seal($0, for: place) }),
                \(around.next), \(around.now.milliseconds), \(around.now.milliseconds + SessionLimits.secondStep))
            """)
        return door
    }

    func isHalf(_ connection: Connection, door: String?, now: Instant) throws -> Bool {
        guard let door else { return false }
        return try connection.row(
            """
            SELECT id FROM half_sign_in
            WHERE door_hash = \(secrets.hash(door, .door)) AND ends_at > \(now.milliseconds)
            """) != nil
    }

    /// - Returns: `nil` when no first step was made on this browser, or too long ago.
    func second(door: String?, code: String, _ around: Circumstances) async throws -> Outcome? {
        guard let door else { return nil }
        let hash = secrets.hash(door, .door)
        return try await workplace.database.write { connection in
            guard
                let row = try connection.row(
                    """
                    SELECT half_sign_in.id AS id, account, provider, next FROM half_sign_in
                    JOIN account ON account.id = half_sign_in.account
                    WHERE door_hash = \(hash) AND ends_at > \(around.now.milliseconds) AND disabled_at IS NULL
                    """)
            else { return nil }
            let (id, account): (String, String) = (try row.get("id"), try row.get("account"))
            let known = KnownBrowser(keys: keys).name(
                around.known, of: try accounts.find(connection, id: account), at: around.now)
            let budget = known.flatMap { $0.proof == .session ? SecondFactor.Budget.browser($0.name) : nil }
            switch try SecondFactor(keys: keys).check(
                connection, account: account, code: code, budget ?? .strangers, now: around.now)
            {
            case .tooMany: return .tooMany
            case .wrong:
                try note(connection, account, .failed, "wrong-code", around.now)
                return .wrong
            case .right: break
            }
            let place = FieldPlace(table: "half_sign_in", column: "provider", row: id)
            let provider = try row.optional("provider", as: String.self).map { try keys.open($0, for: place) }
            try connection.execute("DELETE FROM half_sign_in WHERE id = \(id)")
            return try open(
                connection, account: account, isStrong: true, provider: provider, next: row.optional("next"), around)
        }
    }

    /// Signs in for the only membership; who has several says which one next.
    func open(
        _ connection: Connection, account: String, isStrong: Bool, provider: String?, next: String?,
        _ around: Circumstances
    ) throws -> Outcome {
        let sessions = SessionTable(keys: keys)
        if let old = around.session, let found = try sessions.find(connection, secret: old, at: around.now),
            case .session(let id) = found.caller.means
        {
            _ = try sessions.end(connection, id, of: found.caller.account, now: around.now)
        }
        let memberships = try MembershipTable().current(connection, of: account)
        let only = memberships.count == 1 ? memberships.first : nil
        let secret = try sessions.open(
            connection, account: account, membership: only, isStrong: isStrong, browser: around.browser,
            provider: provider, now: around.now)
        var entry = AuditEntry(nil, .signIn, "account", account, note: isStrong ? "second-factor" : "password")
        entry.actor = account
        entry.membership = only?.id
        entry.organisation = only?.organisation
        try workplace.note(connection, entry, now: around.now)
        guard let found = try accounts.find(connection, id: account) else { throw Problem.nothing }
        let known = KnownBrowser(keys: keys).adding(found, .session, to: around.known, now: around.now)
        return .open(secret: secret, known: known, choosesMembership: memberships.count > 1, next: next)
    }

    /// The same line whether the address is known or not, so that the work is the same too.
    private func note(
        _ connection: Connection, _ account: String?, _ outcome: AuditEntry.Outcome, _ code: String, _ now: Instant
    ) throws {
        try workplace.note(
            connection, AuditEntry(nil, .signIn, "account", account, outcome: outcome, note: code), now: now)
    }
}
