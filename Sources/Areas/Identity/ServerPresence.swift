public import Rules
public import Store
public import Vault

/// Each running server says every few seconds with which key it seals, so that a key is not taken away beneath it.
public struct ServerPresence: Sendable {
    /// Milliseconds from one word to the next.
    public static let every: Int64 = 15_000
    /// A server that was silent for so long, in milliseconds, is gone: eight words were missed.
    public static let memory: Int64 = 120_000

    private let database: Database
    private let keys: KeyRing
    /// Of this run of the server: another one after each restart.
    private let server = UUIDv7()

    public init(database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// - Throws: `IdentityFault.retiredKey` when the key has gone meanwhile: the server must be restarted with the newer ring.
    public func tell(now: Instant) async throws {
        try await database.write { connection in
            try KeyStanding.mayWrite(connection, keys)
            try connection.execute(
                """
                INSERT INTO server_key (server, key, seen_at) VALUES (\(server), \(keys.current), \(now.milliseconds))
                ON CONFLICT (server) DO UPDATE SET seen_at = excluded.seen_at
                """)
            try connection.execute("DELETE FROM server_key WHERE seen_at < \(now.milliseconds - 30 * Self.memory)")
        }
    }

    /// The server stops: nobody has to wait for it.
    public func leave() async throws {
        try await database.write { try $0.execute("DELETE FROM server_key WHERE server = \(server)") }
    }

    /// When a server that seals with the key was seen last, UTC milliseconds; `nil`: not of late.
    static func latest(_ connection: Connection, key: String, now: Instant) throws -> Int64? {
        try connection.row("SELECT max(seen_at) AS seen FROM server_key WHERE key = \(key)")?
            .optional("seen", as: Int64.self).flatMap { now.milliseconds - $0 < memory ? $0 : nil }
    }
}
