internal import Foundation
internal import GRDB

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
        return try await countsOfCopy(target)
    }

    private func countsOfCopy(_ target: String) async throws -> [String: Int] {
        let failure = SQLiteFailure(path: target)
        do {
            let copy = try DatabaseQueue(path: target, configuration: Self.readingAlone)
            let (faults, rows) = try await copy.read { database in
                (
                    try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" },
                    try Connection(SQLiteSession(database: database, failure: failure, told: ToldChannels()))
                        .rowCounts()
                )
            }
            try copy.close()
            guard faults.isEmpty else { throw BackupError.damaged(target, faults: faults) }
            return rows
        } catch {
            throw failure.translated(error)
        }
    }

    private static var readingAlone: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "backup"
        return configuration
    }
}
