internal import Store

/// One record that comes in, with the name that its source gives it.
struct IncomingRecord<Value: Sendable>: Sendable {
    var value: Value
    var sourceKey: String?
}

/// A table whose rows are records of a source: `id, key, source, source_key, facts, added_at, changed_at, retired_at`,
/// and columns of its own that are drawn from the facts so that the database can guard them.
struct RecordTable<Value: Codable & Sendable>: Sendable {
    let name: StaticString
    /// In a person's words, singular: `site`.
    let kind: String
    let key: @Sendable (Value) -> String
    let columns: [Column]
    /// Rows of other tables that follow the record (`service_need` …), rewritten when it is added or changed.
    var relations: @Sendable (Connection, Value) throws -> Void = { _, _ in }

    struct Column: Sendable {
        let name: StaticString
        let value: @Sendable (Value) -> SQLValue
    }

    struct Stored {
        let facts: String
        let source: String
        let isRetired: Bool
    }

    /// Brings the rows of `source` to what `incoming` says: adds, changes, brings back, retires. Never deletes.
    /// - Returns: what was done, and the new facts of the records that changed.
    func reconcile(
        _ connection: Connection, incoming: [IncomingRecord<Value>], source: String, now: Int64,
        mayRetire: (String) -> Bool = { _ in true }
    ) throws -> RecordChanges {
        let stored = try stored(connection)
        var changes = RecordChanges(kind: kind)
        var seen: Set<String> = []
        for record in incoming {
            let key = key(record.value)
            let facts = try Facts.text(record.value)
            seen.insert(key)
            if let present = stored[key] {
                guard present.source == source else {
                    throw RecordError.takenKey(kind: kind, key: key, source: present.source)
                }
                if present.facts == facts, !present.isRetired {
                    changes.tally.unchanged += 1
                    continue
                }
                if present.isRetired { changes.tally.back += 1 } else { changes.tally.changed += 1 }
                changes.changedFacts[key] = facts
            } else {
                changes.tally.added += 1
            }
            try put(connection, record, facts: facts, source: source, now: now)
            try relations(connection, record.value)
        }
        let gone = stored.filter { $0.value.source == source && !$0.value.isRetired && !seen.contains($0.key) }.keys
            .sorted()
        for key in gone {
            if mayRetire(key) {
                try connection.execute("UPDATE \(name: name) SET retired_at = \(now) WHERE key = \(key)")
                changes.tally.retired += 1
                changes.retired.append(key)
            } else {
                changes.tally.kept += 1
            }
        }
        return changes
    }

    /// Rows by key, retired ones included.
    func stored(_ connection: Connection) throws -> [String: Stored] {
        var stored: [String: Stored] = [:]
        try connection.each("SELECT key, source, facts, retired_at FROM \(name: name)") { row in
            stored[try row.get("key")] = Stored(
                facts: try row.get("facts"), source: try row.get("source"),
                isRetired: try row.optional("retired_at", as: Int64.self) != nil)
        }
        return stored
    }

    /// The records that are not retired, in the order of their keys.
    func live(_ connection: Connection, blank: Value?, adjust: (String, String) throws -> String = { $1 }) throws
        -> [(value: Value, source: String)]
    {
        var records: [(value: Value, source: String)] = []
        try connection.each("SELECT key, source, facts FROM \(name: name) WHERE retired_at IS NULL ORDER BY key") {
            row in
            let key: String = try row.get("key")
            let facts = try adjust(key, row.get("facts"))
            records.append((try Facts.value(facts, table: "\(name)", key: key, blank: blank), try row.get("source")))
        }
        return records
    }

    /// Writes one row, without what follows from it elsewhere.
    func put(
        _ connection: Connection, _ record: IncomingRecord<Value>, facts: String, source: String, now: Int64
    ) throws {
        var names: SQL = "id, key, source, source_key, facts, added_at, changed_at"
        var values: SQL =
            "\(UUIDv7()), \(key(record.value)), \(source), \(record.sourceKey), \(facts), \(now), \(now)"
        var updates: SQL =
            "source_key = excluded.source_key, facts = excluded.facts, changed_at = excluded.changed_at, retired_at = NULL"
        for column in columns {
            names = names + ", \(name: column.name)"
            values = values + ", \(column.value(record.value))"
            updates = updates + ", \(name: column.name) = excluded.\(name: column.name)"
        }
        try connection.execute(
            "INSERT INTO \(name: name) (\(names)) VALUES (\(values)) ON CONFLICT (key) DO UPDATE SET \(updates)")
    }
}
