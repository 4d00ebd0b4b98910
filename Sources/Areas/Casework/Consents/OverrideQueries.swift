import Rules
import Store

/// Something that was shared without a consent, as far as a reviewer may know of it.
struct OverrideRecord: Sendable, Hashable {
    /// What it is about: for those alone who hold every ward of the file. The code is among it: "a minor in danger" tells a ward.
    struct Subject: Sendable, Hashable {
        var reference: String
        var code: OverrideCode
        var madeBy: String
        /// Name of a partner without account to whom it was shown.
        var partner: String?
    }

    var id: String
    var organisation: String
    /// Key of a member; `nil`: a partner without account.
    var toOrganisation: String?
    var madeAt: Instant
    var endedAt: Instant?
    var decision: OverrideDecision?
    /// `nil`: the reader lacks a ward of the file. They see that it waits, and can end it.
    var subject: Subject?

    /// When it closes by itself, if nobody looks at it.
    var lapsesAt: Instant { OverrideStanding.lapse(madeAt) }

    func mayDecide(_ caller: Caller) -> Bool {
        decision == nil && subject.map { $0.madeBy != caller.account } ?? false
    }
}

/// Overrides for those who review. None may be without eyes: what waits is there for every reviewer of the city, whatever their wards.
struct OverrideQueries: Sendable {
    enum Part: String, Sendable, CaseIterable { case waiting, decided }

    static let pageSize = 50

    let seals: CaseworkSeals
    let caller: Caller
    let now: Instant

    private var reach: SQL { caller.scope(.consent, .review) == .all ? "1 = 1" : "1 = 0" }
    private var wards: SQL { PersonScope(caller: caller, now: now).wards }

    /// What is left to do for this caller: to decide, or without the ward at least to end it.
    private var isWaiting: SQL { "decision IS NULL AND (ended_at IS NULL OR (\(wards)))" }

    func waitingCount(_ connection: Connection) throws -> Int {
        try connection.row(
            """
            SELECT COUNT(*) AS number FROM consent_override
            JOIN person_file ON person_file.id = consent_override.person WHERE \(reach) AND \(isWaiting)
            """)?.get("number") ?? 0
    }

    /// What waits with the oldest first, because it closes first; what is decided with the newest first, and only of files that the caller
    /// may know of.
    /// - Parameter after: id of the last one of the page before.
    /// - Returns: one more than a page when there are more.
    func list(_ connection: Connection, _ part: Part, after: String?) throws -> [OverrideRecord] {
        switch part {
        case .waiting:
            let cursor: SQL = after.map { "AND consent_override.id > \($0)" } ?? ""
            return try records(connection, "\(isWaiting) \(cursor)", "consent_override.id")
        case .decided:
            let cursor: SQL = after.map { "AND consent_override.id < \($0)" } ?? ""
            return try records(
                connection, "decision IS NOT NULL AND (\(wards)) \(cursor)", "consent_override.id DESC")
        }
    }

    /// To decide: with every ward of the file.
    func decidable(_ connection: Connection, _ id: String) throws -> OverrideRecord? {
        try records(connection, "consent_override.id = \(id) AND (\(wards))", "consent_override.id").first
    }

    /// To end: whatever the wards, as long as nobody has decided.
    func endable(_ connection: Connection, _ id: String) throws -> OverrideRecord? {
        try records(
            connection, "consent_override.id = \(id) AND (decision IS NULL OR (\(wards)))", "consent_override.id"
        ).first
    }

    /// What belongs to a ward is left out in the query itself.
    private func records(_ connection: Connection, _ condition: SQL, _ order: SQL) throws -> [OverrideRecord] {
        try connection.rows(
            """
            SELECT consent_override.id AS id, consent_override.organisation AS organisation, to_organisation, made_at,
                ended_at, decision, CASE WHEN \(wards) THEN partner_name END AS partner_name, CASE WHEN \(wards) THEN reference END AS reference,
                CASE WHEN \(wards) THEN code END AS code, CASE WHEN \(wards) THEN made_by END AS made_by
            FROM consent_override JOIN person_file ON person_file.id = consent_override.person
            WHERE \(reach) AND \(condition) ORDER BY \(order) LIMIT \(Self.pageSize + 1)
            """
        ).map { row in
            OverrideRecord(
                id: try row.get("id"), organisation: try row.get("organisation"),
                toOrganisation: try row.optional("to_organisation"), madeAt: try row.instant("made_at"),
                endedAt: try row.optionalInstant("ended_at"),
                decision: try row.optional("decision", as: String.self).flatMap { OverrideDecision(rawValue: $0) },
                subject: try subject(row))
        }
    }

    private func subject(_ row: Row) throws -> OverrideRecord.Subject? {
        guard let reference = try row.optional("reference", as: String.self),
            let code = try row.optional("code", as: String.self).flatMap({ OverrideCode(rawValue: $0) })
        else { return nil }
        return OverrideRecord.Subject(
            reference: reference, code: code, madeBy: try row.get("made_by"),
            partner: try seals.open(row.optional("partner_name"), "consent_override", "partner_name", row.get("id")))
    }
}
