internal import Crypto
internal import Foundation

/// A file that is written beside its final name, reaches the disk, and only then takes that name.
struct BackupFile: Sendable {
    let path: String

    var partial: String { path + ".partial" }

    /// Makes the unfinished file: empty, for this user alone.
    /// - Throws: `BackupError.underWay` when there is one.
    func begin() throws {
        let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        if descriptor < 0 {
            throw errno == EEXIST ? BackupError.underWay(partial) : failure(partial)
        }
        close(descriptor)
    }

    /// Removes the unfinished file and what an engine put beside it.
    func abandon() {
        for file in [partial, partial + "-wal", partial + "-shm", partial + "-journal"] { unlink(file) }
    }

    /// Gives the file its name, for good: after a power cut it is there, whole.
    func finish() throws {
        try Self.sync(partial)
        if access(path, F_OK) == 0 { throw BackupError.alreadyThere(path) }
        guard rename(partial, path) == 0 else { throw failure(path) }
        try Self.sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Writes a small file whole, with the same care.
    static func write(_ data: Data, to path: String) throws {
        let file = BackupFile(path: path)
        try file.begin()
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.partial))
            try handle.write(contentsOf: data)
            try handle.close()
            try file.finish()
        } catch let error as CocoaError {
            file.abandon()
            throw BackupError.cannotWrite(path, reason: error.localizedDescription)
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Waits until a file, or the names in a folder, are on the disk.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BackupFile(path: path).failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BackupFile(path: path).failure(path) }
    }

    /// Length and SHA-256 of a file, read in pieces.
    static func measure(_ path: String) throws -> (bytes: Int, sha256: String) {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw BackupError.fileMissing(path) }
        defer { try? handle.close() }
        var hash = SHA256()
        var bytes = 0
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                hash.update(data: piece)
                bytes += piece.count
            }
        } catch {
            throw BackupError.damaged(path, faults: [error.localizedDescription])
        }
        let digits = hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
        return (bytes, digits.joined())
    }

    /// What the system says of its last call.
    private func failure(_ path: String) -> BackupError {
        .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
}
