import Rules
import Store
import Web

/// What allows something of a person to be seen elsewhere: a consent that covers it, or a reason that is reviewed afterwards.
enum SharingGround: Sendable, Hashable {
    case byConsent(String)
    case byOverride(String)

    static let fields: [DeskRoute.Field] = [
        .init("overrideCode", "without a consent: danger-to-life, minor-in-danger or legal-duty"),
        .init("overrideReason", "why; kept sealed", label: "casework.override.reason"),
    ]
    static let longestReason = 1_000

    var consentID: String? { if case .byConsent(let id) = self { id } else { nil } }
    var overrideID: String? { if case .byOverride(let id) = self { id } else { nil } }

    /// What would allow it, before anything is written.
    enum Weighed: Sendable {
        case byConsent(String)
        /// - onlyReviewed: an earlier one for the same person and party was ended, or found not justified.
        case byOverride(OverrideCode, reason: String, onlyReviewed: Bool)
    }

    /// - Parameter isHealth: whether needs of health go with it.
    /// - Returns: no ground, and the faults to mend, when nothing allows it.
    static func find(
        _ connection: Connection, _ person: PersonRecord, to other: SharingParty, isHealth: Bool, _ form: FormValues,
        caller: Caller, room: CaseworkRoom, now: Instant
    ) throws -> (SharingGround?, [Problem.Fault]) {
        let (weighed, faults) = try weigh(
            connection, person, to: other, isHealth: isHealth, form, caller: caller, room: room, now: now)
        switch weighed {
        case nil: return (nil, faults)
        case .byConsent(let id): return (.byConsent(id), [])
        case .byOverride(let code, let reason, let onlyReviewed):
            let id = try write(
                connection, person, to: other, code, reason, onlyReviewed: onlyReviewed, caller: caller, room: room,
                now: now)
            return (.byOverride(id), [])
        }
    }

    /// The same, changing nothing.
    static func weigh(
        _ connection: Connection, _ person: PersonRecord, to other: SharingParty, isHealth: Bool, _ form: FormValues,
        caller: Caller, room: CaseworkRoom, now: Instant
    ) throws -> (Weighed?, [Problem.Fault]) {
        let purpose = Consent.purpose(forHealth: isHealth)
        let seals = room.seals()
        if let covering = try ConsentQueries(seals: seals).covering(
            connection, person.id, purpose, other.mark(for: person.id, seals), now: now)
        {
            return (.byConsent(covering.id), [])
        }
        let mayOverride = caller.scope(.consent, .override) != nil
        guard mayOverride, form["overrideCode"] != nil || form["overrideReason"] != nil else {
            return (
                nil,
                [.casework(other.field, "no consent covers this", mayOverride ? "consent-or-reason" : "consent")]
            )
        }
        guard let code = form["overrideCode"].flatMap({ OverrideCode(rawValue: $0) }) else {
            return (nil, [.casework("overrideCode", "must be a code of the list", "override-code")])
        }
        guard let reason = form["overrideReason"] else {
            return (nil, [.casework("overrideReason", "must say why, in at most 1,000 characters", "override-reason")])
        }
        guard reason.count <= longestReason else {
            return (nil, [.long("overrideReason", reason, most: longestReason)])
        }
        if code == .minorInDanger, !person.isMinor {
            return (nil, [.casework("overrideCode", "the file is not that of a minor", "override-minor")])
        }
        let before = try OverrideHistory(seals: seals).load(connection, person.id, other)
        if before.isUndecided {
            return (nil, [.casework("overrideCode", "one like it awaits its review", "override-waiting")])
        }
        return (.byOverride(code, reason: reason, onlyReviewed: before.wasEnded), [])
    }

    private static func write(
        _ connection: Connection, _ person: PersonRecord, to other: SharingParty, _ code: OverrideCode,
        _ reason: String, onlyReviewed: Bool, caller: Caller, room: CaseworkRoom, now: Instant
    ) throws -> String {
        let (id, seals) = (UUIDv7().description, room.seals())
        try connection.execute(
            """
            INSERT INTO consent_override (id, person, organisation, to_organisation, partner_name, code, reason, made_by,
                made_at, only_reviewed)
            VALUES (\(id), \(person.id), \(person.organisation), \(other.memberKey),
                \(try seals.seal(other.partnerName, "consent_override", "partner_name", id)), \(code.rawValue),
                \(try seals.seal(reason, "consent_override", "reason", id)), \(caller.account), \(now.milliseconds),
                \(onlyReviewed))
            """)
        try room.workplace.note(
            connection, AuditEntry(caller, .override, "override", id, note: code.rawValue), now: now)
        try tellReviewers(connection, id, caller: caller, room: room, now: now)
        return id
    }

    /// Before what stands for a partner without account among keys of organisations.
    static let partnerPrefix = "partner:"

    /// Every reviewer of the city, whatever their wards: else nobody might come who can see it. They are told that it waits, and nothing more.
    private static func tellReviewers(
        _ connection: Connection, _ id: String, caller: Caller, room: CaseworkRoom, now: Instant
    ) throws {
        let reviewers = Role.allCases.filter { Permission.scope($0, .consent, .review) != nil }.map(\.rawValue)
        let organisations = try connection.rows(
            """
            SELECT DISTINCT organisation FROM membership WHERE ended_at IS NULL AND role IN (\(list: reviewers))
            ORDER BY organisation
            """
        ).map { try $0.get("organisation", as: String.self) }
        for organisation in organisations {
            try room.workplace.tell(
                connection, organisation: organisation, who: .consent, .review, kind: "override-review",
                path: "work/overrides", event: "override-review/\(id)", except: caller.account, now: now)
        }
    }
}
