internal import Files
internal import Rules
internal import Store
internal import Web

/// Fields of two records that may be one, and which of them are chosen.
enum TwinFields {
    /// What is never taken from the other: names of the record itself, who answers for it, whether it is hidden.
    static let fixed: Set<String> = ["key", "site", "operatedBy", "protected", "sources"]
    /// Fields that say one thing together.
    private static let companions: [String: [String]] = [
        "address": ["postcode", "city"], "point": ["precision", "district"], "status": ["closed", "opened", "movedTo"],
    ]
    private static let led = Set(companions.values.joined())

    /// Fields in which the two differ, each with those that go along with it.
    static func differing(_ one: UpkeepFacts, _ other: UpkeepFacts) -> [String] {
        Set(one.keys).union(other.keys).subtracting(fixed).subtracting(led).filter { field in
            ([field] + (companions[field] ?? [])).contains { value(one, $0) != value(other, $0) }
        }.sorted()
    }

    static func whole(_ fields: [String]) -> [String] { fields.flatMap { [$0] + (companions[$0] ?? []) } }

    /// An empty list says as much as none.
    private static func value(_ facts: UpkeepFacts, _ field: String) -> JSONValue? {
        guard let value = facts[field], !value.isNull, value.array?.isEmpty != true else { return nil }
        return value
    }
}

extension UpkeepWriting {
    /// Two records become one: `kept` stays and takes the chosen fields from the other, which leaves the guide. Both histories say so.
    func merge(_ gone: UpkeepRecord, into kept: UpkeepRecord, taking chosen: [String]) throws {
        let kind = kept.kind
        let next = try baseline(of: kept)
        var facts = kept.current
        for field in TwinFields.whole(chosen) {
            try LocalEdits.remove(connection, kind: kind.rawValue, key: kept.key, field: field)
            try connection.execute(
                """
                INSERT INTO twin_field (kind, key, field, origin)
                VALUES (\(kind.rawValue), \(kept.key), \(field), \(gone.key))
                ON CONFLICT (kind, key, field) DO UPDATE SET origin = excluded.origin
                """)
            facts[field] = gone.current[field]
        }
        try connection.execute(
            """
            INSERT INTO twin_merge (kind, gone, kept, account, merged_at)
            VALUES (\(kind.rawValue), \(gone.key), \(kept.key), \(caller?.account), \(now.milliseconds))
            """)
        _ = try insert(
            kept, number: next, state: .published, act: .merge, facts: facts, base: kept.current, why: gone.key)
        try setArchived(gone, now.milliseconds)
        try insertDone(gone, .merge, kept.key)
    }

    /// The two are two again. What was corrected since stays with the one that stayed.
    func part(_ gone: UpkeepRecord, from kept: UpkeepRecord) throws {
        let kind = kept.kind.rawValue
        try connection.execute(
            "DELETE FROM twin_field WHERE kind = \(kind) AND key = \(kept.key) AND origin = \(gone.key)")
        try connection.execute("DELETE FROM twin_merge WHERE kind = \(kind) AND gone = \(gone.key)")
        try setArchived(gone, nil)
        for record in [gone, kept] {
            guard let fresh = try UpkeepQueries.record(connection, record.kind, record.key) else { continue }
            let next = (fresh.revisions.last?.number ?? 0) + 1
            _ = try insert(
                fresh, number: next, state: .published, act: .part, facts: fresh.current, base: record.current,
                why: record.key == gone.key ? kept.key : gone.key)
        }
    }
}
