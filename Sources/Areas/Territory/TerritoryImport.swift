internal import Rules
internal import Store

/// Writes what the files say into the tables of the area.
enum TerritoryImport {
    static func write(_ draft: TerritoryDraft, _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        if let present = try TerritoryQueries.cityKey(connection), present != draft.settings.key {
            throw TerritoryError.anotherCity(present: present, given: draft.settings.key)
        }
        return [
            try settings(draft.settings, connection, now: now),
            try taxonomy(draft.taxonomy, connection),
            try TerritoryQueries.districts.reconcile(
                connection, incoming: draft.districts.map { IncomingRecord(value: $0) }, source: Territory.source,
                now: now),
            try TerritoryQueries.regions.reconcile(
                connection, incoming: draft.regions.map { IncomingRecord(value: $0) }, source: Territory.source,
                now: now),
        ]
    }

    private static func settings(_ settings: TerritorySettings, _ connection: Connection, now: Int64) throws
        -> RecordChanges
    {
        var changes = RecordChanges(kind: "setting")
        let facts = try Facts.text(settings)
        let before = try connection.row("SELECT facts FROM territory WHERE id = 1")?.get("facts", as: String.self)
        if before == facts {
            changes.tally.unchanged = 1
            return changes
        }
        if before == nil { changes.tally.added = 1 } else { changes.tally.changed = 1 }
        try connection.execute(
            """
            INSERT INTO territory (id, key, content_version, facts, imported_at) VALUES (1, \(settings.key), 0, \(facts), \(now))
            ON CONFLICT (id) DO UPDATE SET facts = excluded.facts, imported_at = excluded.imported_at
            """)
        try connection.execute("DELETE FROM source_document WHERE origin = 'territory'")
        for document in settings.documents { try put(document, origin: "territory", connection, now: now) }
        return changes
    }

    /// - Parameter origin: `territory` or `open-data`.
    static func put(_ document: SourceDocument, origin: String, _ connection: Connection, now: Int64) throws {
        let facts = try Facts.text(document)
        try connection.execute(
            """
            INSERT INTO source_document (key, origin, facts, imported_at) VALUES (\(document.key), \(origin), \(facts), \(now))
            ON CONFLICT (key) DO UPDATE SET origin = excluded.origin, facts = excluded.facts, imported_at = excluded.imported_at
            """)
    }

    private static func taxonomy(_ taxonomy: Taxonomy, _ connection: Connection) throws -> RecordChanges {
        var changes = RecordChanges(kind: "word")
        let before = try TerritoryQueries.taxonomy(connection)
        if before == taxonomy {
            changes.tally.unchanged = wordCount(taxonomy)
            return changes
        }
        (changes.tally.added, changes.tally.changed, changes.tally.unchanged, changes.tally.retired) = difference(
            before, taxonomy)
        // Needs that services use cannot go: the database refuses at the end of the transaction.
        try connection.execute("DELETE FROM term")
        try connection.execute("DELETE FROM need WHERE key NOT IN (\(list: taxonomy.needs.map(\.key)))")
        try connection.execute("DELETE FROM theme WHERE key NOT IN (\(list: taxonomy.themes.map(\.term.key)))")
        for (position, theme) in taxonomy.themes.enumerated() {
            let facts = try Facts.text(theme.term)
            try connection.execute(
                """
                INSERT INTO theme (key, position, facts) VALUES (\(theme.term.key), \(position), \(facts))
                ON CONFLICT (key) DO UPDATE SET position = excluded.position, facts = excluded.facts
                """)
            for (position, need) in theme.needs.enumerated() {
                let facts = try Facts.text(need)
                try connection.execute(
                    """
                    INSERT INTO need (key, theme, position, facts) VALUES (\(need.key), \(theme.term.key), \(position), \(facts))
                    ON CONFLICT (key) DO UPDATE SET theme = excluded.theme, position = excluded.position, facts = excluded.facts
                    """)
            }
        }
        for (list, terms) in taxonomy.lists {
            for (position, term) in terms.enumerated() {
                let facts = try Facts.text(term)
                try connection.execute(
                    "INSERT INTO term (list, key, position, facts) VALUES (\(list), \(term.key), \(position), \(facts))"
                )
            }
        }
        return changes
    }

    private static func difference(_ before: Taxonomy, _ after: Taxonomy) -> (
        added: Int, changed: Int, unchanged: Int, gone: Int
    ) {
        let (old, new) = (named(before), named(after))
        let added = new.keys.count { old[$0] == nil }
        let changed = new.count { key, term in old[key].map { $0 != term } ?? false }
        return (added, changed, new.count - added - changed, old.keys.count { new[$0] == nil })
    }

    private static func named(_ taxonomy: Taxonomy) -> [String: Term] {
        var terms: [String: Term] = [:]
        for theme in taxonomy.themes {
            terms["theme/\(theme.term.key)"] = theme.term
            for need in theme.needs { terms["need/\(need.key)"] = need }
        }
        for (list, words) in taxonomy.lists { for word in words { terms["\(list)/\(word.key)"] = word } }
        return terms
    }

    private static func wordCount(_ taxonomy: Taxonomy) -> Int {
        taxonomy.themes.count + taxonomy.needs.count + taxonomy.lists.values.reduce(0) { $0 + $1.count }
    }
}
