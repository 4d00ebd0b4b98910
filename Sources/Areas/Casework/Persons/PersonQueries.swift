import Files
import Rules
import Store
import Web

/// Files as the database holds them.
struct PersonQueries: Sendable {
    let seals: CaseworkSeals

    static let pageSize = 50

    private static let columns: SQL = """
        SELECT id, reference, organisation, purpose, first_name, languages, note, household, ward_health, ward_minors,
            ward_protected, created_at, last_contact_at, version, archived_at FROM person_file
        """

    /// - Throws: `Problem.nothing` when there is none, or none for this condition: the same words for both.
    func find(_ connection: Connection, _ id: String, _ condition: SQL) throws -> PersonRecord {
        guard let row = try connection.row("\(Self.columns) WHERE id = \(id) AND \(condition)") else {
            throw Problem.nothing
        }
        return try record(row, connection)
    }

    /// Newest first.
    /// - Parameter before: the id of the last one of the page before.
    func list(_ connection: Connection, _ condition: SQL, before: String?) throws -> [PersonRecord] {
        let cursor: SQL = before.map { "AND id < \($0)" } ?? ""
        return try connection.rows(
            "\(Self.columns) WHERE \(condition) \(cursor) ORDER BY id DESC LIMIT \(Self.pageSize + 1)"
        ).map { try record($0, connection) }
    }

    func all(_ connection: Connection, _ condition: SQL) throws -> [PersonRecord] {
        try connection.rows("\(Self.columns) WHERE \(condition) ORDER BY id").map { try record($0, connection) }
    }

    /// Newest first; one more than a page when there are more.
    func search(
        _ connection: Connection, reference: String?, firstName: String?, _ condition: SQL
    ) throws -> [PersonRecord] {
        var wanted: [SQL] = []
        if let reference { wanted.append("reference = \(reference)") }
        if let firstName { wanted.append("first_name_index = \(index(firstName))") }
        guard !wanted.isEmpty else { return [] }
        return try list(connection, "\(condition) AND \(SQL(wanted, separator: " AND "))", before: nil)
    }

    private func record(_ row: Row, _ connection: Connection) throws -> PersonRecord {
        let id: String = try row.get("id")
        return PersonRecord(
            id: id, reference: try row.get("reference"), organisation: try row.get("organisation"),
            purpose: FilePurpose(rawValue: try row.get("purpose")) ?? .support,
            firstName: try seals.open(row.optional("first_name"), "person_file", "first_name", id),
            languages: try row.get("languages", as: String.self).split(separator: ",").map(String.init),
            needs: try connection.rows("SELECT need FROM person_need WHERE person = \(id) ORDER BY need").map {
                try $0.get("need")
            },
            note: try seals.open(row.optional("note"), "person_file", "note", id),
            household: try row.optional("household"), wards: try row.wards(), createdAt: try row.instant("created_at"),
            lastContactAt: try row.instant("last_contact_at"), version: try row.get("version"),
            archivedAt: try row.optionalInstant("archived_at"))
    }

    func index(_ firstName: String) -> String {
        seals.keys.blindIndex(NameFolding.folded(firstName), purpose: "person-first-name")
    }

    // MARK: Writing

    func insert(
        _ connection: Connection, _ draft: PersonDraft, id: String, organisation: String, account: String,
        zone: CivilZone, now: Instant
    ) throws {
        let name = try seals.seal(draft.firstName, "person_file", "first_name", id)
        let note = try seals.seal(draft.note, "person_file", "note", id)
        try connection.execute(
            """
            INSERT INTO person_file (id, reference, organisation, purpose, first_name, first_name_index, languages,
                note, household, ward_health, ward_minors, ward_protected, created_at, created_month, created_by,
                last_contact_at, version)
            VALUES (\(id), \(try freshReference(connection)), \(organisation), \(draft.purpose.rawValue), \(name),
                \(draft.firstName.map { index($0) }), \(draft.languages.joined(separator: ",")), \(note),
                \(draft.household), \(draft.wards.contains(.health)), \(draft.wards.contains(.minors)),
                \(draft.wards.contains(.protectedPlaces)), \(now.milliseconds), \(Self.month(now, zone)), \(account),
                \(now.milliseconds), 1)
            """)
        try write(connection, needs: draft.needs, of: id)
    }

    /// - Returns: false when someone changed it meanwhile.
    func update(
        _ connection: Connection, _ draft: PersonDraft, id: String, version: Int, now: Instant
    ) throws -> Bool {
        let name = try seals.seal(draft.firstName, "person_file", "first_name", id)
        let note = try seals.seal(draft.note, "person_file", "note", id)
        let changed = try connection.execute(
            """
            UPDATE person_file SET purpose = \(draft.purpose.rawValue), first_name = \(name),
                first_name_index = \(draft.firstName.map { index($0) }),
                languages = \(draft.languages.joined(separator: ",")), note = \(note), household = \(draft.household),
                ward_health = \(draft.wards.contains(.health)), ward_minors = \(draft.wards.contains(.minors)),
                ward_protected = \(draft.wards.contains(.protectedPlaces)), last_contact_at = \(now.milliseconds),
                version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { return false }
        // A ward that the file has got holds for what was asked of others, too.
        try connection.execute(
            """
            UPDATE referral SET ward_health = CASE WHEN \(draft.wards.contains(.health)) = 1 THEN 1 ELSE ward_health END,
                ward_minors = CASE WHEN \(draft.wards.contains(.minors)) = 1 THEN 1 ELSE ward_minors END,
                ward_protected = CASE WHEN \(draft.wards.contains(.protectedPlaces)) = 1 THEN 1 ELSE ward_protected END
            WHERE person = \(id)
            """)
        try connection.execute("DELETE FROM person_need WHERE person = \(id)")
        try write(connection, needs: draft.needs, of: id)
        return true
    }

    private func write(_ connection: Connection, needs: [String], of id: String) throws {
        for need in needs {
            try connection.execute("INSERT INTO person_need (person, need) VALUES (\(id), \(need))")
        }
    }

    static func month(_ now: Instant, _ zone: CivilZone) -> String { String(zone.date(now).description.prefix(7)) }

    private func freshReference(_ connection: Connection) throws -> String {
        var generator = SystemRandomNumberGenerator()
        while true {
            let reference = SpokenReference.fresh(using: &generator)
            if try connection.row("SELECT id FROM person_file WHERE reference = \(reference)") == nil {
                return reference
            }
        }
    }
}
