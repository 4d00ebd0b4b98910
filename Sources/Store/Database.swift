internal import Foundation

/// One city's database. One writer at a time, readers in parallel that each see a snapshot.
///
/// Closures run on threads of the engine, never on Swift's cooperative pool, so they may block.
public final class Database: Sendable {
    public struct Options: Sendable {
        public enum Mode: Sendable {
            /// Reads and writes; makes the file, and its folder, when there is none.
            case readWrite
            /// Reads and writes a file that must be there.
            case existing
            /// Reads a file that must be there.
            case readOnly
        }

        public var mode: Mode
        /// Connections that read at the same time.
        public var readers: Int
        /// How long a statement waits for another program's lock.
        public var busyTimeout: Duration

        public init(mode: Mode = .readWrite, readers: Int = 4, busyTimeout: Duration = .seconds(5)) {
            self.mode = mode
            self.readers = readers
            self.busyTimeout = busyTimeout
        }
    }

    let engine: SQLiteEngine

    /// Opens the SQLite file.
    /// - Throws: `StoreError` that says what the user can do.
    public init(file path: String, options: Options = Options()) throws {
        self.engine = try SQLiteEngine(path: path, options: options)
    }

    /// Reads a snapshot: what others write meanwhile is not seen.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    /// Writes in one transaction: when `body` throws, nothing is changed.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await engine.write(body)
    }

    /// Brings the database to the shape that the program needs; all missing migrations or none.
    /// - Parameter migrations: of every area, in the order in which they lean on each other.
    /// - Returns: the migrations that were applied now.
    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [Migration] {
        let plan = try MigrationPlan(migrations)
        if try await pendingMigrations(migrations).isEmpty { return [] }
        let now = Int64((Date().timeIntervalSince1970 * 1000).rounded())
        return try await engine.write { try plan.apply($0, now: now) }
    }

    /// The migrations that the database lacks. Changes nothing.
    public func pendingMigrations(_ migrations: [Migration]) async throws -> [Migration] {
        let plan = try MigrationPlan(migrations)
        return try await engine.read { try plan.pending($0) }
    }

    /// What is broken in the file or in its references; empty when it is sound.
    public func checkIntegrity() async throws -> [String] {
        try await engine.checkIntegrity()
    }

    /// Ends the connections. Later calls throw `StoreError.closed`.
    public func close() throws {
        try engine.close()
    }
}
