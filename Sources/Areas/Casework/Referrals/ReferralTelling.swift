import Rules
import Store

/// The other side is told that something awaits it; a partner without account gets a letter with a link and nothing else.
struct ReferralTelling {
    let room: CaseworkRoom
    let now: Instant

    /// Nobody is told of what opens only once it is reviewed: that comes with the review.
    func tell(_ connection: Connection, _ id: String) throws {
        guard
            let row = try connection.row(
                """
                SELECT organisation, to_organisation, partner_address, partner_language, ward_health, ward_minors,
                    ward_protected FROM referral
                WHERE id = \(id) AND state = 'asked' AND NOT \(OverrideStanding.hasLapsed(now))
                """)
        else { return }
        if let organisation = try row.optional("to_organisation", as: String.self) {
            try room.workplace.tell(
                connection, organisation: organisation, who: .referral, .read, kind: "referral-asked",
                path: "work/referrals/\(id)", event: "referral-asked/\(id)", wards: row.wards(), now: now)
        } else if let address = try room.seals().open(
            row.optional("partner_address"), "referral", "partner_address", id),
            let language = try row.optional("partner_language", as: String.self)
        {
            let link = try PartnerLink(keys: room.workplace.keys).make(connection, referral: id, now: now)
            try room.workplace.write(
                connection, to: address, language: language, kind: "partner-referral",
                holes: try asker(row.get("organisation")).merging(["path": "work/partner/\(link)"]) { $1 },
                event: "partner-referral/\(id)", now: now)
        }
    }

    /// Who writes, and their public line: whoever receives the letter can call them and need not believe it.
    private func asker(_ organisation: String) throws -> [String: String] {
        let city = try room.city()
        var holes = ["organisation": city.name(organisation)]
        holes["phone"] = city.phones[organisation]
        return holes
    }

    /// What stood closed on an override that is now found justified.
    func tellOpened(_ connection: Connection, override: String) throws {
        let ids = try connection.rows(
            """
            SELECT referral.id AS id FROM referral JOIN consent_override ON consent_override.id = referral.override
            WHERE referral.override = \(override) AND only_reviewed = 1 ORDER BY referral.id
            """
        ).map { try $0.get("id", as: String.self) }
        for id in ids { try tell(connection, id) }
    }
}
