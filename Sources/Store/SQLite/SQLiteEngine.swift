internal import Foundation
internal import GRDB

/// SQLite through GRDB: write-ahead log, foreign keys, every commit on the disk before it is acknowledged.
final class SQLiteEngine: Sendable {
    let pool: DatabasePool
    let path: String

    init(path: String, options: Database.Options) throws {
        self.path = path
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
        return configuration
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        let failure = SQLiteFailure(path: path)
        do {
            return try await pool.read { try body(Connection(SQLiteSession(database: $0, failure: failure))) }
        } catch {
            throw failure.translated(error)
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        let failure = SQLiteFailure(path: path)
        do {
            return try await pool.write { try body(Connection(SQLiteSession(database: $0, failure: failure))) }
        } catch {
            throw failure.translated(error)
        }
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
