public import Rules
public import Store
internal import Vault

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
    private let workplace: Workplace?

    /// - Parameter workplace: to seal the words, and to tell the organisation that keeps the service; `nil`: there are no keys, so no
    ///   words are taken and nobody is told.
    public init(database: Database, workplace: Workplace? = nil) {
        self.database = database
        self.workplace = workplace
    }

    /// Words are kept only where they can be sealed.
    var takesWords: Bool { workplace != nil }

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
            let words = try workplace?.keys.seal(optional: report.words, for: ReportWords.place(id.description))
            try connection.execute(
                """
                INSERT INTO report (id, service, matter, sealed_words, language, sent_at)
                VALUES (\(id), \(service), \(report.matter.rawValue), \(words), \(language), \(now.milliseconds))
                """)
            if VisitorContradiction.matters.contains(report.matter) { try Self.tellTheGuide(connection, service) }
            try tellTheOrganisation(connection, service, now: now)
            return .kept
        }
    }

    /// The public page reads how many contradict from the snapshot, which is swapped when the content's version grows.
    static func tellTheGuide(_ connection: Connection, _ service: String) throws {
        let matters = VisitorContradiction.matters.map(\.rawValue).sorted()
        let row = try connection.row(
            """
            SELECT COUNT(*) AS count FROM report
            WHERE service = \(service) AND closed_at IS NULL AND matter IN (\(list: matters))
            """)
        // One less: an answer may just have taken it below.
        if try row?.get("count", as: Int.self) ?? 0 >= VisitorContradiction.reports - 1 {
            try Territory.bumpContentVersion(connection)
        }
    }

    /// Once a day for each service, however many reports come.
    private func tellTheOrganisation(_ connection: Connection, _ service: String, now: Instant) throws {
        guard let workplace, let record = try UpkeepQueries.record(connection, .service, service),
            let owner = record.owner
        else { return }
        try workplace.tell(
            connection, organisation: owner, who: .report, .edit, kind: "visitor-report",
            path: "work/services/\(service)", event: "visitor-report/\(service)/\(now.milliseconds / 86_400_000)",
            now: now)
    }

    /// Reports that nobody has closed, oldest first; without keys, without their words.
    public func open() async throws -> [Record] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT id, service, matter, sealed_words, language, sent_at FROM report
                WHERE closed_at IS NULL ORDER BY sent_at, id
                """
            ).map { row in
                let id: String = try row.get("id")
                return Record(
                    id: id, service: try row.get("service"), matter: try row.get("matter"),
                    words: try workplace?.keys.open(
                        optional: row.optional("sealed_words", as: String.self), for: ReportWords.place(id)),
                    language: try row.get("language"),
                    sentAt: Instant(milliseconds: try row.get("sent_at")).rfc3339)
            }
        }
    }

    /// - Returns: false when there is no open report of that id.
    public func close(_ id: String, now: Instant) async throws -> Bool {
        try await database.write { connection in
            guard let row = try connection.row("SELECT service FROM report WHERE id = \(id) AND closed_at IS NULL")
            else { return false }
            try connection.execute("UPDATE report SET closed_at = \(now.milliseconds) WHERE id = \(id)")
            try Self.tellTheGuide(connection, row.get("service"))
            return true
        }
    }
}
