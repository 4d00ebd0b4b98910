import Rules
import Store
import Web

/// A file with all that hangs on it that this caller may know of.
struct PersonFile: Sendable {
    var person: PersonRecord
    var isOwn: Bool
    var notices: [NoticeRecord]
    var consents: [ConsentRecord]
    var attachments: [AttachmentRecord]
    var shares: [ShareRecord]
    var referrals: [ReferralRecord]
    /// Whether the caller may know of the part that touches health.
    var withHealth: Bool
    var health: HealthPart?
    /// Keys of organisations whose members work here, when the caller may share.
    var members: [String] = []
    /// Of those who reviewed what was shown without a consent, by account.
    var reviewers: [String: String] = [:]

    /// - Parameter referralLimit: the newest so many; `nil`: all, for the person themselves.
    static func load(
        _ connection: Connection, _ person: PersonRecord, caller: Caller, room: CaseworkRoom, now: Instant,
        referralLimit: Int? = ReferralQueries.mostOfFile
    ) throws -> PersonFile {
        let seals = room.seals()
        let consents = ConsentQueries(seals: seals)
        let isOwn = person.organisation == caller.organisation
        let withHealth = try HealthQueries(seals: seals).mayKnow(connection, person, caller, now: now)
        var file = PersonFile(
            person: person, isOwn: isOwn, notices: isOwn ? try consents.notices(connection, person.id) : [],
            consents: isOwn ? try consents.list(connection, person.id) : [],
            attachments: try AttachmentQueries(seals: seals).list(connection, person.id, withHealth: withHealth),
            shares: isOwn ? try ShareQueries().list(connection, person.id, now: now) : [],
            referrals: isOwn
                ? try ReferralQueries(seals: seals).list(
                    connection,
                    "referral.person = \(person.id) AND \(ReferralScope(caller: caller, now: now).condition(.read))",
                    caller: caller, now: now, limit: referralLimit) : [],
            withHealth: withHealth,
            health: withHealth ? try HealthQueries(seals: seals).find(connection, person.id) : nil,
            members: isOwn ? try Members.list(connection) : [])
        let marks = file.shares.map(\.mark) + file.referrals.map(\.mark)
        file.reviewers = try room.workplace.names(connection, of: Set(marks.compactMap { $0?.decidedBy }).sorted())
        return file
    }
}

struct ShareRecord: Sendable, Hashable {
    var organisation: String
    var since: Instant
    /// Neither ended by the withdrawal nor by the end of what it stands on.
    var isCovered: Bool
    /// It was shared without a consent.
    var mark: OverrideMark?
    var isOverride: Bool { mark != nil }
    /// It opens only once it is reviewed.
    var isWaiting: Bool

    /// A part of the phrases `casework.share.<state>`.
    var state: String { isCovered ? isOverride ? "override" : "covered" : isWaiting ? "waiting" : "ended" }
}

struct ShareQueries {
    func list(_ connection: Connection, _ person: String, now: Instant) throws -> [ShareRecord] {
        let covered = Set(
            try connection.rows(
                """
                SELECT organisation FROM person_share WHERE person = \(person)
                AND \(PersonScope.isCovered(now, .referral))
                """
            ).map { try $0.get("organisation", as: String.self) })
        let rows = try connection.rows(
            """
            SELECT person_share.organisation AS organisation, since, override,
                CASE WHEN decision IS NULL AND ended_at IS NULL AND only_reviewed = 1 THEN 1 ELSE 0 END AS is_waiting
            FROM person_share LEFT JOIN consent_override ON consent_override.id = person_share.override
            WHERE person_share.person = \(person) ORDER BY person_share.organisation
            """)
        let marks = try OverrideMark.load(
            connection, try rows.compactMap { try $0.optional("override", as: String.self) })
        return try rows.map { row in
            let organisation: String = try row.get("organisation")
            return ShareRecord(
                organisation: organisation, since: try row.instant("since"), isCovered: covered.contains(organisation),
                mark: try row.optional("override", as: String.self).flatMap { marks[$0] },
                isWaiting: try row.get("is_waiting"))
        }
    }
}

