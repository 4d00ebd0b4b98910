internal import Rules
internal import Store

/// What is looked for in the book. The organisation is part of the question, never taken out of the answer.
struct AuditFilter: Sendable {
    static let most = 100

    /// `nil`: of all.
    var organisation: String?
    var kind: String?
    var object: String?
    var actor: String?
    var from: Instant?
    var until: Instant?
    var before: Int?

    /// Of the reader: lines of files behind a ward are not there for those without it.
    var wards: Set<Ward>

    init(organisation: String?, wards: Set<Ward>) {
        self.organisation = organisation
        self.wards = wards
    }

    struct Line: Sendable {
        var sequence: Int
        var at: Instant
        var actor: String?
        var organisation: String?
        var action: String
        var kind: String
        var object: String?
        var outcome: String
        var note: String?
    }

    /// What the organisation's members did, and what others did with its files: whoever answers for a file sees who opened it.
    func lines(_ connection: Connection) throws -> [Line] {
        guard let organisation else { return try lines(connection, "1 = 1") }
        let own = try lines(connection, "organisation = \(organisation)")
        let others = try lines(
            connection,
            """
            (organisation IS NULL OR organisation <> \(organisation)) AND object IN (\(Self.records(of: organisation)))
            """)
        return Array((own + others).sorted { $0.sequence > $1.sequence }.prefix(Self.most))
    }

    /// Ids of the files that belong to an organisation, of what hangs on them, and of its referrals.
    private static func records(of organisation: String) -> SQL {
        """
        SELECT id FROM person_file WHERE organisation = \(organisation)
        UNION ALL SELECT person_attachment.id FROM person_attachment JOIN person_file
            ON person_file.id = person_attachment.person WHERE person_file.organisation = \(organisation)
        UNION ALL SELECT person_consent.id FROM person_consent JOIN person_file
            ON person_file.id = person_consent.person WHERE person_file.organisation = \(organisation)
        UNION ALL SELECT consent_override.id FROM consent_override JOIN person_file
            ON person_file.id = consent_override.person WHERE person_file.organisation = \(organisation)
        UNION ALL SELECT id FROM referral WHERE organisation = \(organisation)
        """
    }

    /// The book itself holds no ward; files and referrals do, and the line of a health part tells by its kind.
    private var wardCondition: SQL {
        let beyond: SQL = """
            (ward_health > \(wards.contains(.health)) OR ward_minors > \(wards.contains(.minors))
                OR ward_protected > \(wards.contains(.protectedPlaces)))
            """
        let health: SQL =
            wards.contains(.health)
            ? "1 = 1"
            : """
            kind NOT LIKE '%health%' AND NOT EXISTS (
                SELECT 1 FROM person_attachment WHERE person_attachment.id = audit.object AND is_health = 1)
            """
        func part(_ table: StaticName) -> SQL {
            """
            AND NOT EXISTS (SELECT 1 FROM \(name: table.text) AS part JOIN person_file ON person_file.id = part.person
                WHERE part.id = audit.object AND \(beyond))
            """
        }
        return """
            \(health) AND NOT EXISTS (SELECT 1 FROM person_file WHERE person_file.id = audit.object AND \(beyond))
            AND NOT EXISTS (SELECT 1 FROM referral WHERE referral.id = audit.object AND \(beyond))
            \(part("person_attachment")) \(part("person_consent")) \(part("consent_override"))
            """
    }

    private func lines(_ connection: Connection, _ whose: SQL) throws -> [Line] {
        var conditions: [SQL] = [whose, wardCondition]
        if let kind { conditions.append("kind = \(kind)") }
        if let object { conditions.append("object = \(object)") }
        if let actor { conditions.append("actor = \(actor)") }
        if let from { conditions.append("at >= \(from.milliseconds)") }
        if let until { conditions.append("at < \(until.milliseconds)") }
        if let before { conditions.append("sequence < \(before)") }
        let sql: SQL =
            "SELECT sequence, at, actor, organisation, action, kind, object, outcome, note FROM audit WHERE "
            + SQL(conditions, separator: " AND ") + " ORDER BY sequence DESC LIMIT \(Self.most)"
        return try connection.rows(sql).map { row in
            Line(
                sequence: try row.get("sequence"), at: Instant(milliseconds: try row.get("at")),
                actor: try row.optional("actor"), organisation: try row.optional("organisation"),
                action: try row.get("action"), kind: try row.get("kind"), object: try row.optional("object"),
                outcome: try row.get("outcome"), note: try row.optional("note"))
        }
    }
}
