public import Rules
internal import Store
internal import Vault

/// What visitors wrote in their own words. They may have put a name or a number into it, so it is sealed, and erased after a time.
struct ReportWords {
    /// Rows of one transaction: nobody waits long for it.
    static let batch = 200

    let workplace: Workplace

    static func place(_ id: String) -> FieldPlace { FieldPlace(table: "report", column: "sealed_words", row: id) }
    /// Of the note for colleagues, which repeats what the visitor wrote often enough.
    static func placeOfNote(_ id: String) -> FieldPlace { FieldPlace(table: "report_answer", column: "note", row: id) }

    /// Seals what earlier releases wrote in clear. What was done stays done when it is stopped; a second run does nothing.
    /// - Returns: how many were sealed.
    func sealOld() async throws -> Int {
        var sealed = 0
        while true {
            let step = try await workplace.database.write { try sealSome($0) }
            sealed += step.sealed
            if step.seen < Self.batch { return sealed }
        }
    }

    /// One step.
    func sealSome(_ connection: Connection) throws -> (seen: Int, sealed: Int) {
        let rows = try connection.rows(
            "SELECT id, words FROM report WHERE words IS NOT NULL ORDER BY id LIMIT \(Self.batch)")
        var sealed = 0
        for row in rows {
            let id: String = try row.get("id")
            let words = try workplace.keys.seal(row.get("words", as: String.self), for: Self.place(id))
            // Another server may have been faster.
            sealed += try connection.execute(
                "UPDATE report SET sealed_words = \(words), words = NULL WHERE id = \(id) AND words IS NOT NULL")
        }
        return (rows.count, sealed)
    }

    /// Erases the words and notes whose time is over.
    /// - Returns: how many reports lost theirs.
    func eraseOld(now: Instant) async throws -> Int {
        var erased = 0
        while true {
            let count = try await workplace.database.write { try eraseSome($0, now) }
            erased += count
            if count < Self.batch { return erased }
        }
    }

    private func eraseSome(_ connection: Connection, _ now: Instant) throws -> Int {
        let limits = ReportRetention.limits(at: now)
        let rows = try connection.rows(
            """
            SELECT report.id AS id FROM report LEFT JOIN report_answer answer ON answer.report = report.id
            WHERE (report.sealed_words IS NOT NULL OR report.words IS NOT NULL OR answer.note IS NOT NULL)
                AND (report.closed_at < \(limits.closed.milliseconds) OR report.sent_at < \(limits.sent.milliseconds))
            ORDER BY report.id LIMIT \(Self.batch)
            """)
        for row in rows {
            let id: String = try row.get("id")
            try connection.execute(
                """
                UPDATE report SET sealed_words = NULL, words = NULL, words_erased_at = \(now.milliseconds)
                WHERE id = \(id)
                """)
            try connection.execute("UPDATE report_answer SET note = NULL WHERE report = \(id)")
        }
        return rows.count
    }
}

extension Guide {
    /// Seals the words of reports that earlier releases kept in clear: at the start of a server and before keys are turned.
    /// - Returns: how many were sealed.
    @discardableResult
    public static func sealReports(_ workplace: Workplace) async throws -> Int {
        try await ReportWords(workplace: workplace).sealOld()
    }

    /// The clock of the words of reports; also seals what a server of an earlier release wrote meanwhile.
    /// - Returns: how many were sealed, how many erased.
    public static func keepReports(_ workplace: Workplace, now: Instant) async throws -> (sealed: Int, erased: Int) {
        let words = ReportWords(workplace: workplace)
        return (try await words.sealOld(), try await words.eraseOld(now: now))
    }
}