/// Files as programs read them.
enum PersonJSON {
    static func brief(_ person: PersonRecord) -> JSONText {
        JSONText(members: [
            ("id", JSONText(person.id)), ("reference", JSONText(person.reference)),
            ("organisation", JSONText(person.organisation)), ("purpose", JSONText(person.purpose.rawValue)),
            ("firstName", person.firstName.map { JSONText($0) }), ("languages", JSONText(person.languages)),
            ("needs", JSONText(person.needs)), ("household", person.household.map { JSONText($0) }),
            ("note", person.note.map { JSONText($0) }), ("wards", JSONText(person.wards.sorted().map(\.rawValue))),
            ("createdAt", JSONText(person.createdAt.rfc3339)),
            ("lastContactAt", JSONText(person.lastContactAt.rfc3339)), ("version", JSONText(person.version)),
        ])
    }

    /// - Parameter papers: content of attachments by id, in base64.
    static func whole(_ file: PersonFile, papers: [String: String] = [:]) -> JSONText {
        JSONText(members: [
            ("person", brief(file.person)), ("notices", JSONText(file.notices.map(notice))),
            ("consents", JSONText(file.consents.map(consent))),
            ("attachments", JSONText(file.attachments.map { attachment($0, content: papers[$0.id]) })),
            ("shares", JSONText(file.shares.map(share))), ("referrals", JSONText(file.referrals.map(ReferralJSON.one))),
            ("health", file.withHealth ? file.health.map(health) ?? .null : nil),
        ])
    }

    static func health(_ part: HealthPart) -> JSONText {
        JSONText(members: [
            ("needs", JSONText(part.needs)), ("words", JSONText(part.words)), ("version", JSONText(part.version)),
        ])
    }

    static func notice(_ notice: NoticeRecord) -> JSONText {
        JSONText(members: [
            ("version", JSONText(notice.version)), ("language", JSONText(notice.language)),
            ("manner", JSONText(notice.manner.rawValue)), ("reader", notice.reader.map { JSONText($0) }),
            ("givenAt", JSONText(notice.givenAt.rfc3339)),
        ])
    }

    static func consent(_ record: ConsentRecord) -> JSONText {
        var relation: GuardianRelation?
        if case .guardian(let given) = record.giver { relation = given }
        return JSONText(members: [
            ("id", JSONText(record.id)), ("purpose", JSONText(record.consent.purpose.rawValue)),
            ("organisations", JSONText(record.members)), ("partners", JSONText(record.partners)),
            ("giver", JSONText(relation == nil ? "person" : "guardian")),
            ("relation", relation.map { JSONText($0.rawValue) }), ("manner", JSONText(record.manner.rawValue)),
            ("givenAt", JSONText(record.consent.givenAt.rfc3339)), ("until", JSONText(record.consent.until.rfc3339)),
            ("withdrawnAt", record.consent.withdrawnAt.map { JSONText($0.rfc3339) }),
            ("withdrawnBy", record.withdrawnGiver.map { JSONText($0) }),
        ])
    }

    static func attachment(_ attachment: AttachmentRecord, content: String? = nil) -> JSONText {
        JSONText(members: [
            ("id", JSONText(attachment.id)), ("type", JSONText(attachment.kind.type)),
            ("size", JSONText(attachment.size)), ("title", attachment.title.map { JSONText($0) }),
            ("addedAt", JSONText(attachment.addedAt.rfc3339)), ("content", content.map { JSONText($0) }),
        ])
    }

    private static func share(_ share: ShareRecord) -> JSONText {
        JSONText(members: [
            ("organisation", JSONText(share.organisation)), ("since", JSONText(share.since.rfc3339)),
            ("isCovered", JSONText(share.isCovered)), ("isOverride", JSONText(share.isOverride)),
            ("isWaiting", share.isWaiting ? JSONText(true) : nil), ("withoutConsent", share.mark?.json),
        ])
    }
}
