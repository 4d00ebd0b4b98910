internal import Rules
internal import Store

/// Events in the database.
enum EventQueries {
    static let deskSource = "desk"

    static let table = RecordTable<Event>(
        name: "event", kind: "event", key: \.key,
        columns: [.init(name: "organisation") { $0.organisation.map { .text($0) } ?? .null }],
        // Whoever subscribed to the calendar sees that it is newer.
        relations: { connection, event in
            try connection.execute("UPDATE event SET sequence = sequence + 1 WHERE key = \(event.key)")
            try BookingTable.follow(connection, event)
        })

    /// Those that are not retired, drafts among them.
    static func live(_ connection: Connection) throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try connection.each(
            "SELECT key, source, facts, sequence, changed_at FROM event WHERE retired_at IS NULL ORDER BY key"
        ) { events.append(try stored($0)) }
        return events
    }

    static func find(_ connection: Connection, _ key: String) throws -> StoredEvent? {
        try connection.row(
            """
            SELECT key, source, facts, sequence, changed_at FROM event
            WHERE key = \(key) AND retired_at IS NULL
            """
        ).map(stored)
    }

    private static func stored(_ row: Row) throws -> StoredEvent {
        StoredEvent(
            event: try Facts.value(row.get("facts"), table: "event", key: row.get("key"), blank: nil),
            source: try row.get("source"), sequence: try row.get("sequence"),
            changed: Instant(milliseconds: try row.get("changed_at")))
    }

    /// What the files say. An event that was changed at the desk stays as it was changed there.
    static func write(_ draft: [Event], _ connection: Connection, now: Int64) throws -> RecordChanges {
        let ofTheDesk = Set(
            try connection.rows("SELECT key FROM event WHERE source = \(deskSource)").map {
                try $0.get("key", as: String.self)
            })
        let incoming = draft.filter { !ofTheDesk.contains($0.key) }
        var changes = try table.reconcile(
            connection, incoming: incoming.map { IncomingRecord(value: $0) }, source: Territory.source, now: now)
        changes.tally.kept += draft.count - incoming.count
        return changes
    }

    /// Writes one event that was made or changed at the desk, and lets the pages know.
    static func put(
        _ connection: Connection, _ event: Event, sourceKey: String? = nil, act: String, _ caller: Caller, now: Instant
    ) throws {
        let facts = try Facts.text(event)
        try table.put(
            connection, IncomingRecord(value: event, sourceKey: sourceKey), facts: facts, source: deskSource,
            now: now.milliseconds)
        try connection.execute("UPDATE event SET source = \(deskSource) WHERE key = \(event.key)")
        try table.relations(connection, event)
        try note(connection, event.key, act: act, facts: facts, caller, now: now)
        try Territory.bumpContentVersion(connection)
    }

    /// It is no longer shown; its history stays.
    static func retire(_ connection: Connection, _ event: Event, _ caller: Caller, now: Instant) throws {
        try connection.execute(
            "UPDATE event SET retired_at = \(now.milliseconds), source = \(deskSource) WHERE key = \(event.key)")
        try note(connection, event.key, act: "withdrawn", facts: try Facts.text(event), caller, now: now)
        try Territory.bumpContentVersion(connection)
    }

    private static func note(
        _ connection: Connection, _ key: String, act: String, facts: String, _ caller: Caller, now: Instant
    ) throws {
        try connection.execute(
            """
            INSERT INTO event_change (id, event, act, facts, organisation, account, at)
            VALUES (\(UUIDv7()), \(key), \(act), \(facts), \(caller.organisation), \(caller.account),
                \(now.milliseconds))
            """)
    }
}
