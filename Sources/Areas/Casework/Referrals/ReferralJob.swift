import Rules
import Store

/// Calls to mind what nobody answered, and what nobody reported on. Each once.
struct ReferralJob {
    let workplace: Workplace
    let city: CaseworkCity

    private struct Due: Sendable {
        var id: String
        var organisation: String
        var toOrganisation: String?
        var wards: Set<Ward>
        var reminder: ReferralClock.Reminder
    }

    func run(now: Instant) async throws -> Int {
        try await workplace.database.write { connection in
            try quietLapsed(connection, now)
            let due = try due(connection, now)
            for referral in due {
                try connection.execute(
                    "UPDATE referral SET reminded = \(referral.reminder.rawValue) WHERE id = \(referral.id)")
                // A partner without account cannot be told here: who asked is, and can telephone.
                try workplace.tell(
                    connection, organisation: referral.toOrganisation ?? referral.organisation, who: .referral, .read,
                    kind: "referral-reminder", path: "work/referrals/\(referral.id)",
                    event: "referral-reminder/\(referral.id)/\(referral.reminder.rawValue)", wards: referral.wards,
                    now: now)
            }
            return due.count
        }
    }

    /// What told the other side of a referral that is closed to them leads nowhere any more.
    private func quietLapsed(_ connection: Connection, _ now: Instant) throws {
        let lapsed = try connection.rows(
            "SELECT id FROM referral WHERE state IN ('asked', 'accepted') AND \(OverrideStanding.hasLapsed(now))"
        ).map { try $0.get("id", as: String.self) }
        for id in lapsed {
            try connection.execute(
                """
                UPDATE notification SET read_at = \(now.milliseconds) WHERE read_at IS NULL
                AND (event = \("referral-asked/\(id)") OR event LIKE \("referral-reminder/\(id)/%"))
                """)
        }
    }

    private func due(_ connection: Connection, _ now: Instant) throws -> [Due] {
        let rows = try connection.rows(
            """
            SELECT id, organisation, to_organisation, ward_health, ward_minors, ward_protected, state, asked_at,
                wanted_on, reminded FROM referral
            WHERE state IN ('asked', 'accepted') AND NOT \(OverrideStanding.hasLapsed(now)) ORDER BY id
            """)
        return try rows.compactMap { row in
            guard let state = ReferralState(rawValue: try row.get("state")),
                let reminder = ReferralClock.reminder(
                    state: state, askedOn: city.zone.date(try row.instant("asked_at")),
                    wantedOn: try row.optional("wanted_on", as: String.self).flatMap { LocalDate($0) },
                    today: city.zone.date(now), isHoliday: { city.holidays.publicHoliday(on: $0) != nil }),
                try row.optional("reminded", as: String.self) != reminder.rawValue
            else { return nil }
            return Due(
                id: try row.get("id"), organisation: try row.get("organisation"),
                toOrganisation: try row.optional("to_organisation"), wards: try row.wards(), reminder: reminder)
        }
    }
}
