internal import Foundation

/// One city's database, in an SQLite file or on a PostgreSQL server. One writer at a time, readers in parallel that each
/// see a snapshot.
///
/// Closures run on threads of the engine, never on Swift's cooperative pool, so they may block. On PostgreSQL a closure
/// runs again when the server was lost or undid the transaction before the commit: it changes nothing but the database.
/// A task that is cancelled throws `CancellationError`; its statement is stopped and nothing is changed.
public final class Database: Sendable {
    public struct Options: Sendable {
        public enum Mode: Sendable {
            /// Reads and writes; makes the file, and its folder, when there is none.
            case readWrite
            /// Reads and writes a database that must be there.
            case existing
            /// Reads a database that must be there.
            case readOnly
        }

        public var mode: Mode
        /// Connections that read (or claim) at the same time, on each server.
        public var readers: Int
        /// How long a statement waits for another program's lock.
        public var busyTimeout: Duration
        /// How long one statement may take (PostgreSQL; not for migrations and moves).
        public var statementTimeout: Duration
        /// How long the opening of one connection may take (PostgreSQL; whole seconds, two at least).
        public var connectTimeout: Duration
        /// How long a call waits for a free connection, or for a server that does not answer, all in all (PostgreSQL).
        public var waitTimeout: Duration
        /// How far a replica may be behind and still answer (PostgreSQL).
        public var replicaLag: Duration

        public init(
            mode: Mode = .readWrite, readers: Int = 4, busyTimeout: Duration = .seconds(5),
            statementTimeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(5),
            waitTimeout: Duration = .seconds(10), replicaLag: Duration = .seconds(10)
        ) {
            self.mode = mode
            self.readers = readers
            self.busyTimeout = busyTimeout
            self.statementTimeout = statementTimeout
            self.connectTimeout = connectTimeout
            self.waitTimeout = waitTimeout
            self.replicaLag = replicaLag
        }
    }

    let engine: any Engine

    /// Opens the SQLite file.
    /// - Throws: `StoreError` that says what the user can do.
    public init(file path: String, options: Options = Options()) throws {
        self.engine = try SQLiteEngine(path: path, options: options)
    }

    /// Opens a database by its address: a path, `sqlite:path`, or
    /// `postgres://user:password@host:port/name?sslmode=verify-full&sslrootcert=file&replica=host:port`.
    ///
    /// A PostgreSQL server is first spoken to by the first transaction. See `PostgresAddress` for what may be in it.
    /// - Throws: `StoreError` that says what the user can do.
    public convenience init(url: String, options: Options = Options()) throws {
        switch try DatabaseAddress(url) {
        case .file(let path): try self.init(file: path, options: options)
        case .postgres(let address): self.init(engine: PostgresEngine(address: address, options: options))
        }
    }

    private init(engine: any Engine) {
        self.engine = engine
    }

    /// The address as it may be printed: without its password.
    public static func shownAddress(_ url: String) -> String {
        DatabaseAddress.shown(url)
    }

    /// The address of this database, without any password.
    public var shownAddress: String { engine.shownAddress }

    /// Reads a snapshot: what others write meanwhile is not seen.
    ///
    /// On PostgreSQL it may be answered by a replica, but only where a `ReadMark` is current.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.read(.ordinary, body)
    }

    /// Writes in one transaction: when `body` throws, nothing is changed. One writer at a time, on all servers together.
    /// - Throws: `StoreError.outcomeUnknown` when the server was lost while it committed: look before writing again.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.write(.ordinary, body)
    }

    /// Writes beside other writers: for queues of jobs, whose rows are chosen by a `SELECT` that ends in
    /// `connection.skipLocked`. What a check-then-write needs alone, or what is chained, belongs into `write`.
    @discardableResult
    public func claim<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.write(.claim, body)
    }

    /// Yields when something was told with `Connection.notify` on any server, and once when listening has begun or begun
    /// again (something may have been missed). A yield may be for nothing: look whether something changed. Ends with the
    /// database.
    public func changes(_ channel: StaticString) -> AsyncStream<Void> {
        engine.changes(channel.lawfulName)
    }

    /// Brings the database to the shape that the program needs; all missing migrations or none.
    /// - Parameter migrations: of every area, in the order in which they lean on each other.
    /// - Returns: the migrations that were applied now.
    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [Migration] {
        let plan = try MigrationPlan(migrations)
        if try await pendingMigrations(migrations).isEmpty { return [] }
        let now = Int64((Date().timeIntervalSince1970 * 1000).rounded())
        return try await engine.write(.long) { try plan.apply($0, now: now) }
    }

    /// The migrations that the database lacks. Changes nothing.
    public func pendingMigrations(_ migrations: [Migration]) async throws -> [Migration] {
        let plan = try MigrationPlan(migrations)
        return try await engine.read(.ordinary) { try plan.pending($0) }
    }

    /// What is broken in the database or in its references; empty when it is sound.
    public func checkIntegrity() async throws -> [String] {
        try await engine.checkIntegrity()
    }

    /// Connections, waiting calls and replicas at this moment.
    public var statistics: DatabaseStatistics { engine.statistics }

    /// Ends the connections. Later calls throw `StoreError.closed`.
    public func close() throws {
        try engine.close()
    }
}

extension StaticString {
    /// A name of a channel: lower-case letters, digits and `_`, written in the program.
    var lawfulName: String {
        let text = description
        precondition(
            !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 },
            "«\(text)» is not the name of a channel")
        return text
    }
}
