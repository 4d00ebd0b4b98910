import Foundation
import Rules

/// The ids that were erased, one a line, in a file outside the database: so that a restored copy forgets again what was forgotten.
/// Append-only; each line is on the disk before the erasure counts.
struct ErasureList: Sendable {
    let path: String

    enum Fault: Error, CustomStringConvertible {
        case cannotWrite(path: String)

        var description: String {
            switch self {
            case .cannotWrite(let path):
                "The list of erasures \(path) cannot be written, so nothing was erased. Check the folder and its rights."
            }
        }
    }

    func append(_ id: String, at milliseconds: Int64) throws {
        let line = Array("\(id) \(milliseconds)\n".utf8)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault.cannotWrite(path: path) }
        defer { close(file) }
        let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(file) == 0 else { throw Fault.cannotWrite(path: path) }
    }

    /// In the order of the file; a line that was cut by a crash is left out, its erasure never counted.
    func ids() throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        var seen: Set<String> = []
        return text.split(separator: "\n").compactMap { line in
            let id = String(line.prefix { $0 != " " })
            return id.utf8.count == 36 && seen.insert(id).inserted ? id : nil
        }
    }
}

/// Files of exports in their folder.
enum ExportFiles {
    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// Everything that is not kept and is older than ten minutes (one that is being written has no row yet).
    static func sweep(_ folder: String, keeping live: Set<String>, now: Instant) throws -> Int {
        let files = FileManager.default
        guard let names = try? files.contentsOfDirectory(atPath: folder) else { return 0 }
        var count = 0
        for name in names {
            let path = (folder as NSString).appendingPathComponent(name)
            guard !live.contains(path), !live.contains(name),
                let changed = try files.attributesOfItem(atPath: path)[.modificationDate] as? Date,
                changed.timeIntervalSince1970 * 1000 < Double(now.milliseconds - 600_000)
            else { continue }
            try files.removeItem(atPath: path)
            count += 1
        }
        return count
    }

    /// `nil`: it is gone.
    static func read(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }

    /// - Throws: when a file is there and cannot be removed; one that is gone is no fault.
    static func remove(_ paths: [String]) throws {
        for path in paths where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
