internal import Rules
internal import Store
internal import Vault
internal import Web

/// Visitors' reports as those who keep the services read and answer them.
struct ReportBook {
    enum Outcome: String, Sendable, CaseIterable {
        /// It was wrong, and is mended.
        case corrected
        case stillTrue = "still-true"
        case cannotSay = "cannot-say"
    }

    struct Answer: Sendable {
        var outcome: Outcome
        /// For colleagues.
        var note: String?
        var account: String
        var at: Instant
    }

    struct Entry: Sendable {
        var id: String
        var service: String
        var matter: VisitorReport.Matter
        var words: String?
        /// When the clock erased words and note.
        var wordsErasedAt: Instant?
        var language: String
        var sentAt: Instant
        var closedAt: Instant?
        var owner: String?
        var answer: Answer?
    }

    let workplace: Workplace
    let connection: Connection

    /// Which of them: `nil` is any.
    struct Asked: Sendable {
        var service: String?
        /// Keys of services, found by their names.
        var among: [String]?
        var isOpen: Bool?
    }

    /// Newest first; open ones before closed ones.
    func entries(_ caller: Caller, _ asked: Asked, _ window: DeskWindow) throws -> [Entry] {
        try rows(condition(caller, asked), limit: window.limit, after: window.start).map(entry)
    }

    /// Of all pages.
    func count(_ caller: Caller, _ asked: Asked) throws -> Int {
        let row = try connection.row(
            """
            SELECT COUNT(*) AS count \(UpkeepScope.serviceJoins) JOIN report ON report.service = service.key
            WHERE \(condition(caller, asked))
            """)
        return try row?.get("count") ?? 0
    }

    private func condition(_ caller: Caller, _ asked: Asked) -> SQL {
        var conditions: [SQL] = [UpkeepScope.services(caller, .report, .read)]
        if let service = asked.service { conditions.append("report.service = \(service)") }
        if let keys = asked.among { conditions.append(keys.isEmpty ? "1 = 0" : "report.service IN (\(list: keys))") }
        if let isOpen = asked.isOpen {
            conditions.append(isOpen ? "report.closed_at IS NULL" : "report.closed_at IS NOT NULL")
        }
        return SQL(conditions, separator: " AND ")
    }

    /// - Throws: `Problem.nothing`
    func entry(_ id: String, _ caller: Caller, _ action: Permission.Action) throws -> Entry {
        let scope = UpkeepScope.services(caller, .report, action)
        guard let row = try rows("report.id = \(id) AND \(scope)").first else { throw Problem.nothing }
        return try entry(row)
    }

    /// How many nobody has closed, of each service that the caller may see.
    func openCounts(_ caller: Caller) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        try connection.each(
            """
            SELECT report.service AS service, COUNT(*) AS count FROM report JOIN (
                SELECT service.key AS key \(UpkeepScope.serviceJoins) WHERE \(UpkeepScope.services(caller, .report, .read))
            ) mine ON mine.key = report.service WHERE report.closed_at IS NULL GROUP BY report.service
            """
        ) { row in
            counts[try row.get("service")] = try row.get("count")
        }
        return counts
    }

    /// - Parameter closes: also when it could not be said.
    func answer(
        _ entry: Entry, _ outcome: Outcome, note: String?, closes: Bool, _ caller: Caller, now: Instant
    ) throws {
        let sealed = try note.map { try workplace.keys.seal($0, for: ReportWords.placeOfNote(entry.id)) }
        try connection.execute(
            """
            INSERT INTO report_answer (report, outcome, note, account, organisation, at)
            VALUES (\(entry.id), \(outcome.rawValue), \(sealed), \(caller.account), \(caller.organisation ?? ""),
                \(now.milliseconds))
            ON CONFLICT (report) DO UPDATE SET outcome = excluded.outcome, note = excluded.note,
                account = excluded.account, organisation = excluded.organisation, at = excluded.at
            """)
        if closes {
            try connection.execute(
                "UPDATE report SET closed_at = \(now.milliseconds) WHERE id = \(entry.id) AND closed_at IS NULL")
        }
        if VisitorContradiction.matters.contains(entry.matter) {
            try ReportDesk.tellTheGuide(connection, entry.service)
        }
    }

    private func rows(_ condition: SQL, limit: Int = 1, after: Int = 0) throws -> [Row] {
        try connection.rows(
            """
            SELECT report.id AS id, report.service AS service, report.matter AS matter,
                report.sealed_words AS words, report.words_erased_at AS words_erased_at, report.language AS language, report.sent_at AS sent_at, report.closed_at AS closed_at,
                \(UpkeepScope.serviceOwner) AS owner, answer.outcome AS outcome, answer.note AS note,
                answer.account AS account, answer.at AS at
            \(UpkeepScope.serviceJoins) JOIN report ON report.service = service.key
            LEFT JOIN report_answer answer ON answer.report = report.id
            WHERE \(condition) ORDER BY CASE WHEN report.closed_at IS NULL THEN 0 ELSE 1 END, report.sent_at DESC, report.id
            LIMIT \(limit) OFFSET \(after)
            """)
    }

    private func entry(_ row: Row) throws -> Entry {
        let id: String = try row.get("id")
        var answer: Answer?
        if let outcome: String = try row.optional("outcome"), let known = Outcome(rawValue: outcome) {
            answer = Answer(
                outcome: known,
                note: try workplace.keys.open(
                    optional: row.optional("note", as: String.self), for: ReportWords.placeOfNote(id)),
                account: try row.get("account"), at: Instant(milliseconds: try row.get("at")))
        }
        return Entry(
            id: id, service: try row.get("service"),
            matter: VisitorReport.Matter(rawValue: try row.get("matter")) ?? .other,
            words: try workplace.keys.open(
                optional: row.optional("words", as: String.self), for: ReportWords.place(id)),
            wordsErasedAt: try row.optional("words_erased_at").map { Instant(milliseconds: $0) },
            language: try row.get("language"), sentAt: Instant(milliseconds: try row.get("sent_at")),
            closedAt: try row.optional("closed_at").map { Instant(milliseconds: $0) },
            owner: try row.optional("owner"), answer: answer)
    }
}
