internal import Foundation

/// A backup on its way back: copied and compared, but not yet where the program looks for it.
///
/// What must happen before anyone reads it (migrations, erasures made again) happens on `database`; then `finish()`.
public struct Restoration: Sendable {
    public let record: BackupRecord
    public let database: Database
    /// Where the file goes at the end; `nil` on PostgreSQL, which has everything in its place already.
    private let place: BackupFile?

    /// - Parameters:
    ///   - file: the backup, with its record beside it.
    ///   - target: where the city shall be, a file or `postgres://…`; nothing may be there.
    /// - Throws: `BackupError`, `StoreError`. Then the target is as it was, but for a PostgreSQL database whose rows were
    ///   not those of the record: that one is left for a person to look at, and to drop.
    public static func begin(_ file: String, to target: String) async throws -> Restoration {
        let record = try Backup.verify(file)
        switch (try DatabaseAddress(target), record.engine) {
        case (.file(let path), .sqlite): return try await begin(path, file: file, record)
        case (.postgres(let address), .postgresql):
            return try await begin(address, url: target, file: file, record)
        default: throw BackupError.otherEngine(file: file, engine: record.engine)
        }
    }

    private static func begin(_ target: String, file path: String, _ record: BackupRecord) async throws -> Restoration {
        for name in [target, target + "-wal", target + "-shm"] where FileManager.default.fileExists(atPath: name) {
            throw BackupError.targetInUse(name, tables: 0)
        }
        let place = BackupFile(path: target)
        try place.begin()
        do {
            try copy(path, to: place.partial)
            let database = try Database(file: place.partial, options: .init(mode: .existing))
            let faults = try await database.checkIntegrity()
            guard faults.isEmpty else { throw BackupError.damaged(path, faults: faults) }
            let differences = record.differences(from: try await database.rowCounts())
            guard differences.isEmpty else { throw BackupError.countsDiffer(differences) }
            return Restoration(record: record, database: database, place: place)
        } catch {
            place.abandon()
            throw error
        }
    }

    private static func begin(
        _ address: PostgresAddress, url: String, file: String, _ record: BackupRecord
    ) async throws -> Restoration {
        let database = try Database(url: url)
        let count = try await database.rowCounts().count
        if count > 0 { throw BackupError.targetInUse(database.shownAddress, tables: count) }
        try PostgresTools(address: address).restore(file)
        let differences = record.differences(from: try await database.rowCounts())
        guard differences.isEmpty else { throw BackupError.countsDiffer(differences) }
        return Restoration(record: record, database: database, place: nil)
    }

    /// Puts the database in its place. After that a server may be started on it.
    public func finish() throws {
        try database.close()
        guard let place else { return }
        // All is in the file itself by now; a log that is not empty would be left behind by the new name.
        let log = try? FileManager.default.attributesOfItem(atPath: place.partial + "-wal")[.size] as? Int
        guard log ?? 0 == 0 else { throw BackupError.underWay(place.partial + "-wal") }
        unlink(place.partial + "-wal")
        unlink(place.partial + "-shm")
        try place.finish()
    }

    /// Leaves nothing behind.
    public func abandon() {
        // The database goes away with its file: whether it closes in order does not matter.
        try? database.close()
        place?.abandon()
    }

    private static func copy(_ path: String, to target: String) throws {
        do {
            let from = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let to = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
            while let piece = try from.read(upToCount: 1 << 20), !piece.isEmpty { try to.write(contentsOf: piece) }
            try from.close()
            try to.close()
        } catch {
            throw BackupError.cannotWrite(target, reason: error.localizedDescription)
        }
    }
}
