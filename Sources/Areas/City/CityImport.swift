internal import Rules
internal import Store

/// Writes a whole city in one transaction.
enum CityImport {
    static func write(_ draft: CityDraft, _ connection: Connection, now: Int64) throws -> ImportReport {
        var changes = try TerritoryImport.write(draft.territory, connection, now: now)
        changes += try CommunityQueries.write(draft.organisations, connection, now: now)
        changes += try GuideImport.write(draft.guide, connection, now: now)
        changes += try PlanQueries.write(draft.plan, connection, now: now)
        return try finish(changes, source: Territory.source, connection, now: now)
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
