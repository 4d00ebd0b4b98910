import Store
import Vault

/// Seals the names of partners without account that older versions wrote in clear beside a person. A few at a time, each moved whole in a
/// transaction: when it is stopped, the next run goes on with what is left, and one that finds nothing changes nothing.
struct PartnerSealing {
    static let batch = 100

    let workplace: Workplace

    private var seals: CaseworkSeals { CaseworkSeals(keys: workplace.keys) }
    private static let pattern = SharingGround.partnerPrefix + "%"

    /// - Returns: how many names were sealed now.
    func run() async throws -> Int {
        var count = 0
        while true {
            let moved = try await workplace.database.write { try consents($0) + overrides($0) }
            if moved == 0 { return count }
            count += moved
        }
    }

    private func consents(_ connection: Connection) throws -> Int {
        let rows = try connection.rows(
            """
            SELECT consent, organisation, person FROM consent_organisation
            JOIN person_consent ON person_consent.id = consent_organisation.consent
            WHERE organisation LIKE \(Self.pattern) ORDER BY consent, organisation LIMIT \(Self.batch)
            """)
        for row in rows {
            let (consent, clear): (String, String) = (try row.get("consent"), try row.get("organisation"))
            let name = String(clear.dropFirst(SharingGround.partnerPrefix.count))
            try ConsentQueries(seals: seals).insert(connection, partner: name, consent, person: row.get("person"))
            try connection.execute(
                "DELETE FROM consent_organisation WHERE consent = \(consent) AND organisation = \(clear)")
        }
        return rows.count
    }

    private func overrides(_ connection: Connection) throws -> Int {
        let rows = try connection.rows(
            """
            SELECT id, to_organisation FROM consent_override WHERE to_organisation LIKE \(Self.pattern)
            ORDER BY id LIMIT \(Self.batch)
            """)
        for row in rows {
            let (id, clear): (String, String) = (try row.get("id"), try row.get("to_organisation"))
            let name = String(clear.dropFirst(SharingGround.partnerPrefix.count))
            try connection.execute(
                """
                UPDATE consent_override SET to_organisation = NULL,
                    partner_name = \(try seals.seal(name, "consent_override", "partner_name", id)) WHERE id = \(id)
                """)
        }
        return rows.count
    }
}
