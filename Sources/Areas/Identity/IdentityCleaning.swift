public import Rules
internal import Store
internal import Vault

/// Takes away what is over, after the times that `IdentityData` promises.
public struct IdentityCleaning: Sendable {
    private static let day: Int64 = 86_400_000

    let workplace: Workplace

    public init(workplace: Workplace) {
        self.workplace = workplace
    }

    /// - Returns: how many rows went or were emptied.
    public func run(now: Instant) async throws -> Int {
        try await workplace.database.write { connection in
            let moment = now.milliseconds
            let month = moment - 30 * Self.day
            var count = 0
            count += try connection.execute("DELETE FROM session WHERE ended_at < \(month) OR ends_at < \(month)")
            count += try connection.execute("DELETE FROM single_use_link WHERE expires_at < \(month)")
            count += try connection.execute(
                "DELETE FROM invitation WHERE used_at < \(month) OR withdrawn_at < \(month) OR expires_at < \(month)")
            count += try connection.execute("DELETE FROM half_sign_in WHERE ends_at < \(moment)")
            count += try connection.execute(
                "DELETE FROM reset_request WHERE asked_at < \(moment - SingleUseLink.lifetime)")
            count += try connection.execute("DELETE FROM provider_start WHERE created_at < \(moment - Self.day)")
            count += try connection.execute(
                """
                DELETE FROM limit_count
                WHERE since < \(moment - Self.day) AND (blocked_until IS NULL OR blocked_until < \(moment))
                """)
            let year = moment - 365 * Self.day
            count += try connection.execute(
                "DELETE FROM program_key WHERE withdrawn_at < \(year) OR expires_at < \(year)")
            count += try connection.execute("DELETE FROM notification WHERE read_at < \(moment - 90 * Self.day)")
            let letters = moment - Int64(LetterSchedule.keptDays) * Self.day
            count += try connection.execute(
                """
                UPDATE letter SET recipient = NULL, holes = NULL
                WHERE recipient IS NOT NULL AND (sent_at < \(letters) OR given_up_at < \(letters))
                """)
            count += try AuditBook(keys: workplace.keys).cut(connection, before: year, now: now)
            count += try anonymise(connection, endedBefore: year, now: now)
            return count
        }
    }

    /// A year after the last membership ended, the account keeps its id, so that the audit book still tells one person from another,
    /// and nothing else.
    private func anonymise(_ connection: Connection, endedBefore year: Int64, now: Instant) throws -> Int {
        let gone = try connection.rows(
            """
            SELECT account.id AS id FROM account JOIN membership ON membership.account = account.id
            WHERE account.anonymised_at IS NULL GROUP BY account.id
            HAVING count(*) = count(membership.ended_at) AND max(membership.ended_at) < \(year)
            """)
        for row in gone {
            let id: String = try row.get("id")
            let keys = workplace.keys
            let email = try keys.seal("-", for: FieldPlace(table: "account", column: "email", row: id))
            let name = try keys.seal("-", for: FieldPlace(table: "account", column: "name", row: id))
            try connection.execute(
                """
                UPDATE account SET email_index = \("gone/\(id)"), email = \(email), name = \(name), password = NULL,
                    totp = NULL, totp_since = NULL, disabled_at = \(now.milliseconds), anonymised_at = \(now.milliseconds)
                WHERE id = \(id)
                """)
            try connection.execute("DELETE FROM recovery_code WHERE account = \(id)")
            try connection.execute("DELETE FROM provider_link WHERE account = \(id)")
            try connection.execute("DELETE FROM session WHERE account = \(id)")
            try connection.execute("UPDATE letter SET recipient = NULL, holes = NULL WHERE account = \(id)")
            try workplace.note(connection, AuditEntry(nil, .anonymise, "account", id), now: now)
        }
        return gone.count
    }
}
