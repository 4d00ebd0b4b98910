import Rules
import Store

/// Tells both sides that something shared has ended, with a word why and nothing of anyone; and marks as done what asked for an
/// answer that nobody owes any more.
struct EndingNotices {
    let workplace: Workplace
    let now: Instant

    /// A part of the kinds `ours-<why>` and `theirs-<why>`, each a phrase `notice.<kind>`.
    enum Why: String, Sendable {
        case notJustified = "not-justified"
        case ended
        case consentWithdrawn = "consent-withdrawn"
        /// By the organisation that keeps the file.
        case taken
    }

    /// Who went without a consent hears what the review has said.
    /// - Parameter why: `nil`: justified.
    func maker(_ connection: Connection, override id: String, _ why: Why?, except: String) throws {
        guard
            let row = try connection.row(
                "SELECT person, organisation, made_by FROM consent_override WHERE id = \(id)")
        else { return }
        let referral = try connection.row("SELECT id FROM referral WHERE override = \(id)").map {
            try $0.get("id", as: String.self)
        }
        let path = try referral.map { "work/referrals/\($0)" } ?? "work/persons/\(row.get("person", as: String.self))"
        let word = why?.rawValue ?? OverrideDecision.justified.rawValue
        try tell(
            connection, row.get("made_by"), in: row.get("organisation"), kind: "ours-\(word)", path: path,
            event: "override-closed/\(id)/\(word)", except: except)
    }

    /// The organisation that could read a file on this override can do so no more, unless a consent covers it.
    func readers(_ connection: Connection, override id: String, _ why: Why) throws {
        try readers(connection, "person_share.override = \(id)", why, cause: id)
    }

    /// Those whom a withdrawn consent named.
    func readers(_ connection: Connection, consent id: String) throws {
        try readers(
            connection,
            """
            EXISTS (SELECT 1 FROM person_consent JOIN consent_organisation
                ON consent_organisation.consent = person_consent.id
                WHERE person_consent.id = \(id) AND person_consent.person = person_share.person
                AND consent_organisation.organisation = person_share.organisation)
            """, .consentWithdrawn, cause: id)
    }

    /// One that could read the file until its keeper ends the share; to be called before it ends.
    func reader(_ connection: Connection, person: String, organisation: String) throws {
        try readers(
            connection, "person_share.person = \(person) AND person_share.organisation = \(organisation)", .taken,
            cause: "taken-\(now.milliseconds)", couldRead: true)
    }

    private func readers(
        _ connection: Connection, _ condition: SQL, _ why: Why, cause: String, couldRead: Bool = false
    ) throws {
        let isCovered = PersonScope.isCovered(now, .referral)
        let rows = try connection.rows(
            """
            SELECT person_share.person AS person, person_share.organisation AS organisation, ward_health, ward_minors,
                ward_protected FROM person_share JOIN person_file ON person_file.id = person_share.person
            WHERE \(condition) AND \(couldRead ? isCovered : "NOT \(isCovered)")
                AND NOT EXISTS (SELECT 1 FROM consent_override WHERE consent_override.id = person_share.override
                    AND only_reviewed = 1 AND (decision IS NULL OR decision <> 'justified'))
            ORDER BY person_share.organisation
            """)
        for row in rows {
            let organisation: String = try row.get("organisation")
            try workplace.tell(
                connection, organisation: organisation, who: .person, .read, kind: "theirs-\(why.rawValue)",
                path: "work/persons", event: "share-ended/\(row.get("person", as: String.self))/\(cause)",
                wards: row.wards(), now: now)
        }
    }

    /// A referral that was open: who asked, unless they are the one who ends it, and who was asked.
    func referral(_ connection: Connection, _ id: String, _ why: Why, tellsAsker: Bool, except: String) throws {
        guard
            let row = try connection.row(
                """
                SELECT organisation, asked_by, to_organisation, ward_health, ward_minors, ward_protected,
                    CASE WHEN EXISTS (SELECT 1 FROM consent_override WHERE consent_override.id = referral.override
                        AND only_reviewed = 1 AND (decision IS NULL OR decision <> 'justified')) THEN 1 ELSE 0 END AS is_unseen
                FROM referral WHERE id = \(id)
                """)
        else { return }
        try done(connection, referral: id)
        let path = "work/referrals/\(id)"
        if tellsAsker {
            try tell(
                connection, row.get("asked_by"), in: row.get("organisation"), kind: "ours-\(why.rawValue)", path: path,
                event: "referral-ended/\(id)", except: except)
        }
        guard let other = try row.optional("to_organisation", as: String.self), try !row.get("is_unseen", as: Bool.self)
        else { return }
        try workplace.tell(
            connection, organisation: other, who: .referral, .read, kind: "theirs-\(why.rawValue)", path: path,
            event: "referral-ended/\(id)", wards: row.wards(), except: except, now: now)
    }

    /// Nobody owes an answer any more.
    func done(_ connection: Connection, referral id: String) throws {
        try connection.execute(
            """
            UPDATE notification SET read_at = \(now.milliseconds) WHERE read_at IS NULL
            AND (event = \("referral-asked/\(id)") OR event LIKE \("referral-reminder/\(id)/%"))
            """)
    }

    func done(_ connection: Connection, override id: String) throws {
        try connection.execute(
            """
            UPDATE notification SET read_at = \(now.milliseconds)
            WHERE read_at IS NULL AND event = \("override-review/\(id)")
            """)
    }

    /// One member, as long as they still work there.
    private func tell(
        _ connection: Connection, _ account: String, in organisation: String, kind: String, path: String,
        event: String, except: String
    ) throws {
        guard account != except,
            try connection.row(
                """
                SELECT id FROM membership WHERE account = \(account) AND organisation = \(organisation)
                AND ended_at IS NULL
                """) != nil
        else { return }
        try workplace.tell(connection, account: account, kind: kind, path: path, event: event, now: now)
    }
}
