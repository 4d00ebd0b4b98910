internal import Files
internal import Rules
internal import Store

/// What was merged into what. Laid over the records when they are read, so that no import undoes it: each source goes on writing its
/// own record, the merged one takes each field from the record that was chosen for it.
struct TwinMerges: Sendable {
    /// Record that left the guide → key of the one that stays.
    private var kept: [RecordName: String] = [:]
    /// Record that left the guide → key under which it is shown, because the source of the one that stays no longer has it.
    private var standIns: [RecordName: String] = [:]
    /// Field → value, of records that take some from others; `null`: the other says nothing.
    private var borrowed: [RecordName: UpkeepFacts] = [:]

    static func read(_ connection: Connection) throws -> TwinMerges {
        var merges = TwinMerges()
        try connection.each("SELECT kind, gone, kept FROM twin_merge ORDER BY kind, gone") { row in
            guard let kind = RecordName.Kind(rawValue: try row.get("kind")) else { return }
            merges.kept[RecordName(kind, try row.get("gone"))] = try row.get("kept")
        }
        if merges.kept.isEmpty { return merges }
        let (ofSites, ofServices) = try (standIns(connection, .site), standIns(connection, .service))
        merges.standIns = ofSites.merging(ofServices) { first, _ in first }
        for row in try connection.rows("SELECT DISTINCT kind, key FROM twin_field ORDER BY kind, key") {
            guard let kind = RecordName.Kind(rawValue: try row.get("kind")) else { continue }
            let key: String = try row.get("key")
            merges.borrowed[RecordName(kind, key)] = try borrowed(connection, kind, key)
        }
        return merges
    }

    /// Key of the record that stays, however many merges follow each other; the key itself when it was not merged.
    func final(_ kind: RecordName.Kind, _ key: String) -> String {
        var (key, steps) = (key, 0)
        while steps < 100, let next = kept[RecordName(kind, key)] { (key, steps) = (next, steps + 1) }
        return key
    }

    /// The same without reading all merges.
    static func final(_ connection: Connection, _ kind: RecordName.Kind, _ key: String) throws -> String {
        var key = key
        for _ in 0..<100 {
            let row = try connection.row(
                "SELECT kept FROM twin_merge WHERE kind = \(kind.rawValue) AND gone = \(key)")
            guard let row else { break }
            key = try row.get("kept")
        }
        return key
    }

    /// Every record that left → the one that stays.
    var moved: [RecordName: String] {
        Dictionary(kept.keys.map { ($0, final($0.kind, $0.key)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The facts of a record with what it takes from others and with what was corrected by hand.
    func shown(_ kind: RecordName.Kind, _ key: String, _ facts: String, edits: [String: [String: JSONValue]]) throws
        -> String
    {
        var facts = facts
        if let borrowed = borrowed[RecordName(kind, key)] { facts = try LocalEdits.overlay(facts, borrowed) }
        if let own = edits[key] { facts = try LocalEdits.overlay(facts, own) }
        guard let name = standIns[RecordName(kind, key)] else { return facts }
        return try LocalEdits.overlay(facts, (edits[name] ?? [:]).merging(["key": .string(name)]) { $1 })
    }

    /// What one record takes from others.
    static func borrowed(_ connection: Connection, _ kind: RecordName.Kind, _ key: String, depth: Int = 0) throws
        -> UpkeepFacts
    {
        let rows = try connection.rows(
            "SELECT field, origin FROM twin_field WHERE kind = \(kind.rawValue) AND key = \(key) ORDER BY field")
        // Each record leaves the guide once, so chains end; the bound is for a table that somebody wrote by hand.
        guard !rows.isEmpty, depth < 20 else { return [:] }
        var origins: [String: UpkeepFacts] = [:]
        var values: UpkeepFacts = [:]
        for row in rows {
            let (field, origin): (String, String) = (try row.get("field"), try row.get("origin"))
            if origins[origin] == nil { origins[origin] = try said(connection, kind, origin, depth: depth + 1) }
            values[field] = origins[origin]?[field] ?? .null
        }
        return values
    }

    /// What a record says, corrections by hand included.
    private static func said(_ connection: Connection, _ kind: RecordName.Kind, _ key: String, depth: Int) throws
        -> UpkeepFacts
    {
        let row =
            switch kind {
            case .site: try connection.row("SELECT facts FROM site WHERE key = \(key)")
            case .service: try connection.row("SELECT facts FROM service WHERE key = \(key)")
            }
        guard let row else { return [:] }
        var facts = UpkeepRecord.overlaid(
            try UpkeepRecord.facts(row.get("facts")), try borrowed(connection, kind, key, depth: depth))
        try connection.each(
            "SELECT field, value FROM local_edit WHERE kind = \(kind.rawValue) AND key = \(key) ORDER BY field"
        ) { row in
            let value: JSONValue = try Facts.value(from: row.get("value"))
            facts[try row.get("field")] = value.isNull ? nil : value
        }
        return facts
    }

    /// Records that left, and whose source still has them while that of the one that stays does not.
    private static func standIns(_ connection: Connection, _ kind: RecordName.Kind) throws -> [RecordName: String] {
        let table: SQL = kind == .site ? "site" : "service"
        var standIns: [RecordName: String] = [:]
        var taken: Set<String> = []
        try connection.each(
            """
            SELECT twin_merge.gone AS gone, twin_merge.kept AS kept FROM twin_merge
            JOIN \(table) staying ON staying.key = twin_merge.kept JOIN \(table) leaving ON leaving.key = twin_merge.gone
            WHERE twin_merge.kind = \(kind.rawValue) AND staying.retired_at IS NOT NULL AND leaving.retired_at IS NULL
            ORDER BY twin_merge.gone
            """
        ) { row in
            let name: String = try row.get("kept")
            if taken.insert(name).inserted { standIns[RecordName(kind, try row.get("gone"))] = name }
        }
        return standIns
    }
}
