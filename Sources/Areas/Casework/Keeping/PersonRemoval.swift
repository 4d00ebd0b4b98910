import Rules
import Store

/// Takes a file away with all that hangs on it, and keeps only what is counted.
struct PersonRemoval {
    let workplace: Workplace
    /// `nil`: a clock, or a list that is replayed.
    let caller: Caller?
    let now: Instant

    static func exists(_ connection: Connection, _ id: String) throws -> Bool {
        try connection.row("SELECT id FROM person_file WHERE id = \(id)") != nil
    }

    /// Whether a new file cannot have that id.
    static func isTaken(_ connection: Connection, _ id: String) throws -> Bool {
        if try exists(connection, id) { return true }
        return try connection.row("SELECT id FROM erasure WHERE id = \(id)") != nil
    }

    /// At the person's wish.
    /// - Parameters:
    ///   - code: why, such as `asked-by-person`.
    ///   - list: written before the transaction ends: an erasure that is not on the list does not count.
    /// - Returns: export files that hold the person, to be removed now.
    func erase(_ connection: Connection, _ id: String, code: String, list: ErasureList? = nil) throws -> [String] {
        try remember(connection, id, code)
        let files = try remove(connection, id)
        try workplace.note(connection, AuditEntry(caller, .erase, "person", id, note: code), now: now)
        try list?.append(id, at: now.milliseconds)
        return files
    }

    /// At the end of its clock: the same, and phones are told too. A restored copy meets the same clock again.
    func anonymise(_ connection: Connection, _ id: String) throws -> [String] {
        try remember(connection, id, "retention")
        let files = try remove(connection, id)
        try workplace.note(connection, AuditEntry(caller, .anonymise, "person", id, note: "retention"), now: now)
        return files
    }

    /// The bare id is kept, with the organisations whose phones may hold a copy: those whose share has ended, too.
    private func remember(_ connection: Connection, _ id: String, _ code: String) throws {
        let last = try connection.row("SELECT MAX(sequence) AS last FROM erasure")?.optional("last", as: Int.self)
        try connection.execute(
            """
            INSERT INTO erasure (sequence, id, at, code, ward_health, ward_minors, ward_protected)
            SELECT \((last ?? 0) + 1), id, \(now.milliseconds), \(code), ward_health, ward_minors, ward_protected
            FROM person_file WHERE id = \(id)
            """)
        let reached = try connection.rows(
            """
            SELECT organisation FROM person_file WHERE id = \(id)
            UNION SELECT organisation FROM person_share WHERE person = \(id)
            UNION SELECT organisation FROM person_reach WHERE person = \(id)
            """
        ).map { try $0.get("organisation", as: String.self) }
        for organisation in reached {
            try connection.execute("INSERT INTO erasure_reach (erasure, organisation) VALUES (\(id), \(organisation))")
        }
    }

    private func remove(_ connection: Connection, _ id: String) throws -> [String] {
        try PersonCounting.keep(connection, id)
        let referrals = try connection.rows("SELECT id FROM referral WHERE person = \(id)").map {
            try $0.get("id", as: String.self)
        }
        for referral in referrals { try Self.removeReferral(connection, referral) }
        let overrides = try connection.rows("SELECT id FROM consent_override WHERE person = \(id)").map {
            try $0.get("id", as: String.self)
        }
        for event in overrides.map({ "override-review/\($0)" }) {
            try connection.execute("DELETE FROM notification WHERE event = \(event)")
            try connection.execute("DELETE FROM letter WHERE event LIKE \(event + "/%")")
        }
        try connection.execute("DELETE FROM person_share WHERE person = \(id)")
        try connection.execute("DELETE FROM person_reach WHERE person = \(id)")
        try connection.execute("DELETE FROM consent_override WHERE person = \(id)")
        try connection.execute(
            """
            DELETE FROM consent_organisation WHERE consent IN (SELECT id FROM person_consent WHERE person = \(id))
            """)
        try connection.execute(
            "DELETE FROM consent_partner WHERE consent IN (SELECT id FROM person_consent WHERE person = \(id))")
        try connection.execute("DELETE FROM person_consent WHERE person = \(id)")
        try connection.execute("DELETE FROM person_notice WHERE person = \(id)")
        try connection.execute("DELETE FROM person_attachment WHERE person = \(id)")
        try connection.execute("DELETE FROM person_health WHERE person = \(id)")
        try connection.execute("DELETE FROM person_need WHERE person = \(id)")
        try connection.execute("DELETE FROM archive_opening WHERE person = \(id)")
        try connection.execute("DELETE FROM person_file WHERE id = \(id)")
        return try exports(connection, id)
    }

    /// A referral with all that tells of it.
    static func removeReferral(_ connection: Connection, _ id: String) throws {
        for kind in ["referral-asked", "referral-answered", "referral-reminder", "partner-referral"] {
            let event = "\(kind)/\(id)"
            try connection.execute("DELETE FROM notification WHERE event = \(event) OR event LIKE \(event + "/%")")
            try connection.execute("DELETE FROM letter WHERE event = \(event) OR event LIKE \(event + "/%")")
        }
        try connection.execute("DELETE FROM referral_link WHERE referral = \(id)")
        try connection.execute("DELETE FROM referral WHERE id = \(id)")
    }

    /// Exports that hold the person end now; those in the making are never finished.
    private func exports(_ connection: Connection, _ id: String) throws -> [String] {
        let rows = try connection.rows(
            """
            SELECT person_export.id AS id, file FROM person_export
            JOIN person_export_content ON person_export_content.export = person_export.id
            WHERE person_export_content.person = \(id)
            """)
        for row in rows { try ExportRecord.end(connection, row.get("id"), now: now) }
        return try rows.compactMap { try $0.optional("file") }
    }
}
