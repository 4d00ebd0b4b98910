public import Rules
internal import Store
public import Web

/// Closed doors before which members stood, as the audit book keeps them.
public struct RefusalBook: Sendable {
    private static let hour: Int64 = 3_600_000

    let workplace: Workplace

    public init(workplace: Workplace) {
        self.workplace = workplace
    }

    func note(_ connection: Connection, _ refusal: Refusal) throws {
        let hour = refusal.at.milliseconds / Self.hour
        let caller = refusal.caller
        // Under an empty route: how many lines the account has in this hour.
        guard try count(connection, refusal, route: "", hour) > LockOut.refusalsOneByOne else {
            // Only an id of ours is kept of the address: anything else was typed.
            let object = refusal.object.flatMap { UUIDv7($0)?.description }
            return try workplace.note(
                connection,
                AuditEntry(
                    caller, .refuse, refusal.subject.rawValue, object, outcome: .refused,
                    note: "\(refusal.subject.rawValue).\(refusal.action.rawValue)"), now: refusal.at)
        }
        _ = try count(connection, refusal, route: refusal.route, hour)
    }

    private func count(_ connection: Connection, _ refusal: Refusal, route: String, _ hour: Int64) throws -> Int {
        let caller = refusal.caller
        // Who acts for several organisations is one person: the lines of the hour are counted for all of them.
        let membership = route.isEmpty ? "" : caller.membership?.id ?? ""
        try connection.execute(
            """
            INSERT INTO refusal_count (account, hour, route, membership, organisation, subject, count)
            VALUES (\(caller.account), \(hour), \(route), \(membership), \(caller.organisation ?? ""),
                \(refusal.subject.rawValue), 1)
            ON CONFLICT (account, hour, route, membership) DO UPDATE SET count = refusal_count.count + 1
            """)
        return try connection.row(
            """
            SELECT count FROM refusal_count WHERE account = \(caller.account) AND hour = \(hour) AND route = \(route)
                AND membership = \(membership)
            """)?.get("count") ?? 0
    }

    /// Writes one line for each member and route of the hours that are over.
    /// - Returns: how many lines.
    public func close(now: Instant) async throws -> Int {
        let hour = now.milliseconds / Self.hour
        let isIdle = try await workplace.database.read {
            try $0.row("SELECT account FROM refusal_count WHERE hour < \(hour) LIMIT 1") == nil
        }
        if isIdle { return 0 }
        return try await workplace.database.write { connection in
            let rows = try connection.rows(
                """
                SELECT account, membership, organisation, route, subject, count FROM refusal_count
                WHERE hour < \(hour) AND route <> '' ORDER BY hour, account, route, membership
                """)
            for row in rows {
                let (membership, organisation): (String, String) = (
                    try row.get("membership"), try row.get("organisation")
                )
                var entry = AuditEntry(
                    nil, .refuse, try row.get("subject"), nil, outcome: .refused,
                    note: RepeatedRefusal(route: try row.get("route"), count: try row.get("count")).note)
                entry.actor = try row.get("account")
                entry.membership = membership.isEmpty ? nil : membership
                entry.organisation = organisation.isEmpty ? nil : organisation
                try workplace.note(connection, entry, now: now)
            }
            try connection.execute("DELETE FROM refusal_count WHERE hour < \(hour)")
            return rows.count
        }
    }
}

/// What the one line of an hour says: the route, and how often.
struct RepeatedRefusal: Sendable, Hashable {
    var route: String
    var count: Int

    init(route: String, count: Int) {
        self.route = route
        self.count = count
    }

    init?(note: String?) {
        guard let note, let sign = note.lastIndex(of: "="), let count = Int(note[note.index(after: sign)...]) else {
            return nil
        }
        self.init(route: String(note[..<sign]), count: count)
    }

    var note: String { "\(route)=\(count)" }
}
