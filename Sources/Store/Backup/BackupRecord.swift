internal import Foundation

/// What stands beside a backup, as JSON: enough to know that the file is whole, and that what comes out is what went in.
public struct BackupRecord: Sendable, Hashable, Codable {
    public enum Engine: String, Sendable, Hashable, Codable { case sqlite, postgresql }

    public var engine: Engine
    /// Of the program that made it.
    public var release: String
    /// RFC 3339, UTC.
    public var madeAt: String
    public var bytes: Int
    /// In hexadecimal, of the whole file.
    public var sha256: String
    /// Rows of each table, by name.
    public var rows: [String: Int]

    public init(
        engine: Engine, release: String, madeAt: String, bytes: Int, sha256: String, rows: [String: Int]
    ) {
        self.engine = engine
        self.release = release
        self.madeAt = madeAt
        self.bytes = bytes
        self.sha256 = sha256
        self.rows = rows
    }

    /// `city.backup` → `city.backup.json`
    public static func path(beside file: String) -> String { file + ".json" }

    /// - Throws: `BackupError.recordMissing`, `recordUnreadable`.
    public static func read(beside file: String) throws -> BackupRecord {
        let path = path(beside: file)
        guard let data = FileManager.default.contents(atPath: path) else { throw BackupError.recordMissing(path) }
        do {
            return try JSONDecoder().decode(BackupRecord.self, from: data)
        } catch {
            throw BackupError.recordUnreadable(path, reason: "\(error)")
        }
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    /// Tables whose numbers of rows are not those of `found`, in the order of their names.
    public func differences(from found: [String: Int]) -> [RowDifference] {
        Set(rows.keys).union(found.keys).sorted()
            .map { RowDifference(table: $0, expected: rows[$0], found: found[$0]) }
            .filter { $0.expected != $0.found }
    }
}

/// A table that does not hold as many rows as was written down; `nil`: there is no such table.
public struct RowDifference: Sendable, Hashable, CustomStringConvertible {
    public let table: String
    public let expected: Int?
    public let found: Int?

    public var description: String {
        let said = expected.map { "\($0) rows" } ?? "no such table"
        let counted = found.map { "\($0)" } ?? "no such table"
        return "\(table): \(said) in the record, \(counted) in the database"
    }
}
