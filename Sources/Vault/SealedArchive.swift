internal import CLibArchive
internal import Foundation

/// Files in a ZIP that only a passphrase opens (AES-256, as 7-Zip, WinZip and macOS's Archive tools read it), through libarchive.
/// The names of files inside stay readable in such a ZIP: give them names that say nothing of anyone.
public enum SealedArchive {
    public struct File: Sendable, Hashable {
        public var name: String
        public var bytes: [UInt8]

        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    public enum Fault: Error, Sendable, Hashable {
        case cannotWrite(String)
        case cannotRead(String)
    }

    /// - Parameter modified: seconds since 1970, for the entries.
    /// - Throws: `Fault`.
    public static func seal(_ files: [File], passphrase: String, modified: Int64) throws -> [UInt8] {
        guard let archive = archive_write_new() else { throw Fault.cannotWrite("no memory") }
        defer { archive_write_free(archive) }
        let plain = files.reduce(0) { $0 + $1.bytes.count }
        // Deflate never makes it much longer; each entry has its headers, salt and signature.
        var buffer = [UInt8](repeating: 0, count: plain + plain / 8 + 65_536 + files.count * 1_024)
        var used = 0
        try check(archive_write_set_format_zip(archive), archive)
        try check(archive_write_set_options(archive, "zip:encryption=aes256"), archive)
        try check(archive_write_set_passphrase(archive, passphrase), archive)
        try buffer.withUnsafeMutableBytes { room in
            try check(archive_write_open_memory(archive, room.baseAddress, room.count, &used), archive)
            for file in files { try write(file, modified, archive) }
            try check(archive_write_close(archive), archive)
        }
        return Array(buffer.prefix(used))
    }

    private static func write(_ file: File, _ modified: Int64, _ archive: OpaquePointer) throws {
        guard let entry = archive_entry_new() else { throw Fault.cannotWrite("no memory") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, file.name)
        archive_entry_set_size(entry, Int64(file.bytes.count))
        // S_IFREG, a plain file: two modules name it, so the number stands here.
        archive_entry_set_filetype(entry, 0o100_000)
        archive_entry_set_perm(entry, 0o600)
        archive_entry_set_mtime(entry, time_t(modified), 0)
        try check(archive_write_header(archive, entry), archive)
        var written = 0
        while written < file.bytes.count {
            let count = file.bytes[written...].withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            guard count > 0 else { throw fault(archive) }
            written += count
        }
    }

    /// - Throws: `Fault.cannotRead` with a wrong passphrase.
    public static func open(_ bytes: [UInt8], passphrase: String) throws -> [File] {
        guard let archive = archive_read_new() else { throw Fault.cannotRead("no memory") }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        archive_read_add_passphrase(archive, passphrase)
        return try bytes.withUnsafeBytes { room in
            guard archive_read_open_memory(archive, room.baseAddress, room.count) == ARCHIVE_OK else {
                throw Fault.cannotRead(words(archive))
            }
            var files: [File] = []
            var entry: OpaquePointer?
            while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
                files.append(
                    File(
                        name: String(cString: archive_entry_pathname(entry)), bytes: try content(archive)))
            }
            return files
        }
    }

    private static func content(_ archive: OpaquePointer) throws -> [UInt8] {
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = archive_read_data(archive, &part, part.count)
            if count == 0 { return content }
            guard count > 0 else { throw Fault.cannotRead(words(archive)) }
            content += part.prefix(count)
        }
    }

    private static func check(_ code: Int32, _ archive: OpaquePointer) throws {
        guard code == ARCHIVE_OK else { throw fault(archive) }
    }

    private static func fault(_ archive: OpaquePointer) -> Fault { .cannotWrite(words(archive)) }

    private static func words(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "unknown reason"
    }
}
