import Foundation
import Rules
import Store
import Web

struct ReferralQueries: Sendable {
    let seals: CaseworkSeals

    private static func columns(_ now: Instant) -> SQL {
        """
        SELECT referral.id AS id, referral.person AS person, referral.organisation AS organisation, to_organisation,
            to_service, partner_name, shown, message, urgency, wanted_on, referral.ward_health AS ward_health,
            referral.ward_minors AS ward_minors, referral.ward_protected AS ward_protected, consent, referral.override AS override, state,
            asked_at, answered_at, reason, reply, report,
            (SELECT MIN(audit.at) FROM audit WHERE audit.kind = 'referral' AND audit.object = referral.id
                AND audit.action = 'read' AND audit.outcome = 'done' AND (audit.organisation = referral.to_organisation
                    OR (referral.to_organisation IS NULL AND audit.note = 'partner-link'))) AS opened_at,
            CASE WHEN \(OverrideStanding.hasLapsed(now)) THEN 1 ELSE 0 END AS is_lapsed,
            CASE WHEN \(OverrideStanding.isWaiting) THEN 1 ELSE 0 END AS is_waiting
        FROM referral
        """
    }

    /// - Throws: `Problem.nothing` when there is none, or none for this condition.
    func find(
        _ connection: Connection, _ id: String, _ condition: SQL, caller: Caller?, now: Instant
    ) throws -> ReferralRecord {
        guard
            let record = try list(
                connection, "referral.id = \(id) AND \(condition)", caller: caller, now: now
            ).first
        else { throw Problem.nothing }
        return record
    }

    static let pageSize = 50
    /// Shown on the page of a file.
    static let mostOfFile = 200

    /// Newest first.
    /// - Parameter limit: `nil`: all.
    func list(
        _ connection: Connection, _ condition: SQL, caller: Caller?, now: Instant, limit: Int? = 1
    ) throws -> [ReferralRecord] {
        let end: SQL = limit.map { "LIMIT \($0)" } ?? ""
        let rows = try connection.rows("\(Self.columns(now)) WHERE \(condition) ORDER BY referral.id DESC \(end)")
        var valid: Set<String> = []
        let consents = Set(try rows.compactMap { try $0.optional("consent", as: String.self) }).sorted()
        try connection.each(
            """
            SELECT id FROM person_consent WHERE id IN (\(list: consents)) AND withdrawn_at IS NULL
            AND until > \(now.milliseconds)
            """
        ) { valid.insert(try $0.get("id")) }
        let marks = try OverrideMark.load(
            connection, try rows.compactMap { try $0.optional("override", as: String.self) })
        return try rows.compactMap { row in
            let consent = try row.optional("consent", as: String.self)
            let mark = try row.optional("override", as: String.self).flatMap { marks[$0] }
            return try record(row, isCovered: consent.map(valid.contains) ?? true, mark, caller: caller)
        }
    }

    private func record(
        _ row: Row, isCovered: Bool, _ mark: OverrideMark?, caller: Caller?
    ) throws -> ReferralRecord? {
        let id: String = try row.get("id")
        guard let urgency = ReferralUrgency(rawValue: try row.get("urgency")),
            let state = ReferralState(rawValue: try row.get("state"))
        else { return nil }
        let organisation: String = try row.get("organisation")
        let toOrganisation: String? = try row.optional("to_organisation")
        var side: ReferralSide?
        if let own = caller?.organisation {
            side = own == organisation ? .asker : own == toOrganisation ? .asked : nil
        }
        // The asker keeps what they wrote; the other side sees it as long as a consent stands behind it.
        let isSeen = side == .asker || isCovered
        let words = isSeen ? try seals.open(row.optional("shown"), "referral", "shown", id) : nil
        let shown = try words.map { try JSONDecoder().decode(ReferralShown.self, from: Data($0.utf8)) }
        return ReferralRecord(
            id: id, person: try row.optional("person"), organisation: organisation, toOrganisation: toOrganisation,
            toService: try row.optional("to_service"),
            partnerName: try seals.open(row.optional("partner_name"), "referral", "partner_name", id), shown: shown,
            message: isSeen ? try seals.open(row.optional("message"), "referral", "message", id) : nil,
            urgency: urgency, wantedOn: try row.optional("wanted_on", as: String.self).flatMap { LocalDate($0) },
            wards: try row.wards(), state: state, askedAt: try row.instant("asked_at"),
            answeredAt: try row.optionalInstant("answered_at"),
            reason: try row.optional("reason", as: String.self).flatMap { ReferralRefusalReason(rawValue: $0) },
            reply: try seals.open(row.optional("reply"), "referral", "reply", id),
            report: try seals.open(row.optional("report"), "referral", "report", id),
            openedAt: try row.optionalInstant("opened_at"), isLapsed: try row.get("is_lapsed"),
            isWaiting: try row.get("is_waiting"), mark: side == .asker ? mark : nil, side: side)
    }

