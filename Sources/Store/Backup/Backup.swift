internal import Foundation

/// One file that holds a whole city, made while people go on reading and writing, and the record beside it.
///
/// Neither holds a key: who has the backup alone reads no name in it, and who has lost the keys has lost the names.
public enum Backup {
    /// Writes `file` and `file.json`. Whoever sees `file` sees it whole.
    /// - Parameter madeAt: RFC 3339.
    /// - Throws: `BackupError`, `StoreError`. Then neither file is there.
    public static func make(of database: Database, to path: String, release: String, madeAt: String) async throws
        -> BackupRecord
    {
        let recordPath = BackupRecord.path(beside: path)
        for name in [path, recordPath] where FileManager.default.fileExists(atPath: name) {
            throw BackupError.alreadyThere(name)
        }
        let file = BackupFile(path: path)
        try file.begin()
        do {
            let rows = try await database.backup(to: file.partial)
            try BackupFile.sync(file.partial)
            let (bytes, sha256) = try BackupFile.measure(file.partial)
            let record = BackupRecord(
                engine: database.statistics.engine == .sqlite ? .sqlite : .postgresql, release: release, madeAt: madeAt,
                bytes: bytes, sha256: sha256,
                rows: rows)
            try BackupFile.write(try record.json, to: recordPath)
            do {
                try file.finish()
            } catch {
                unlink(recordPath)
                throw error
            }
            return record
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Compares a backup with its record.
    /// - Throws: `BackupError` when one of the two is missing, or when they do not belong together.
    public static func verify(_ path: String) throws -> BackupRecord {
        guard FileManager.default.fileExists(atPath: path) else { throw BackupError.fileMissing(path) }
        let record = try BackupRecord.read(beside: path)
        let (bytes, sha256) = try BackupFile.measure(path)
        guard bytes == record.bytes else {
            throw BackupError.changed(path, expected: "\(record.bytes) bytes", found: "\(bytes)")
        }
        guard sha256 == record.sha256 else {
            throw BackupError.changed(path, expected: "SHA-256 \(record.sha256)", found: sha256)
        }
        return record
    }
}
