internal import Files
internal import Rules
internal import Store

/// Two records that may be one, and what was decided about them.
struct TwinPair: Sendable {
    enum State: String, Sendable, CaseIterable {
        case open, apart, merged
    }

    let name: RecordName
    let other: String
    let likeness: Likeness
    let state: State
    let foundAt: Instant
    let account: String?
    let decidedAt: Instant?
    /// What both said when they were kept apart.
    let seen: [LikenessFacts]?

    var one: String { name.key }

    /// Most alike first.
    static func all(_ connection: Connection, where condition: SQL = "1 = 1") throws -> [TwinPair] {
        try connection.rows(
            """
            SELECT kind, one, other, aspects, state, found_at, account, decided_at, seen FROM twin_pair
            WHERE \(condition) ORDER BY likeness DESC, kind, one, other
            """
        ).compactMap { row in
            guard let kind = RecordName.Kind(rawValue: try row.get("kind")),
                let state = State(rawValue: try row.get("state"))
            else { return nil }
            return TwinPair(
                name: RecordName(kind, try row.get("one")), other: try row.get("other"),
                likeness: try Facts.value(from: row.get("aspects")), state: state,
                foundAt: Instant(milliseconds: try row.get("found_at")), account: try row.optional("account"),
                decidedAt: try row.optional("decided_at").map { Instant(milliseconds: $0) },
                seen: try row.optional("seen", as: String.self).map { try Facts.value(from: $0) })
        }
    }

    /// - Parameters: two keys in any order.
    static func find(_ connection: Connection, _ kind: RecordName.Kind, _ keys: [String]) throws -> TwinPair? {
        let keys = keys.sorted()
        return try all(
            connection, where: "kind = \(kind.rawValue) AND one = \(keys[0]) AND other = \(keys[1])"
        ).first
    }

    /// Those of two places of which one's address must not be known are left out, unless the caller may know it.
    static func visible(_ connection: Connection, to caller: Caller, state: State) throws -> [TwinPair] {
        let all = try all(connection, where: "state = \(state.rawValue)")
        if caller.wards.contains(.protectedPlaces) { return all }
        var guarded: Set<String> = []
        try connection.each("SELECT site.key AS key FROM site WHERE NOT (\(UpkeepScope.unguarded))") {
            guarded.insert(try $0.get("key"))
        }
        return all.filter { $0.name.kind != .site || (!guarded.contains($0.one) && !guarded.contains($0.other)) }
    }

    /// Puts a decision down, for a pair that was found or that somebody brought together by hand.
    static func decide(
        _ connection: Connection, _ kind: RecordName.Kind, _ facts: [String: LikenessFacts], _ state: State,
        account: String?, now: Int64
    ) throws {
        let keys = facts.keys.sorted()
        guard keys.count == 2, let one = facts[keys[0]], let other = facts[keys[1]] else { return }
        let likeness = Likeness(LikenessRecord(one), LikenessRecord(other))
        let (aspects, seen) = (try Facts.text(likeness), try Facts.text([one, other]))
        let (by, at): (String?, Int64?) = state == .open ? (nil, nil) : (account, now)
        try connection.execute(
            """
            INSERT INTO twin_pair (kind, one, other, likeness, aspects, state, found_at, account, decided_at, seen)
            VALUES (\(kind.rawValue), \(keys[0]), \(keys[1]), \(likeness.whole), \(aspects), \(state.rawValue), \(now),
                \(by), \(at), \(seen))
            ON CONFLICT (kind, one, other) DO UPDATE SET state = excluded.state, account = excluded.account,
                decided_at = excluded.decided_at, seen = excluded.seen
            """)
    }
}
