internal import Files
internal import Store

/// What people of the city corrected by hand. Laid over the facts when they are read, so that no import loses them.
enum LocalEdits {
    /// Field → value, of each record of `kind` that was edited.
    static func all(_ connection: Connection, kind: String) throws -> [String: [String: JSONValue]] {
        var edits: [String: [String: JSONValue]] = [:]
        try connection.each("SELECT key, field, value FROM local_edit WHERE kind = \(kind)") { row in
            // Typed, because `null` is a value here: decoded as an optional it would vanish.
            let value: JSONValue = try Facts.value(from: row.get("value"))
            edits[try row.get("key"), default: [:]][try row.get("field")] = value
        }
        return edits
    }

    /// The facts with the edits in place of what the source says. A `null` takes the field away.
    static func overlay(_ facts: String, _ edits: [String: JSONValue]) throws -> String {
        guard case .object(var members) = try Facts.value(JSONValue.self, from: facts) else { return facts }
        for (field, value) in edits { members[field] = value.isNull ? nil : value }
        return try Facts.text(JSONValue.object(members))
    }

    /// Writes an edit down, beside what the source said at that time.
    static func put(
        _ connection: Connection, kind: String, key: String, field: String, value: JSONValue, why: String,
        facts: String, now: Int64
    ) throws {
        let source = try Facts.value(JSONValue.self, from: facts)[field] ?? .null
        let (valueText, sourceText) = (try Facts.text(value), try Facts.text(source))
        try connection.execute(
            """
            INSERT INTO local_edit (id, kind, key, field, value, why, made_at, source_value)
            VALUES (\(UUIDv7()), \(kind), \(key), \(field), \(valueText), \(why), \(now), \(sourceText))
            ON CONFLICT (kind, key, field) DO UPDATE SET value = excluded.value, why = excluded.why,
                made_at = excluded.made_at, source_value = excluded.source_value, source_now = NULL, source_changed_at = NULL
            """)
    }

    /// Takes an edit back: the source speaks again.
    static func remove(_ connection: Connection, kind: String, key: String, field: String) throws {
        try connection.execute("DELETE FROM local_edit WHERE kind = \(kind) AND key = \(key) AND field = \(field)")
    }

    /// After an import: which edited fields does the source now say otherwise than when the edit was made?
    static func disagreements(_ connection: Connection, _ changes: RecordChanges, now: Int64) throws
        -> [EditDisagreement]
    {
        if changes.changedFacts.isEmpty { return [] }
        var found: [EditDisagreement] = []
        let kind = changes.tally.kind
        let edits = try connection.rows(
            """
            SELECT local_edit.key AS key, local_edit.field AS field, value, source_value, source_now,
                COALESCE(twin_field.origin, local_edit.key) AS origin
            FROM local_edit LEFT JOIN twin_field ON twin_field.kind = local_edit.kind
                AND twin_field.key = local_edit.key AND twin_field.field = local_edit.field
            WHERE local_edit.kind = \(kind) ORDER BY local_edit.key, local_edit.field
            """
        )
        for edit in edits {
            let key: String = try edit.get("key")
            let field: String = try edit.get("field")
            // A merged record takes some fields from another: then that one's source is the one to listen to.
            guard let facts = changes.changedFacts[try edit.get("origin")] else { continue }
            let said = try Facts.text(try Facts.value(JSONValue.self, from: facts)[field] ?? .null)
            let before: String = try edit.optional("source_now") ?? edit.get("source_value")
            if said == before { continue }
            try connection.execute(
                """
                UPDATE local_edit SET source_now = \(said), source_changed_at = \(now)
                WHERE kind = \(kind) AND key = \(key) AND field = \(field)
                """)
            found.append(
                EditDisagreement(kind: kind, key: key, field: field, edited: try edit.get("value"), source: said))
        }
        return found
    }
}

/// The source changed a field that someone had corrected by hand: the correction stays, and a person should look.
public struct EditDisagreement: Sendable, Hashable, Codable, CustomStringConvertible {
    public var kind: String
    public var key: String
    public var field: String
    /// JSON texts.
    public var edited: String
    public var source: String

    public var description: String {
        "\(kind) \(key): \(field) was corrected here to \(edited); the source now says \(source). The correction stays."
    }
}
