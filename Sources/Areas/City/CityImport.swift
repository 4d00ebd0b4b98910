internal import Files
internal import Rules
internal import Store

/// Writes a whole city in one transaction.
enum CityImport {
    static func write(_ draft: CityDraft, _ connection: Connection, now: Int64) throws -> ImportReport {
        var changes = try TerritoryImport.write(draft.territory, connection, now: now)
        changes += try CommunityQueries.write(draft.organisations, connection, now: now)
        changes += try GuideImport.write(draft.guide, connection, now: now)
        changes += try PlanQueries.write(draft.plan, connection, now: now)
        changes += try RightsImport.write(draft.rights, connection, now: now)
        changes.append(try EventQueries.write(draft.events, connection, now: now))
        changes.append(try LabelQueries.write(draft.label, connection, now: now))
        try refuseLostNeeds(connection, city: draft.territory.settings.key)
        return try finish(changes, source: Territory.source, connection, now: now)
    }

    /// A need that left the taxonomy while services of open data still meet it.
    private static func refuseLostNeeds(_ connection: Connection, city: String) throws {
        let lost = try connection.rows(
            """
            SELECT service_need.need AS need, service.source AS source, count(*) AS services
            FROM service_need JOIN service ON service.key = service_need.service
            WHERE service_need.need NOT IN (SELECT key FROM need)
            GROUP BY service_need.need, service.source ORDER BY service_need.need, service.source
            """)
        if lost.isEmpty { return }
        throw FileFaults(
            try lost.map { row in
                let (need, source) = (try row.get("need", as: String.self), try row.get("source", as: String.self))
                return Fault(
                    file: city, line: 0,
                    what:
                        "the need «\(need)» is gone, but \(try row.get("services", as: Int.self)) services of «\(source)» meet it",
                    mend: "keep it, or give that source another need in its mapping and import its file again")
            })
    }

    /// Notes disagreements with local edits, and lets the servers know that the content changed.
    static func finish(
        _ changes: [RecordChanges], source: String, leftOut: [CheckReport.Count] = [], _ connection: Connection,
        now: Int64
    ) throws -> ImportReport {
        let disagreements = try changes.flatMap { try LocalEdits.disagreements(connection, $0, now: now) }
        if changes.contains(where: \.tally.changesSomething) { try Territory.bumpContentVersion(connection) }
        return ImportReport(
            source: source, tallies: changes.map(\.tally), disagreements: disagreements, leftOut: leftOut,
            version: try TerritoryQueries.contentVersion(connection))
    }
}
