internal import Foundation
internal import Glibc

/// The ring as a file that nobody else may read.
extension KeyRing {
    private struct Stored: Codable {
        var current: String
        var index: String
        var keys: [String: String]
    }

    /// - Throws: `KeyRingError`.
    public init(file path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, let data = FileManager.default.contents(atPath: path) else {
            throw KeyRingError.unreadable(path)
        }
        guard status.st_mode & 0o077 == 0 else { throw KeyRingError.isOpenToOthers(path) }
        try self.init(text: String(decoding: data, as: UTF8.self))
    }

    /// The same text, from an environment variable.
    /// - Throws: `KeyRingError`.
    public init(text: String) throws {
        guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)) else {
            throw KeyRingError.notARing
        }
        var masters: [String: [UInt8]] = [:]
        for (id, key) in stored.keys {
            guard let bytes = Data(base64Encoded: key) else { throw KeyRingError.wrongLength(id) }
            masters[id] = [UInt8](bytes)
        }
        guard let index = Data(base64Encoded: stored.index) else { throw KeyRingError.wrongLength("index") }
        try self.init(current: stored.current, masters: masters, index: [UInt8](index))
    }

    /// Writes a new file, readable by this user alone; never over another.
    public func write(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw KeyRingError.exists(path) }
        try store(at: path)
    }

    /// Puts the ring in place of the file, at once or not at all.
    public func replace(at path: String) throws { try store(at: path) }

    private func store(at path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let stored = Stored(
            current: current, index: Data(index).base64EncodedString(),
            keys: masters.mapValues { Data($0).base64EncodedString() })
        let bytes = Array(try encoder.encode(stored)) + [10]
        let beside = path + ".new"
        let file = Glibc.open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw KeyRingError.cannotWrite(path) }
        let isWritten =
            fchmod(file, 0o600) == 0 && Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(beside, path) == 0 else {
            unlink(beside)
            throw KeyRingError.cannotWrite(path)
        }
    }
}
