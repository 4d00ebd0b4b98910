internal import Rules
internal import Store

/// A member's calendar feed as the database keeps it: never its address, only a mark of it.
struct CalendarFeed: Sendable {
    static let lifeDays = 365
    /// Calendars come every hour; who read it last is not written down more often than this.
    private static let fetchStep: Int64 = 5 * 60_000

    let id: String
    let membership: String
    let language: String
    let created: Instant
    let expires: Instant
    let fetched: Instant?
    let withdrawn: Instant?
    /// When it was found to have come to its end by itself.
    let lapsed: Instant?
    /// What its member was when it was made, see `CalendarHolder`.
    let standing: String

    private static let columns: SQL =
        "id, membership, language, created_at, expires_at, fetched_at, withdrawn_at, lapsed_at, standing"

    private init(_ row: Row) throws {
        func moment(_ column: String) throws -> Instant? {
            try row.optional(column, as: Int64.self).map { Instant(milliseconds: $0) }
        }
        id = try row.get("id")
        membership = try row.get("membership")
        language = try row.get("language")
        created = Instant(milliseconds: try row.get("created_at"))
        expires = Instant(milliseconds: try row.get("expires_at"))
        fetched = try moment("fetched_at")
        withdrawn = try moment("withdrawn_at")
        lapsed = try moment("lapsed_at")
        standing = try row.get("standing")
    }

    /// Whether it still shows anything: not taken back, not over, and its member is who they were when it was made.
    func isLive(_ holder: CalendarHolder?, at now: Instant) -> Bool {
        guard withdrawn == nil, lapsed == nil, now < expires, let holder else { return false }
        return holder.standing == standing
    }

    // MARK: Reading

    /// The one that its member did not take back themselves, over or not.
    static func of(_ connection: Connection, membership: String) throws -> CalendarFeed? {
        try connection.row(
            "SELECT \(columns) FROM calendar_feed WHERE membership = \(membership) AND withdrawn_at IS NULL"
        ).map(CalendarFeed.init)
    }

    static func find(_ connection: Connection, mark: String) throws -> CalendarFeed? {
        try connection.row("SELECT \(columns) FROM calendar_feed WHERE secret_hash = \(mark)").map(CalendarFeed.init)
    }

    // MARK: Writing

    /// - Returns: its id.
    static func make(
        _ connection: Connection, membership: String, mark: String, language: String, standing: String, now: Instant
    ) throws -> String {
        try end(connection, membership, now)
        let id = UUIDv7().description
        try connection.execute(
            """
            INSERT INTO calendar_feed (id, secret_hash, membership, language, created_at, expires_at, standing)
            VALUES (\(id), \(mark), \(membership), \(language), \(now.milliseconds),
                \(now.adding(days: lifeDays).milliseconds), \(standing))
            """)
        return id
    }

    /// Another year from now on.
    func extend(_ connection: Connection, now: Instant) throws {
        try connection.execute(
            """
            UPDATE calendar_feed SET expires_at = \(now.adding(days: Self.lifeDays).milliseconds)
            WHERE id = \(id) AND withdrawn_at IS NULL
            """)
    }

    func needsNote(at now: Instant) -> Bool {
        fetched.map { now.milliseconds - $0.milliseconds >= Self.fetchStep } ?? true
    }

    func noteFetch(_ connection: Connection, now: Instant) throws {
        try connection.execute("UPDATE calendar_feed SET fetched_at = \(now.milliseconds) WHERE id = \(id)")
    }

    /// - Returns: how many ended: one or none.
    @discardableResult
    static func end(_ connection: Connection, _ membership: String, _ now: Instant) throws -> Int {
        try connection.execute(
            """
            UPDATE calendar_feed SET withdrawn_at = \(now.milliseconds)
            WHERE membership = \(membership) AND withdrawn_at IS NULL
            """)
    }

    /// Ends for good what came to its end by itself, so that nothing wakes it again; forgets what ended a month ago.
    /// - Returns: how many rows ended or went.
    static func clean(
        _ connection: Connection, holder: (Connection, String, Instant) throws -> CalendarHolder?, now: Instant
    ) throws -> Int {
        let open = try connection.rows(
            "SELECT \(columns) FROM calendar_feed WHERE withdrawn_at IS NULL AND lapsed_at IS NULL ORDER BY id"
        ).map(CalendarFeed.init)
        var count = 0
        for feed in open where try !feed.isLive(holder(connection, feed.membership, now), at: now) {
            count += try connection.execute(
                "UPDATE calendar_feed SET lapsed_at = \(now.milliseconds) WHERE id = \(feed.id)")
        }
        let month = now.adding(days: -30).milliseconds
        return count
            + (try connection.execute("DELETE FROM calendar_feed WHERE withdrawn_at < \(month) OR lapsed_at < \(month)"))
    }
}
