internal import Foundation
internal import GRDB

extension Database {
    var backupEngine: BackupRecord.Engine { .sqlite }

    /// Copies the whole database into one file while others read and write: the state of one moment.
    /// - Parameter path: of a file that is not there, or empty.
    /// - Returns: the rows of each table in the copy.
    public func backup(to path: String) async throws -> [String: Int] {
        try await engine.backup(to: path)
    }

    /// The rows of each table, at one moment.
    public func rowCounts() async throws -> [String: Int] {
        try await engine.rowCounts()
    }
}

extension SQLiteEngine {
    /// `VACUUM INTO` on a connection of its own: it reads one snapshot, so neither the writer nor the readers wait.
    func backup(to target: String) async throws -> [String: Int] {
        do {
            let source = try DatabaseQueue(path: path, configuration: Self.readingAlone)
            try await source.writeWithoutTransaction {
                try $0.execute(sql: "VACUUM INTO ?", arguments: [target])
            }
            try source.close()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw SQLiteFailure(path: path).translated(error)
        } catch {
            throw SQLiteFailure(path: target).translated(error)
        }
        do {
            let copy = try DatabaseQueue(path: target, configuration: Self.readingAlone)
            let (faults, rows) = try await copy.read { database in
                (try Self.faults(database), try Self.rowCounts(database))
            }
            try copy.close()
            guard faults.isEmpty else { throw BackupError.damaged(target, faults: faults) }
            return rows
        } catch {
            throw SQLiteFailure(path: target).translated(error)
        }
    }

    func rowCounts() async throws -> [String: Int] {
        do {
            return try await pool.read { try Self.rowCounts($0) }
        } catch {
            throw SQLiteFailure(path: path).translated(error)
        }
    }

    private static var readingAlone: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "backup"
        return configuration
    }

    private static func faults(_ database: GRDB.Database) throws -> [String] {
        try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" }
    }

    private static func rowCounts(_ database: GRDB.Database) throws -> [String: Int] {
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        var rows: [String: Int] = [:]
        for table in tables {
            // Names come from the database's own list; quoted, because a statement cannot bind a name.
            rows[table] = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table.quotedDatabaseIdentifier)")
        }
        return rows
    }
}
