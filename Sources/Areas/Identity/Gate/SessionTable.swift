internal import Rules
internal import Store
internal import Vault

/// Who is signed in on which browser. The secret itself is only in the browser.
struct SessionTable {
    let keys: KeyRing
    private var secrets: Secrets { Secrets(keys: keys) }

    init(keys: KeyRing) {
        self.keys = keys
    }

    struct Found {
        var caller: Caller
        var seenAt: Instant
    }

    /// One query: session, account and membership together.
    func find(_ connection: Connection, secret: String, at now: Instant) throws -> Found? {
        let hash = secrets.hash(secret, .session)
        guard
            let row = try connection.row(
                """
                SELECT session.id AS id, session.is_strong AS is_strong, session.seen_at AS seen_at,
                    session.ends_at AS ends_at, account.id AS account, account.name AS name,
                    membership.id AS membership, membership.organisation AS organisation, membership.role AS role,
                    membership.wards AS wards
                FROM session JOIN account ON account.id = session.account
                LEFT JOIN membership ON membership.id = session.membership AND membership.ended_at IS NULL
                WHERE session.secret_hash = \(hash) AND session.ended_at IS NULL AND account.disabled_at IS NULL
                """)
        else { return nil }
        let caller = try Self.caller(row, keys: keys, means: .session(row.get("id")))
        let seen = Instant(milliseconds: try row.get("seen_at"))
        let ends = Instant(milliseconds: try row.get("ends_at"))
        if SessionLimits(caller.membership?.role).isOver(seen: seen, ends: ends, at: now) { return nil }
        return Found(caller: caller, seenAt: seen)
    }

    static func caller(_ row: Row, keys: KeyRing, means: Caller.Means) throws -> Caller {
        let account: String = try row.get("account")
        var membership: Caller.Membership?
        if let id: String = try row.optional("membership"), let role = Role(rawValue: try row.get("role")) {
            membership = Caller.Membership(
                id: id, organisation: try row.get("organisation"), role: role, wards: Ward.read(try row.get("wards")))
        }
        return Caller(
            account: account,
            name: try keys.open(
                row.get("name", as: String.self), for: FieldPlace(table: "account", column: "name", row: account)),
            membership: membership, isStrong: try row.get("is_strong", as: Int.self) == 1, means: means)
    }

    func touch(_ connection: Connection, _ id: String, now: Instant) throws {
        let before = now.milliseconds - SessionLimits.seenEvery
        try connection.execute(
            "UPDATE session SET seen_at = \(now.milliseconds) WHERE id = \(id) AND seen_at <= \(before)")
    }

    /// Signs somebody in on a browser. The secret is a new one whatever the browser held before (CWE-384).
    /// - Parameter provider: what the sign-in provider wants to see at the sign-out.
    /// - Returns: the secret for the cookie.
    func open(
        _ connection: Connection, account: String, membership: Caller.Membership?, isStrong: Bool, browser: String,
        provider: String? = nil, now: Instant
    ) throws -> String {
        try KeyStanding.mayWrite(connection, keys)
        let (id, secret) = (UUIDv7().description, Secrets.fresh())
        let place = FieldPlace(table: "session", column: "provider", row: id)
        let sealed = try provider.map { try keys.seal($0, for: place) }
        let ends = now.milliseconds + SessionLimits(membership?.role).absolute
        try connection.execute(
            """
            INSERT INTO session (id, secret_hash, account, membership, is_strong, browser, provider, created_at, seen_at,
                ends_at)
            VALUES (\(id), \(secrets.hash(secret, .session)), \(account), \(membership?.id), \(isStrong ? 1 : 0),
                \(BrowserName.read(browser)), \(sealed), \(now.milliseconds), \(now.milliseconds), \(ends))
            """)
        return secret
    }

    /// Gives the session a new secret, at every change of what it may open; the old one opens nothing any more.
    func rotate(_ connection: Connection, _ id: String) throws -> String {
        let secret = Secrets.fresh()
        try connection.execute(
            "UPDATE session SET secret_hash = \(secrets.hash(secret, .session)) WHERE id = \(id) AND ended_at IS NULL")
        return secret
    }

    func strengthen(_ connection: Connection, _ id: String) throws {
        try connection.execute("UPDATE session SET is_strong = 1 WHERE id = \(id)")
    }

    /// The end of the session is never put off by a change of membership, only brought nearer.
    func act(_ connection: Connection, _ id: String, for membership: Caller.Membership) throws {
        let longest = SessionLimits(membership.role).absolute
        try connection.execute(
            """
            UPDATE session SET membership = \(membership.id),
                ends_at = CASE WHEN ends_at < created_at + \(longest) THEN ends_at ELSE created_at + \(longest) END
            WHERE id = \(id)
            """)
    }

    func end(_ connection: Connection, _ id: String, of account: String, now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE session SET ended_at = \(now.milliseconds)
            WHERE id = \(id) AND account = \(account) AND ended_at IS NULL
            """) == 1
    }

    /// Ends all sessions of the account but one.
    @discardableResult
    func endAll(_ connection: Connection, of account: String, except kept: String? = nil, now: Instant) throws -> Int {
        try connection.execute(
            """
            UPDATE session SET ended_at = \(now.milliseconds)
            WHERE account = \(account) AND ended_at IS NULL AND id <> \(kept ?? "")
            """)
    }

    /// After a reset: whatever a stranger may have left behind goes too, keys of programs and half sign-ins.
    func endEverything(_ connection: Connection, of account: String, now: Instant) throws {
        try endAll(connection, of: account, now: now)
        try connection.execute("DELETE FROM half_sign_in WHERE account = \(account)")
        try connection.execute(
            """
            UPDATE program_key SET withdrawn_at = \(now.milliseconds)
            WHERE withdrawn_at IS NULL AND membership IN (SELECT id FROM membership WHERE account = \(account))
            """)
    }

    /// Ends what acts for a membership: its sessions and the keys of its programs.
    func endAll(_ connection: Connection, actingFor membership: String, now: Instant) throws {
        try connection.execute(
            """
            UPDATE session SET ended_at = \(now.milliseconds) WHERE membership = \(membership) AND ended_at IS NULL
            """)
        try connection.execute(
            """
            UPDATE program_key SET withdrawn_at = \(now.milliseconds)
            WHERE membership = \(membership) AND withdrawn_at IS NULL
            """)
    }

    struct Line {
        var id: String
        var browser: String
        var createdAt: Instant
        var seenAt: Instant
    }

    /// The living sessions of an account, the one seen last first.
    func list(_ connection: Connection, of account: String, now: Instant) throws -> [Line] {
        try connection.rows(
            """
            SELECT session.id AS id, browser, session.created_at AS created_at, seen_at, ends_at, role FROM session
            LEFT JOIN membership ON membership.id = session.membership AND membership.ended_at IS NULL
            WHERE session.account = \(account) AND session.ended_at IS NULL ORDER BY seen_at DESC, session.id
            """
        ).compactMap { row in
            let seen = Instant(milliseconds: try row.get("seen_at"))
            let role = try row.optional("role", as: String.self).flatMap { Role(rawValue: $0) }
            if SessionLimits(role).isOver(seen: seen, ends: Instant(milliseconds: try row.get("ends_at")), at: now) {
                return nil
            }
            return Line(
                id: try row.get("id"), browser: try row.get("browser"),
                createdAt: Instant(milliseconds: try row.get("created_at")), seenAt: seen)
        }
    }
}
