import Rules
import Store

struct ConsentRecord: Sendable, Hashable {
    var id: String
    /// Partners without account stand among its organisations by a mark, see `SharingParty`.
    var consent: Consent
    /// Their names.
    var partners: [String]
    var giver: ConsentGiver
    var manner: ConsentManner
    var recordedBy: String
    var withdrawnGiver: String?

    /// Keys of the organisations that it names.
    var members: [String] {
        consent.organisations.filter { !$0.hasPrefix(SharingGround.partnerPrefix) }.sorted()
    }
}

struct NoticeRecord: Sendable, Hashable {
    var version: Int
    var language: String
    var manner: NoticeManner
    /// Who read it aloud or interpreted.
    var reader: String?
    var givenAt: Instant
}

/// What a person was told, and what they agreed to.
struct ConsentQueries: Sendable {
    let seals: CaseworkSeals

    func list(_ connection: Connection, _ person: String) throws -> [ConsentRecord] {
        var organisations: [String: Set<String>] = [:]
        try connection.each(
            """
            SELECT consent, organisation FROM consent_organisation
            JOIN person_consent ON person_consent.id = consent_organisation.consent WHERE person = \(person)
            """
        ) { organisations[try $0.get("consent"), default: []].insert(try $0.get("organisation")) }
        var partners: [String: [String]] = [:]
        try connection.each(
            """
            SELECT consent_partner.id AS id, consent, name, name_index FROM consent_partner
            JOIN person_consent ON person_consent.id = consent_partner.consent WHERE person = \(person)
            ORDER BY consent_partner.id
            """
        ) { row in
            let (id, consent): (String, String) = (try row.get("id"), try row.get("consent"))
            organisations[consent, default: []].insert(SharingGround.partnerPrefix + (try row.get("name_index")))
            partners[consent, default: []].append(
                try seals.open(row.get("name", as: String.self), "consent_partner", "name", id))
        }
        return try connection.rows(
            """
            SELECT id, purpose, giver, relation, manner, recorded_by, given_at, until, withdrawn_at, withdrawn_giver
            FROM person_consent WHERE person = \(person) ORDER BY given_at, id
            """
        ).compactMap { row in
            let id: String = try row.get("id")
            guard let purpose = ConsentPurpose(rawValue: try row.get("purpose")),
                let manner = ConsentManner(rawValue: try row.get("manner"))
            else { return nil }
            let relation = try row.optional("relation", as: String.self).flatMap { GuardianRelation(rawValue: $0) }
            return ConsentRecord(
                id: id,
                consent: Consent(
                    purpose: purpose, organisations: organisations[id] ?? [], givenAt: try row.instant("given_at"),
                    until: try row.instant("until"), withdrawnAt: try row.optionalInstant("withdrawn_at")),
                partners: partners[id] ?? [], giver: relation.map { .guardian($0) } ?? .person, manner: manner,
                recordedBy: try row.get("recorded_by"), withdrawnGiver: try row.optional("withdrawn_giver"))
        }
    }

    /// The consent that allows it now; `nil`: none does.
    /// - Parameter organisation: as consents compare it, see `SharingParty.mark`.
    func covering(
        _ connection: Connection, _ person: String, _ purpose: ConsentPurpose, _ organisation: String, now: Instant
    ) throws -> ConsentRecord? {
        try list(connection, person).last { $0.consent.covers(purpose, organisation, at: now) }
    }

    func insert(_ connection: Connection, _ record: ConsentRecord, person: String) throws {
        var relation: String?
        if case .guardian(let given) = record.giver { relation = given.rawValue }
        try connection.execute(
            """
            INSERT INTO person_consent (id, person, purpose, giver, relation, manner, recorded_by, given_at, until)
            VALUES (\(record.id), \(person), \(record.consent.purpose.rawValue),
                \(relation == nil ? "person" : "guardian"), \(relation), \(record.manner.rawValue),
                \(record.recordedBy), \(record.consent.givenAt.milliseconds), \(record.consent.until.milliseconds))
            """)
        for organisation in record.consent.organisations.sorted()
        where !organisation.hasPrefix(SharingGround.partnerPrefix) {
            try connection.execute(
                """
                INSERT INTO consent_organisation (consent, organisation) VALUES (\(record.id), \(organisation))
                """)
        }
        for partner in record.partners { try insert(connection, partner: partner, record.id, person: person) }
    }

    func insert(_ connection: Connection, partner name: String, _ consent: String, person: String) throws {
        let id = UUIDv7().description
        try connection.execute(
            """
            INSERT INTO consent_partner (id, consent, name, name_index)
            VALUES (\(id), \(consent), \(try seals.seal(name, "consent_partner", "name", id)),
                \(SharingParty.index(name, person, seals))) ON CONFLICT (consent, name_index) DO NOTHING
            """)
    }

    /// Ends it, and with it at once all that stood on it: what others were shown is taken back.
    /// - Returns: ids of the referrals that end with it.
    func withdraw(
        _ connection: Connection, _ id: String, giver: String, account: String, now: Instant
    ) throws -> [String] {
        try connection.execute(
            """
            UPDATE person_consent SET withdrawn_at = \(now.milliseconds), withdrawn_giver = \(giver),
                withdrawn_by = \(account) WHERE id = \(id) AND withdrawn_at IS NULL
            """)
        return try ReferralEnding(now: now).takeBack(connection, "consent = \(id)")
    }

    func notices(_ connection: Connection, _ person: String) throws -> [NoticeRecord] {
        try connection.rows(
            """
            SELECT id, version, language, manner, reader, given_at FROM person_notice WHERE person = \(person)
            ORDER BY given_at, id
            """
        ).compactMap { row in
            guard let manner = NoticeManner(rawValue: try row.get("manner")) else { return nil }
            let id: String = try row.get("id")
            return NoticeRecord(
                version: try row.get("version"), language: try row.get("language"), manner: manner,
                reader: try seals.open(row.optional("reader"), "person_notice", "reader", id),
                givenAt: try row.instant("given_at"))
        }
    }

    func insert(
        _ connection: Connection, _ notice: NoticeRecord, id: String, person: String, account: String
    ) throws {
        let reader = try seals.seal(notice.reader, "person_notice", "reader", id)
        try connection.execute(
            """
            INSERT INTO person_notice (id, person, version, language, manner, reader, given_at, given_by)
            VALUES (\(id), \(person), \(notice.version), \(notice.language), \(notice.manner.rawValue), \(reader),
                \(notice.givenAt.milliseconds), \(account))
            """)
    }
}
