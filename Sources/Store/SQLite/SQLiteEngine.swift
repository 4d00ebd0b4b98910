internal import Foundation
internal import GRDB
internal import Synchronization

/// SQLite through GRDB: write-ahead log, foreign keys, every commit on the disk before it is acknowledged.
final class SQLiteEngine: Engine {
    let pool: DatabasePool
    let path: String
    private let watch: SQLiteWatch
    private let version: String
    private let connections: Int
    private let calls = Mutex<(made: Int, running: Int)>((0, 0))

    init(path: String, options: Database.Options) throws {
        self.path = path
        self.watch = SQLiteWatch(path: path)
        self.connections = options.readers + (options.mode == .readOnly ? 0 : 1)
        let files = FileManager.default
        var isFolder: ObjCBool = false
        let exists = files.fileExists(atPath: path, isDirectory: &isFolder)
        if isFolder.boolValue { throw StoreError.cannotOpen(path: path, reason: "it is a folder") }
        if !exists {
            guard case .readWrite = options.mode else { throw StoreError.fileMissing(path: path) }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            do {
                try files.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw StoreError.cannotOpen(path: path, reason: "the folder \(folder.path) cannot be made")
            }
        } else if case .readOnly = options.mode {
        } else if !files.isWritableFile(atPath: path) {
            throw StoreError.notWritable(path: path)
        }
        do {
            self.pool = try DatabasePool(path: path, configuration: Self.configuration(options))
            // GRDB turns `synchronous` down to NORMAL when it opens the log; a promise kept must survive a power cut.
            if options.mode != .readOnly {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            } else {
                _ = try pool.read { try $0.tableExists("schema_migration") }
            }
            self.version = try pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" }
        } catch {
            throw SQLiteFailure(path: path).translated(error)
        }
    }

    private static func configuration(_ options: Database.Options) -> Configuration {
        var configuration = Configuration()
        let timeout =
            Double(options.busyTimeout.components.seconds) + Double(options.busyTimeout.components.attoseconds) / 1e18
        configuration.foreignKeysEnabled = true
        configuration.readonly = options.mode == .readOnly
        configuration.maximumReaderCount = options.readers
        configuration.busyMode = .timeout(timeout)
        configuration.label = "store"
        // As in PostgreSQL: Paris is not paris, unless one says lower(…).
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA case_sensitive_like = ON") }
        // What is erased is overwritten with zeros: words of anyone do not stay in free pages.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        return configuration
    }

    var shownAddress: String { path }

    func read<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await counted { begin in
            try await pool.read { database in
                begin()
                return try run(database, ToldChannels(), body)
            }
        }
    }

    func write<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        let (value, channels) = try await counted { begin in
            try await pool.write { database in
                begin()
                let told = ToldChannels()
                return (try run(database, told, body), told.channels)
            }
        }
        for channel in channels { watch.tell(channel) }
        return value
    }

    private func run<T>(
        _ database: GRDB.Database, _ told: ToldChannels, _ body: (Connection) throws -> T
    ) throws -> T {
        let connection = Connection(
            SQLiteSession(database: database, failure: SQLiteFailure(path: path), told: told))
        let value = try body(connection)
        try connection.end()
        return value
    }

    /// Counts the call while it waits and while it runs.
    private func counted<T>(_ call: (@escaping @Sendable () -> Void) async throws -> T) async throws -> T {
        let hasBegun = Atomic(false)
        calls.withLock { $0.made += 1 }
        defer {
            calls.withLock { calls in
                calls.made -= 1
                if hasBegun.load(ordering: .relaxed) { calls.running -= 1 }
            }
        }
        do {
            return try await call {
                hasBegun.store(true, ordering: .relaxed)
                self.calls.withLock { $0.running += 1 }
            }
        } catch {
            throw SQLiteFailure(path: path).translated(error)
        }
    }

    func changes(_ channel: String) -> AsyncStream<Void> { watch.stream(channel) }

    var statistics: DatabaseStatistics {
        let calls = calls.withLock { $0 }
        return DatabaseStatistics(
            engine: .sqlite, address: path, serverVersion: version, open: connections,
            idle: max(0, connections - calls.running), waiting: max(0, calls.made - calls.running), reconnections: 0,
            replicas: [])
    }

    func checkIntegrity() async throws -> [String] {
        let failure = SQLiteFailure(path: path)
        do {
            return try await pool.read { database in
                let file = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                let references = try GRDB.Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
                    "a row of \(row["table"] as String? ?? "?") points to nothing in \(row["parent"] as String? ?? "?")"
                }
                return file + references
            }
        } catch {
            throw failure.translated(error)
        }
    }

    func close() throws {
        watch.stop()
        do {
            // Best effort: leaves one whole file behind. When readers are in the way, the log is read at the next start.
            // Asked by a statement: GRDB's own call reaches into a connection that may be closed already, and dies there.
            if !pool.configuration.readonly {
                _ = try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            }
            try pool.close()
        } catch {
            throw SQLiteFailure(path: path).translated(error)
        }
    }
}
