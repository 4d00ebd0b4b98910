import Rules
import Store

/// Which files a caller may see, as a condition of the query, so that nothing is read only to be thrown away.
struct PersonScope: Sendable {
    let caller: Caller
    let now: Instant

    /// Files in daily use that the caller may do this on.
    func condition(_ action: Permission.Action, of subject: Permission.Subject = .person) -> SQL {
        "person_file.archived_at IS NULL AND \(reach(action, subject)) AND \(wards)"
    }

    /// Files of the restricted archive.
    var archive: SQL {
        "person_file.archived_at IS NOT NULL AND \(reach(.review, .person)) AND \(wards)"
    }

    /// A wish to be forgotten, or to have a copy, does not end with daily use.
    var erasable: SQL { "\(reach(.erase, .person)) AND \(wards)" }
    var copyable: SQL {
        "(person_file.archived_at IS NULL OR \(isOpened)) AND \(reach(.export, .person)) AND \(wards)"
    }

    /// This member gave a reason to open the archived file, within the hour.
    var isOpened: SQL {
        """
        EXISTS (SELECT 1 FROM archive_opening WHERE archive_opening.person = person_file.id
        AND archive_opening.account = \(caller.account) AND archive_opening.until > \(now.milliseconds))
        """
    }

    private func reach(_ action: Permission.Action, _ subject: Permission.Subject) -> SQL {
        guard let scope = caller.scope(subject, action), let organisation = caller.organisation else { return "1 = 0" }
        switch scope {
        case .oneself: return "1 = 0"
        case .organisation: return "person_file.organisation = \(organisation)"
        case .shared:
            return """
                (person_file.organisation = \(organisation)
                OR EXISTS (SELECT 1 FROM person_share WHERE person_share.person = person_file.id
                    AND person_share.organisation = \(organisation) AND \(Self.isCovered(now, .referral))))
                """
        case .all: return "1 = 1"
        }
    }

    /// Whether the share that the query stands on is still covered: by a consent that names the organisation, or by an override that a
    /// reviewer has found justified, or has had three days at most to look at. Asked at each reading, so that a withdrawal counts at once.
    static func isCovered(_ now: Instant, _ purpose: ConsentPurpose) -> SQL {
        """
        (\(isConsented(now, purpose)) OR EXISTS (SELECT 1 FROM consent_override
            WHERE consent_override.id = person_share.override AND \(OverrideStanding.opens(now))))
        """
    }

    /// A consent alone: what touches health is never opened by an override that was made for something else.
    static func isConsented(_ now: Instant, _ purpose: ConsentPurpose) -> SQL {
        """
        EXISTS (SELECT 1 FROM person_consent
            JOIN consent_organisation ON consent_organisation.consent = person_consent.id
            WHERE person_consent.person = person_share.person
            AND consent_organisation.organisation = person_share.organisation
            AND person_consent.purpose = \(purpose.rawValue) AND person_consent.withdrawn_at IS NULL
            AND person_consent.given_at <= \(now.milliseconds) AND person_consent.until > \(now.milliseconds))
        """
    }

    var wards: SQL { CaseworkWards.condition(caller.wards, table: "person_file") }
}

/// Wards of a record: a caller needs every one.
enum CaseworkWards {
    static func condition(_ wards: Set<Ward>, table: StaticString) -> SQL {
        var parts: [SQL] = ["1 = 1"]
        if !wards.contains(.health) { parts.append("\(name: table).ward_health = 0") }
        if !wards.contains(.minors) { parts.append("\(name: table).ward_minors = 0") }
        if !wards.contains(.protectedPlaces) { parts.append("\(name: table).ward_protected = 0") }
        return SQL(parts, separator: " AND ")
    }

    static func text(_ wards: Set<Ward>) -> String { wards.sorted().map(\.rawValue).joined(separator: ",") }
    static func read(_ text: String) -> Set<Ward> {
        Set(text.split(separator: ",").compactMap { Ward(rawValue: String($0)) })
    }
}
