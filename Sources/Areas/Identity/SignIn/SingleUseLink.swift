internal import Rules
internal import Store
internal import Vault

/// A link that proves that somebody reads an account's letters, once: sets a password, opens no session.
struct SingleUseLink {
    let keys: KeyRing
    private var secrets: Secrets { Secrets(keys: keys) }

    init(keys: KeyRing) {
        self.keys = keys
    }

    static let lifetime: Int64 = 60 * 60_000

    /// - Parameter lifetime: milliseconds.
    /// - Returns: the secret for the address.
    func make(
        _ connection: Connection, account: String, lifetime: Int64 = Self.lifetime, now: Instant
    ) throws -> String {
        let secret = Secrets.fresh()
        // Earlier letters work on until their own time: a stranger who asks for one takes nothing from the owner's.
        try connection.execute(
            """
            INSERT INTO single_use_link (id, secret_hash, purpose, account, created_at, expires_at)
            VALUES (\(UUIDv7()), \(secrets.hash(secret, .link)), 'password', \(account), \(now.milliseconds),
                \(now.milliseconds + lifetime))
            """)
        return secret
    }

    /// The account of a link that still works. Uses nothing up: letters are opened by machines too.
    func account(_ connection: Connection, secret: String, now: Instant) throws -> String? {
        try connection.row(
            """
            SELECT account FROM single_use_link JOIN account ON account.id = single_use_link.account
            WHERE secret_hash = \(secrets.hash(secret, .link)) AND purpose = 'password' AND used_at IS NULL
                AND expires_at > \(now.milliseconds) AND disabled_at IS NULL
            """)?.get("account")
    }

    /// Whatever was asked for before opens nothing any more: the password is set.
    func endAll(_ connection: Connection, of account: String, now: Instant) throws {
        try connection.execute(
            """
            UPDATE single_use_link SET used_at = \(now.milliseconds)
            WHERE account = \(account) AND purpose = 'password' AND used_at IS NULL
            """)
    }

    /// - Returns: whether it was this call that used it.
    func use(_ connection: Connection, secret: String, now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE single_use_link SET used_at = \(now.milliseconds)
            WHERE secret_hash = \(secrets.hash(secret, .link)) AND used_at IS NULL AND expires_at > \(now.milliseconds)
            """) == 1
    }
}
