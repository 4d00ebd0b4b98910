internal import Files
internal import Rules
internal import Store

/// What an organisation says of itself, laid over what the city's files say: no import takes it away.
enum OrganisationEditing {
    /// Fields of `Organisation` that are edited here, by their names in the facts.
    static let fields = [
        "name", "fullName", "description", "website", "phone", "themes", "districts", "publics", "languages",
        "referrals",
        "referralTerms",
    ]

    /// A text that changes with the facts, for forms that must not overwrite what they have not seen.
    static func version(_ organisation: Organisation) throws -> String {
        let bytes = Array(try Facts.text(organisation).utf8)
        return Fingerprints.of(bytes)
    }

    /// Writes down every field that differs from what stands now; takes an edit back where the source says the same.
    /// - Returns: the fields that changed.
    static func write(
        _ connection: Connection, _ key: String, from old: Organisation, to new: Organisation, account: String,
        now: Instant
    ) throws -> [String] {
        guard let source = try CommunityQueries.facts(connection, key) else { return [] }
        let (before, after) = (try members(old), try members(new))
        let said = try Facts.value(JSONValue.self, from: source.facts)
        var changed: [String] = []
        for field in fields where before[field] != after[field] {
            let value = after[field] ?? .null
            if value == (said[field] ?? absent(field)) {
                try LocalEdits.remove(connection, kind: "organisation", key: key, field: field)
            } else {
                try LocalEdits.put(
                    connection, kind: "organisation", key: key, field: field, value: value, why: "account \(account)",
                    facts: source.facts, now: now.milliseconds)
            }
            changed.append(field)
        }
        if !changed.isEmpty { try Territory.bumpContentVersion(connection) }
        return changed
    }

    /// The source speaks again.
    static func undo(_ connection: Connection, _ key: String, field: String) throws {
        try LocalEdits.remove(connection, kind: "organisation", key: key, field: field)
        try Territory.bumpContentVersion(connection)
    }

    private static func members(_ organisation: Organisation) throws -> [String: JSONValue] {
        try Facts.value(JSONValue.self, from: Facts.text(organisation)).object ?? [:]
    }

    /// What facts of an earlier version of the program mean by silence.
    private static func absent(_ field: String) -> JSONValue {
        ["themes", "districts", "publics", "languages"].contains(field) ? .array([]) : .null
    }

    // MARK: Organisations of the desk's own

    enum Created: Sendable, Hashable {
        case created
        case again
        case takenKey
    }

    static func create(_ connection: Connection, _ organisation: Organisation, id: String, now: Instant) throws
        -> Created
    {
        if let present = try connection.row("SELECT id FROM organisation WHERE key = \(organisation.key)") {
            return try present.get("id") == id ? .again : .takenKey
        }
        if try connection.row("SELECT key FROM organisation WHERE id = \(id)") != nil { return .takenKey }
        try connection.execute(
            """
            INSERT INTO organisation (id, key, source, kind, parent, facts, added_at, changed_at)
            VALUES (\(id), \(organisation.key), \(CommunityQueries.deskSource), \(organisation.kind), NULL,
                \(try Facts.text(organisation)), \(now.milliseconds), \(now.milliseconds))
            """)
        try Territory.bumpContentVersion(connection)
        return .created
    }

    /// Kept in the database, shown no longer; its contacts are nobody here any more.
    static func retire(_ connection: Connection, _ key: String, _ contacts: ContactBook, now: Instant) throws {
        let rows = try connection.rows("SELECT id FROM contact WHERE organisation = \(key) AND left_at IS NULL")
        for row in rows {
            try contacts.leave(connection, id: row.get("id"), reason: .organisationEnded, now: now)
        }
        try connection.execute(
            """
            UPDATE organisation SET retired_at = \(now.milliseconds), changed_at = \(now.milliseconds)
            WHERE key = \(key) AND source = \(CommunityQueries.deskSource) AND retired_at IS NULL
            """)
        try Territory.bumpContentVersion(connection)
    }
}
