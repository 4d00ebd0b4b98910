internal import Files
internal import Rules
internal import Store
internal import Web

/// Reads records as the desk sees them.
enum UpkeepQueries {
    /// - Throws: `Problem.nothing` when there is none, or none that the caller may reach.
    static func record(
        _ connection: Connection, _ kind: RecordName.Kind, _ key: String, _ caller: Caller,
        _ action: Permission.Action, of subject: Permission.Subject = .service
    ) throws -> UpkeepRecord {
        let condition =
            kind == .service
            ? UpkeepScope.services(caller, subject, action) : UpkeepScope.sites(caller, subject, action)
        guard let record = try record(connection, kind, key, where: condition) else { throw Problem.nothing }
        return record
    }

    /// Whoever may reach it; the caller of this function answers for that.
    static func record(
        _ connection: Connection, _ kind: RecordName.Kind, _ key: String, where condition: SQL = "1 = 1"
    ) throws -> UpkeepRecord? {
        let row =
            switch kind {
            case .service:
                try connection.row(
                    """
                    SELECT service.source AS source, service.facts AS facts, service.retired_at AS retired_at,
                        service.added_at AS added_at, service.site AS site, \(UpkeepScope.serviceOwner) AS owner,
                        own.archived_at AS archived_at, own.rhythm AS rhythm
                    \(UpkeepScope.serviceJoins) WHERE service.key = \(key) AND \(condition)
                    """)
            case .site:
                try connection.row(
                    """
                    SELECT site.source AS source, site.facts AS facts, site.retired_at AS retired_at,
                        site.added_at AS added_at, NULL AS site, \(UpkeepScope.siteOwner) AS owner,
                        own.archived_at AS archived_at, own.rhythm AS rhythm
                    \(UpkeepScope.siteJoins) WHERE site.key = \(key) AND \(condition)
                    """)
            }
        guard let row else { return nil }
        let (edits, disagreements) = try edits(connection, kind, key)
        let merges = try connection.row(
            "SELECT kept FROM twin_merge WHERE kind = \(kind.rawValue) AND gone = \(key)")
        let sourceFacts = UpkeepRecord.overlaid(
            try UpkeepRecord.facts(row.get("facts")), try TwinMerges.borrowed(connection, kind, key))
        return UpkeepRecord(
            kind: kind, key: key, source: try row.get("source"), owner: try row.optional("owner"),
            site: try row.optional("site", as: String.self).map { try TwinMerges.final(connection, .site, $0) },
            mergedInto: try merges?.get("kept"), isRetired: try row.optional("retired_at", as: Int64.self) != nil,
            archivedAt: try row.optional("archived_at").map { Instant(milliseconds: $0) },
            rhythm: try row.optional("rhythm"), addedAt: Instant(milliseconds: try row.get("added_at")),
            sourceFacts: sourceFacts, edits: edits, disagreements: disagreements,
            revisions: try revisions(connection, kind, key))
    }

    private static func edits(_ connection: Connection, _ kind: RecordName.Kind, _ key: String) throws
        -> (UpkeepFacts, [UpkeepDisagreement])
    {
        var edits: UpkeepFacts = [:]
        var disagreements: [UpkeepDisagreement] = []
        try connection.each(
            """
            SELECT field, value, source_now, source_changed_at FROM local_edit
            WHERE kind = \(kind.rawValue) AND key = \(key) ORDER BY field
            """
        ) { row in
            let field: String = try row.get("field")
            let value: JSONValue = try Facts.value(from: row.get("value"))
            edits[field] = value
            guard let said: String = try row.optional("source_now") else { return }
            let theirs: JSONValue = try Facts.value(from: said)
            if theirs == value { return }
            disagreements.append(
                UpkeepDisagreement(
                    field: field, ours: value, theirs: theirs,
                    since: Instant(milliseconds: try row.optional("source_changed_at") ?? 0)))
        }
        return (edits, disagreements)
    }

    private static func revisions(_ connection: Connection, _ kind: RecordName.Kind, _ key: String) throws
        -> [UpkeepRevision]
    {
        try connection.rows(
            """
            SELECT id, number, state, act, facts, base, why, account, organisation, made_at, decided_by, decided_at, words
            FROM guide_revision WHERE kind = \(kind.rawValue) AND key = \(key) ORDER BY number
            """
        ).map { row in
            UpkeepRevision(
                id: try row.get("id"), number: try row.get("number"),
                state: UpkeepRevision.State(rawValue: try row.get("state")) ?? .replaced,
                act: UpkeepRevision.Act(rawValue: try row.get("act")) ?? .edit,
                facts: try UpkeepRecord.facts(row.get("facts")),
                base: try row.optional("base", as: String.self).map { try UpkeepRecord.facts($0) },
                why: try row.optional("why"), account: try row.optional("account"),
                organisation: try row.optional("organisation"), madeAt: Instant(milliseconds: try row.get("made_at")),
                decidedBy: try row.optional("decided_by"),
                decidedAt: try row.optional("decided_at").map { Instant(milliseconds: $0) },
                words: try row.optional("words"))
        }
    }

    /// Keys of the places that a caller may offer a service at.
    static func sites(_ connection: Connection, _ caller: Caller, _ action: Permission.Action) throws -> [Row] {
        try connection.rows(
            """
            SELECT site.key AS key, site.facts AS facts, site.retired_at AS retired_at, site.source AS source,
                own.archived_at AS archived_at, \(UpkeepScope.siteOwner) AS owner, change.state AS state
            \(UpkeepScope.siteJoins)
            LEFT JOIN guide_revision change ON change.kind = 'site' AND change.key = site.key
                AND change.state IN ('draft', 'proposed', 'sent-back')
            WHERE \(UpkeepScope.sites(caller, .service, action)) ORDER BY site.key
            """)
    }
}
