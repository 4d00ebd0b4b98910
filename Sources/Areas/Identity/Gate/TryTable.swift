internal import Rules
internal import Store

/// Counters of tries, in the database: they survive a restart and hold across servers.
struct TryTable {
    /// Counts one try before it is made.
    /// - Returns: until when nothing is tried, if it is too many; then the try is not counted.
    func take(
        _ connection: Connection, _ name: String, _ allowance: LockOut.Allowance, now: Instant
    ) throws -> Instant? {
        let row = try connection.row("SELECT count, since, blocked_until FROM limit_count WHERE name = \(name)")
        var count = 0
        if let row {
            if let until: Int64 = try row.optional("blocked_until"), until > now.milliseconds {
                return Instant(milliseconds: until)
            }
            let since: Int64 = try row.get("since")
            if now.milliseconds - since < allowance.memory { count = try row.get("count") }
        }
        count += 1
        let until = LockOut.pause(after: count, allowance).map { now.milliseconds + $0 }
        try connection.execute(
            """
            INSERT INTO limit_count (name, count, since, blocked_until)
            VALUES (\(name), \(count), \(now.milliseconds), \(until))
            ON CONFLICT (name) DO UPDATE SET count = excluded.count, since = excluded.since,
                blocked_until = excluded.blocked_until
            """)
        return nil
    }

    /// It succeeded: what was counted is forgotten.
    func clear(_ connection: Connection, _ name: String) throws {
        try connection.execute("DELETE FROM limit_count WHERE name = \(name)")
    }

    /// The same for a counter and all those beneath it, of single networks and browsers.
    func clearAll(_ connection: Connection, _ name: String) throws {
        // From `name/` to before `name0`: the sign that follows the slash. Names hold no capital letters and no accents.
        try connection.execute(
            "DELETE FROM limit_count WHERE name = \(name) OR (name > \(name + "/") AND name < \(name + "0"))")
    }
}

extension TryTable {
    /// A try that succeeded does not count against those who share a network with it.
    func giveBack(_ connection: Connection, _ name: String, _ allowance: LockOut.Allowance) throws {
        try connection.execute(
            """
            UPDATE limit_count SET count = count - 1,
                blocked_until = CASE WHEN count - 1 < \(allowance.free) THEN NULL ELSE blocked_until END
            WHERE name = \(name) AND count > 0
            """)
    }
}
