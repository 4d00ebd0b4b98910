import Vault
import Web

/// What a telephone keeps: tables of rows by key, and parts. Its text is the same as the one that the telephone writes of its state
/// after an update, so that both can compare their digests.
struct OfflineBundle: Sendable {
    let version: String
    let tables: [(name: String, rows: [OfflineRow])]
    let parts: [(name: String, json: JSONText)]

    /// - Parameter tables: their rows may come in any order; they are kept in that of the keys, by which a telephone puts in what changes.
    init(
        version: String, tables: [(name: String, rows: [OfflineRow])], parts: [(name: String, json: JSONText)]
    ) {
        self.version = version
        self.tables = tables.map { ($0.name, $0.rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) }
        self.parts = parts
    }

    var whole: JSONText {
        JSONText(members: [
            ("version", JSONText(version)),
            ("tables", JSONText(members: tables.map { ($0.name, JSONText($0.rows.map(\.json))) })),
            ("parts", JSONText(members: parts.map { ($0.name, $0.json) })),
        ])
    }

    /// What has changed since a version of which these marks were kept.
    /// - Parameter digest: of ``whole``, by which the telephone knows that it came to the same.
    func changes(since version: String, _ marks: OfflineMarks, digest: String) -> JSONText {
        let changed = tables.map { table in
            let old = marks.rows[table.name] ?? [:]
            return (table.name, table.rows.filter { old[$0.key] != OfflineMarks.mark($0.json) }.map(\.json))
        }
        let gone = tables.map { table in
            let keys = Set(table.rows.map(\.key))
            return (table.name, (marks.rows[table.name] ?? [:]).keys.filter { !keys.contains($0) }.sorted())
        }
        let others = parts.filter { marks.parts[$0.name] != OfflineMarks.mark($0.json) }
        return JSONText(members: [
            ("since", JSONText(version)), ("version", JSONText(self.version)), ("digest", JSONText(digest)),
            ("tables", JSONText(members: changed.map { ($0.0, JSONText($0.1)) })),
            ("gone", JSONText(members: gone.map { ($0.0, JSONText($0.1)) })),
            ("parts", JSONText(members: others.map { ($0.name, $0.json) })),
        ])
    }
}

/// By what a row or a part that has changed is known; kept for the last versions. Only this process compares them.
struct OfflineMarks: Sendable {
    let rows: [String: [String: Int]]
    let parts: [String: Int]

    init(_ bundle: OfflineBundle) {
        rows = Dictionary(
            uniqueKeysWithValues: bundle.tables.map { table in
                (
                    table.name,
                    Dictionary(table.rows.map { ($0.key, Self.mark($0.json)) }, uniquingKeysWith: { first, _ in first })
                )
            })
        parts = Dictionary(uniqueKeysWithValues: bundle.parts.map { ($0.name, Self.mark($0.json)) })
    }

    static func mark(_ json: JSONText) -> Int {
        var hasher = Hasher()
        json.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
