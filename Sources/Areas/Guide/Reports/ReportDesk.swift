public import Rules
public import Store

/// Takes visitors' reports. The same form sent twice makes one record; one service takes a bounded number an hour.
public struct ReportDesk: Sendable {
    /// Reports that one service takes in an hour, from everybody together: nobody is counted by address.
    public static let hourly = 20

    public enum Outcome: Sendable, Hashable { case kept, alreadyKept, tooMany }

    /// A report as the coordinators read it.
    public struct Record: Sendable, Hashable, Codable {
        public var id: String
        public var service: String
        public var matter: String
        public var words: String?
        public var language: String
        /// RFC 3339.
        public var sentAt: String
    }

    private let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// - Parameter id: made with the form, so that a second sending is recognised.
    func keep(_ report: VisitorReport, id: UUIDv7, service: String, language: String, now: Instant) async throws
        -> Outcome
    {
        try await database.write { connection in
            if try connection.row("SELECT id FROM report WHERE id = \(id)") != nil { return .alreadyKept }
            let since = now.milliseconds - 3_600_000
            let recent = try connection.row(
                "SELECT COUNT(*) AS count FROM report WHERE service = \(service) AND sent_at > \(since)")
            if try recent?.get("count", as: Int.self) ?? 0 >= Self.hourly { return .tooMany }
            try connection.execute(
                """
                INSERT INTO report (id, service, matter, words, language, sent_at)
                VALUES (\(id), \(service), \(report.matter.rawValue), \(report.words), \(language), \(now.milliseconds))
                """)
            return .kept
        }
    }

    /// Reports that nobody has closed, oldest first.
    public func open() async throws -> [Record] {
        try await database.read { connection in
            try connection.rows(
                "SELECT id, service, matter, words, language, sent_at FROM report WHERE closed_at IS NULL ORDER BY sent_at, id"
            ).map { row in
                Record(
                    id: try row.get("id"), service: try row.get("service"), matter: try row.get("matter"),
                    words: try row.optional("words"), language: try row.get("language"),
                    sentAt: Instant(milliseconds: try row.get("sent_at")).rfc3339)
            }
        }
    }

    /// - Returns: false when there is no open report of that id.
    public func close(_ id: String, now: Instant) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                "UPDATE report SET closed_at = \(now.milliseconds) WHERE id = \(id) AND closed_at IS NULL") > 0
        }
    }
}
