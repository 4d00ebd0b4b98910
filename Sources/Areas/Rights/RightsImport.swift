internal import Files
internal import Rules
internal import Store

/// Writes what the files say. A version that a lawyer has approved is never rewritten: a change of it is a new version, which waits again.
enum RightsImport {
    static func write(_ draft: RightsDraft, _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        let sheets = try texts(draft.sheets, connection, now: now)
        let checklists = try texts(draft.checklists, connection, now: now)
        let tree = try questions(draft.tree, connection)
        let faults = sheets.faults + checklists.faults
        if !faults.isEmpty { throw FileFaults(faults) }
        return [sheets.changes, checklists.changes, tree]
    }

    private struct Stored<Text> {
        let text: Text
        let isRetired: Bool
    }

    private static func texts<Text: RightsText>(
        _ texts: [Text], _ connection: Connection, now: Int64
    ) throws -> (changes: RecordChanges, faults: [Fault]) {
        let kind = Text.kind.rawValue
        var changes = RecordChanges(kind: kind)
        var faults: [Fault] = []
        let stored: [String: [Stored<Text>]] = try stored(connection)
        let approved = try approved(connection, Text.kind)
        for text in texts {
            func fault(_ what: String, _ mend: String) {
                faults.append(Fault(file: "\(kind)s/\(text.key).yaml", line: 0, what: what, mend: mend))
            }
            let versions = stored[text.key] ?? []
            if let newest = versions.map(\.text.version).max(), newest > text.version {
                fault("version \(newest) is published already", "give it version \(newest + 1)")
                continue
            }
            let facts = try Facts.text(text)
            let present = versions.first { $0.text.version == text.version }
            if let present, present.text != text, approved.contains(RightsName(text)) {
                fault(
                    "version \(text.version) was approved by a lawyer, and its text has changed",
                    "give it version \(text.version + 1) with a line in «changes»")
                continue
            }
            switch present {
            case let present? where present.text == text && !present.isRetired: changes.tally.unchanged += 1
            case let present? where present.isRetired: changes.tally.back += 1
            case _?: changes.tally.changed += 1
            case nil: if versions.isEmpty { changes.tally.added += 1 } else { changes.tally.changed += 1 }
            }
            try connection.execute(
                """
                INSERT INTO rights_text (kind, key, version, facts, added_at, changed_at)
                VALUES (\(kind), \(text.key), \(text.version), \(facts), \(now), \(now))
                ON CONFLICT (kind, key, version) DO UPDATE SET changed_at =
                    CASE WHEN rights_text.facts = excluded.facts THEN rights_text.changed_at ELSE excluded.changed_at END,
                    facts = excluded.facts
                """)
            try connection.execute(
                "UPDATE rights_text SET retired_at = NULL WHERE kind = \(kind) AND key = \(text.key)")
        }
        let present = Set(texts.map(\.key))
        for (key, versions) in stored.sorted(by: { $0.key < $1.key })
        where !present.contains(key) && versions.contains(where: { !$0.isRetired }) {
            try connection.execute(
                "UPDATE rights_text SET retired_at = \(now) WHERE kind = \(kind) AND key = \(key)")
            changes.tally.retired += 1
            changes.retired.append(key)
        }
        return (changes, faults)
    }

    private static func stored<Text: RightsText>(_ connection: Connection) throws -> [String: [Stored<Text>]] {
        var stored: [String: [Stored<Text>]] = [:]
        try connection.each(
            "SELECT key, facts, retired_at FROM rights_text WHERE kind = \(Text.kind.rawValue)"
        ) { row in
            let key: String = try row.get("key")
            stored[key, default: []].append(
                Stored(
                    text: try Facts.value(row.get("facts"), table: "rights_text", key: key, blank: nil),
                    isRetired: try row.optional("retired_at", as: Int64.self) != nil))
        }
        return stored
    }

    private static func approved(_ connection: Connection, _ kind: RightsKind) throws -> Set<RightsName> {
        var names: Set<RightsName> = []
        try connection.each(
            """
            SELECT DISTINCT key, version FROM rights_verdict
            WHERE kind = \(kind.rawValue) AND verdict = \(LegalVerdict.Kind.approved.rawValue)
            """
        ) { row in
            names.insert(RightsName(kind: kind, key: try row.get("key"), version: try row.get("version")))
        }
        return names
    }

    private static func questions(_ tree: SituationTree?, _ connection: Connection) throws -> RecordChanges {
        var changes = RecordChanges(kind: "question")
        let before = try RightsQueries.tree(connection)
        let count = tree?.questions.count ?? 0
        if before == tree {
            changes.tally.unchanged = count
            return changes
        }
        guard let tree else {
            try connection.execute("DELETE FROM rights_questions WHERE id = 1")
            changes.tally.retired = before?.questions.count ?? 0
            return changes
        }
        if before == nil { changes.tally.added = count } else { changes.tally.changed = count }
        let facts = try Facts.text(tree)
        try connection.execute(
            """
            INSERT INTO rights_questions (id, facts) VALUES (1, \(facts))
            ON CONFLICT (id) DO UPDATE SET facts = excluded.facts
            """)
        return changes
    }
}