    // MARK: Writing

    func insert(
        _ connection: Connection, _ draft: ReferralDraft, id: String, ground: SharingGround?, caller: Caller,
        now: Instant
    ) throws {
        let shown = String(decoding: try JSONEncoder().encode(draft.shown), as: UTF8.self)
        let name = try seals.seal(draft.partnerName, "referral", "partner_name", id)
        let address = try seals.seal(draft.partnerAddress, "referral", "partner_address", id)
        let message = try seals.seal(draft.message, "referral", "message", id)
        try connection.execute(
            """
            INSERT INTO referral (id, person, organisation, asked_by, to_organisation, to_service, partner_name,
                partner_address, partner_language, shown, message, urgency, wanted_on, ward_health, ward_minors,
                ward_protected, consent, override, state, asked_at)
            VALUES (\(id), \(draft.person?.id), \(try caller.acting()), \(caller.account), \(draft.toOrganisation),
                \(draft.toService), \(name), \(address), \(draft.partnerLanguage),
                \(try seals.seal(shown, "referral", "shown", id)), \(message), \(draft.urgency.rawValue),
                \(draft.wantedOn?.description), \(draft.wards.contains(.health)), \(draft.wards.contains(.minors)),
                \(draft.wards.contains(.protectedPlaces)), \(ground?.consentID), \(ground?.overrideID), 'asked',
                \(now.milliseconds))
            """)
    }

    /// Makes a step, if it still stands where it was seen.
    /// - Returns: false when someone was quicker.
    func step(
        _ connection: Connection, _ referral: ReferralRecord, to state: ReferralState,
        reason: ReferralRefusalReason?, words: String?, now: Instant
    ) throws -> Bool {
        let isAnswer = state == .accepted || state == .refused
        let reply = isAnswer ? try seals.seal(words, "referral", "reply", referral.id) : nil
        let report = isAnswer ? nil : try seals.seal(words, "referral", "report", referral.id)
        return try connection.execute(
            """
            UPDATE referral SET state = \(state.rawValue), reason = \(reason?.rawValue),
                answered_at = COALESCE(answered_at, \(isAnswer ? now.milliseconds : nil)),
                reply = COALESCE(\(reply), reply), report = COALESCE(\(report), report),
                closed_at = \(state.isOpen ? nil : now.milliseconds)
            WHERE id = \(referral.id) AND state = \(referral.state.rawValue)
            """) == 1
    }
}

/// Takes back what was asked: when the consent behind it is withdrawn, or the reason was found not to justify it.
struct ReferralEnding {
    let now: Instant

    /// - Parameter condition: on the table `referral`.
    /// - Returns: ids of those that were open.
    func takeBack(_ connection: Connection, _ condition: SQL) throws -> [String] {
        let open = try connection.rows(
            "SELECT id FROM referral WHERE \(condition) AND state IN ('asked', 'accepted') ORDER BY id"
        ).map { try $0.get("id", as: String.self) }
        try connection.execute(
            """
            UPDATE referral SET state = 'withdrawn', closed_at = \(now.milliseconds) WHERE id IN (\(list: open))
            """)
        try connection.execute("UPDATE referral SET shown = NULL, message = NULL WHERE \(condition)")
        try connection.execute(
            """
            UPDATE referral_link SET withdrawn_at = \(now.milliseconds) WHERE withdrawn_at IS NULL
            AND referral IN (SELECT id FROM referral WHERE \(condition))
            """)
        return open
    }
}
