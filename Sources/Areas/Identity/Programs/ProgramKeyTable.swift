internal import Rules
internal import Store
internal import Vault

/// Keys with which programs act for a membership.
struct ProgramKeyTable {
    let keys: KeyRing
    private var secrets: Secrets { Secrets(keys: keys) }

    init(keys: KeyRing) {
        self.keys = keys
    }

    struct Line {
        var id: String
        var name: String
        var allowed: Set<Caller.Grant>
        var createdAt: Instant
        var expiresAt: Instant
        var seenAt: Instant?
    }

    /// A key opens what it was allowed when made and what the table still gives its membership, whichever is less.
    func find(
        _ connection: Connection, secret: String, at now: Instant
    ) throws -> (caller: Caller, id: String, isStale: Bool)? {
        let hash = secrets.hash(secret, .key)
        guard
            let row = try connection.row(
                """
                SELECT program_key.id AS id, program_key.is_strong AS is_strong, program_key.allowed AS allowed,
                    program_key.seen_at AS seen_at, account.id AS account, account.name AS name,
                    membership.id AS membership, membership.organisation AS organisation, membership.role AS role,
                    membership.wards AS wards
                FROM program_key JOIN membership ON membership.id = program_key.membership
                JOIN account ON account.id = membership.account
                WHERE program_key.secret_hash = \(hash) AND program_key.withdrawn_at IS NULL
                    AND program_key.expires_at > \(now.milliseconds) AND membership.ended_at IS NULL
                    AND account.disabled_at IS NULL
                """)
        else { return nil }
        let id: String = try row.get("id")
        let allowed = ProgramGrants.read(try row.get("allowed"))
        let caller = try SessionTable.caller(row, keys: keys, means: .token(id, allowed: allowed))
        let seen: Int64 = try row.optional("seen_at") ?? 0
        return (caller, id, now.milliseconds - seen >= SessionLimits.seenEvery)
    }

    func touch(_ connection: Connection, _ id: String, now: Instant) throws {
        try connection.execute("UPDATE program_key SET seen_at = \(now.milliseconds) WHERE id = \(id)")
    }

    /// - Parameter id: made with the form; the same twice makes one key, and the second answer does not show it again.
    /// - Returns: the secret, to be shown once; `nil` when there is such a key already.
    func make(
        _ connection: Connection, id: String, membership: String, name: String, allowed: Set<Caller.Grant>,
        isStrong: Bool, expires: Instant, now: Instant
    ) throws -> String? {
        let secret = SecretToken.freshKey().text
        let sealed = try keys.seal(name, for: FieldPlace(table: "program_key", column: "name", row: id))
        let made = try connection.execute(
            """
            INSERT INTO program_key (id, secret_hash, membership, name, allowed, is_strong, created_at, expires_at)
            VALUES (\(id), \(secrets.hash(secret, .key)), \(membership), \(sealed), \(ProgramGrants.text(allowed)),
                \(isStrong ? 1 : 0), \(now.milliseconds), \(expires.milliseconds))
            ON CONFLICT (id) DO NOTHING
            """)
        return made == 1 ? secret : nil
    }

    func list(_ connection: Connection, of membership: String, now: Instant) throws -> [Line] {
        try connection.rows(
            """
            SELECT id, name, allowed, created_at, expires_at, seen_at FROM program_key
            WHERE membership = \(membership) AND withdrawn_at IS NULL AND expires_at > \(now.milliseconds) ORDER BY id
            """
        ).map { row in
            let id: String = try row.get("id")
            return Line(
                id: id,
                name: try keys.open(
                    row.get("name", as: String.self), for: FieldPlace(table: "program_key", column: "name", row: id)),
                allowed: ProgramGrants.read(try row.get("allowed")),
                createdAt: Instant(milliseconds: try row.get("created_at")),
                expiresAt: Instant(milliseconds: try row.get("expires_at")),
                seenAt: try row.optional("seen_at", as: Int64.self).map { Instant(milliseconds: $0) })
        }
    }

    func withdraw(_ connection: Connection, _ id: String, of membership: String, now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE program_key SET withdrawn_at = \(now.milliseconds)
            WHERE id = \(id) AND membership = \(membership) AND withdrawn_at IS NULL
            """) == 1
    }
}
