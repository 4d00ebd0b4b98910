import Rules
import Store

/// Moves files along their clocks, a few at a time. Each file is moved whole in a transaction: what was done stays done when it is stopped.
struct RetentionJob {
    let workplace: Workplace
    let zone: CivilZone
    let batch: Int

    func run(now: Instant) async throws -> Int {
        let (count, files) = try await workplace.database.write { connection -> (Int, [String]) in
            var count = 0
            var files: [String] = []
            for file in try due(connection, now) {
                switch file.state {
                case .active: continue
                case .archive:
                    try archive(connection, file.id, now)
                case .over:
                    files += try PersonRemoval(workplace: workplace, caller: nil, now: now).anonymise(
                        connection, file.id)
                }
                count += 1
            }
            let expired = try exports(connection, now)
            count += try claims(connection, now)
            count += try letters(connection, now) + referrals(connection, now)
            return (count + expired.count, files + expired)
        }
        try ExportFiles.remove(files)
        return count
    }

    private struct Due: Sendable {
        var id: String
        var state: Retention.State
    }

    private func due(_ connection: Connection, _ now: Instant) throws -> [Due] {
        let today = zone.date(now)
        var due: [Due] = []
        // A day is left to time zones; the rule decides.
        let earliest = Retention.table.map(\.active).min() ?? 0
        let before = now.adding(days: -(earliest * 28)).milliseconds
        try connection.each(
            """
            SELECT id, purpose, last_contact_at, archived_at FROM person_file WHERE last_contact_at < \(before)
            ORDER BY last_contact_at
            """
        ) { row in
            guard due.count < batch, let purpose = FilePurpose(rawValue: try row.get("purpose")) else { return }
            let state = Retention.state(
                of: purpose, lastContact: zone.date(try row.instant("last_contact_at")), at: today)
            let isArchived = try row.optional("archived_at", as: Int64.self) != nil
            switch state {
            case .active: return
            case .archive: if isArchived { return }
            case .over: break
            }
            due.append(Due(id: try row.get("id"), state: state))
        }
        return due
    }

    /// Out of daily use: what others were shown ends.
    private func archive(_ connection: Connection, _ id: String, _ now: Instant) throws {
        try connection.execute("UPDATE person_file SET archived_at = \(now.milliseconds) WHERE id = \(id)")
        _ = try ReferralEnding(now: now).takeBack(connection, "person = \(id)")
        try connection.execute("DELETE FROM person_share WHERE person = \(id)")
        try workplace.note(connection, AuditEntry(nil, .archive, "person", id, note: "retention"), now: now)
    }

    /// - Returns: the files of exports whose day is over.
    private func exports(_ connection: Connection, _ now: Instant) throws -> [String] {
        let rows = try connection.rows(
            "SELECT id, file FROM person_export WHERE file IS NOT NULL AND expires_at <= \(now.milliseconds)")
        for row in rows {
            let id: String = try row.get("id")
            try connection.execute("UPDATE person_export SET file = NULL WHERE id = \(id)")
            try connection.execute("DELETE FROM person_export_content WHERE export = \(id)")
        }
        return try rows.compactMap { try $0.optional("file") }
    }

    /// Exports whose making was stopped in the middle: a crash, a server that went away.
    private func claims(_ connection: Connection, _ now: Instant) throws -> Int {
        let ids = try connection.rows("SELECT id FROM person_export WHERE making_until <= \(now.milliseconds)").map {
            try $0.get("id", as: String.self)
        }
        for id in ids { try ExportRecord.removeClaim(connection, id) }
        return ids.count
    }

    /// Those that belong to no file have a clock of their own.
    private func referrals(_ connection: Connection, _ now: Instant) throws -> Int {
        let before = now.adding(days: -Retention.referralDays).milliseconds
        let ids = try connection.rows(
            "SELECT id FROM referral WHERE person IS NULL AND asked_at < \(before) ORDER BY id LIMIT \(batch)"
        ).map { try $0.get("id", as: String.self) }
        for id in ids { try PersonRemoval.removeReferral(connection, id) }
        return ids.count
    }

    private func letters(_ connection: Connection, _ now: Instant) throws -> Int {
        let before = now.adding(days: -Retention.letterDays).milliseconds
        return try connection.execute("DELETE FROM letter WHERE sent_at < \(before) OR given_up_at < \(before)")
    }
}
