import Rules
import Store
import Web

/// What the other side sees of the person, copied when the referral was asked: what the preview showed, and nothing that was written since.
struct ReferralShown: Sendable, Hashable, Codable {
    var firstName: String?
    var reference: String?
    var languages: [String]?
    var needs: [String]?
    var healthNeeds: [String]?
    var household: Int?
}

struct ReferralRecord: Sendable, Hashable {
    var id: String
    var person: String?
    var organisation: String
    var toOrganisation: String?
    var toService: String?
    var partnerName: String?
    /// `nil`: taken back, or no longer covered by a consent.
    var shown: ReferralShown?
    var message: String?
    var urgency: ReferralUrgency
    var wantedOn: LocalDate?
    var wards: Set<Ward>
    var state: ReferralState
    var askedAt: Instant
    var answeredAt: Instant?
    var reason: ReferralRefusalReason?
    var reply: String?
    var report: String?
    /// When the other side first looked at it.
    var openedAt: Instant?
    /// It stands on an override that nobody reviewed in time: the other side sees nothing of it.
    var isLapsed: Bool
    /// It stands on an override that opens only once it is reviewed, and is not reviewed yet.
    var isWaiting: Bool
    /// It went without a consent; `nil`: on one, without a person, or the reader is not of those who asked.
    var mark: OverrideMark?
    /// `nil`: the reader stands on neither side (a job, a partner without account).
    var side: ReferralSide?

    /// Name of the other side.
    func other(for side: ReferralSide?, _ city: CaseworkCity) -> String {
        side == .asked ? city.name(organisation) : toOrganisation.map { city.name($0) } ?? partnerName ?? ""
    }
}

/// A page of what was asked of an organisation, or by it.
struct ReferralPart: Sendable {
    var side: ReferralSide
    var referrals: [ReferralRecord]
    /// Cursor of the next page; `nil`: this is the last one.
    var next: String?
}

/// Which referrals a caller may see: the two sides alone, and the wards of what is asked. Who was asked on an override that nobody reviewed
/// in time sees none.
struct ReferralScope: Sendable {
    let caller: Caller
    let now: Instant

    func condition(_ action: Permission.Action) -> SQL {
        "\(reach(action)) AND \(CaseworkWards.condition(caller.wards, table: "referral")) AND \(Self.isInUse)"
    }

    /// Those of an archived file are in the archive with it.
    private static let isInUse: SQL = """
        (referral.person IS NULL OR EXISTS (SELECT 1 FROM person_file
            WHERE person_file.id = referral.person AND person_file.archived_at IS NULL))
        """

    private func reach(_ action: Permission.Action) -> SQL {
        guard let scope = caller.scope(.referral, action), let organisation = caller.organisation else {
            return "1 = 0"
        }
        switch scope {
        case .oneself: return "1 = 0"
        case .organisation: return "referral.organisation = \(organisation)"
        case .shared:
            return """
                (referral.organisation = \(organisation) OR (referral.to_organisation = \(organisation)
                    AND NOT \(OverrideStanding.hasLapsed(now))))
                """
        case .all: return "1 = 1"
        }
    }
}

enum ReferralJSON {
    static func one(_ referral: ReferralRecord) -> JSONText {
        JSONText(members: [
            ("id", JSONText(referral.id)), ("organisation", JSONText(referral.organisation)),
            ("toOrganisation", referral.toOrganisation.map { JSONText($0) }),
            ("toService", referral.toService.map { JSONText($0) }),
            ("partner", referral.partnerName.map { JSONText($0) }),
            ("person", referral.side == .asker ? referral.person.map { JSONText($0) } : nil),
            ("shown", referral.shown.map(shown)), ("message", referral.message.map { JSONText($0) }),
            ("urgency", JSONText(referral.urgency.rawValue)),
            ("wantedOn", referral.wantedOn.map { JSONText($0.description) }),
            ("state", JSONText(referral.state.rawValue)), ("isLapsed", referral.isLapsed ? JSONText(true) : nil),
            ("isWaiting", referral.isWaiting ? JSONText(true) : nil), ("withoutConsent", referral.mark?.json),
            ("askedAt", JSONText(referral.askedAt.rfc3339)),
            ("openedAt", referral.openedAt.map { JSONText($0.rfc3339) }),
            ("answeredAt", referral.answeredAt.map { JSONText($0.rfc3339) }),
            ("reason", referral.reason.map { JSONText($0.rawValue) }), ("reply", referral.reply.map { JSONText($0) }),
            ("report", referral.report.map { JSONText($0) }),
            (
                "steps",
                referral.side.map {
                    JSONText(ReferralMove.steps(from: referral.state, by: $0).map(\.rawValue))
                }
            ),
        ])
    }

    static func shown(_ shown: ReferralShown) -> JSONText {
        JSONText(members: [
            ("firstName", shown.firstName.map { JSONText($0) }), ("reference", shown.reference.map { JSONText($0) }),
            ("languages", shown.languages.map { JSONText($0) }), ("needs", shown.needs.map { JSONText($0) }),
            ("healthNeeds", shown.healthNeeds.map { JSONText($0) }),
            ("household", shown.household.map { JSONText($0) }),
        ])
    }
}
