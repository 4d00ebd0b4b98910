internal import Rules
internal import Store
internal import Vault

/// Invitations: the only way in for those who work. A link that works once, for seven days.
struct InvitationTable {
    let keys: KeyRing
    private var secrets: Secrets { Secrets(keys: keys) }

    init(keys: KeyRing) {
        self.keys = keys
    }

    static let lifetime: Int64 = 7 * 86_400_000

    struct Invitation {
        var id: String
        var organisation: String
        var role: Role
        var wards: Set<Ward>
        var email: String
        var invitedBy: String?
        var expiresAt: Instant
    }

    /// One address has one open invitation of an organisation: a new one takes the place of the one before, whose link ends. So whoever
    /// lost the letter is simply invited again, with the rights that are asked for now.
    /// - Parameter id: made with the form; the same twice makes one invitation.
    /// - Returns: the secret for the address; `nil` when there is such an invitation already.
    func make(
        _ connection: Connection, id: String, organisation: String, role: Role, wards: Set<Ward>, address: String,
        language: String, by: String?, now: Instant
    ) throws -> String? {
        if try connection.row("SELECT id FROM invitation WHERE id = \(id)") != nil { return nil }
        try replace(connection, organisation: organisation, address: address, now: now)
        let secret = Secrets.fresh()
        let sealed = try keys.seal(address, for: FieldPlace(table: "invitation", column: "email", row: id))
        let made = try connection.execute(
            """
            INSERT INTO invitation (id, secret_hash, organisation, role, wards, email_index, email, language, invited_by,
                created_at, expires_at)
            VALUES (\(id), \(secrets.hash(secret, .invitation)), \(organisation), \(role.rawValue), \(Ward.text(wards)),
                \(secrets.emailIndex(address)), \(sealed), \(language), \(by), \(now.milliseconds),
                \(now.milliseconds + Self.lifetime))
            ON CONFLICT (id) DO NOTHING
            """)
        return made == 1 ? secret : nil
    }

    private func replace(_ connection: Connection, organisation: String, address: String, now: Instant) throws {
        let before = try connection.rows(
            """
            SELECT id FROM invitation WHERE organisation = \(organisation) AND email_index = \(secrets.emailIndex(address))
                AND used_at IS NULL AND withdrawn_at IS NULL
            """)
        for row in before {
            let id: String = try row.get("id")
            try connection.execute("UPDATE invitation SET withdrawn_at = \(now.milliseconds) WHERE id = \(id)")
            // A letter that has not left yet would hold a link that opens nothing.
            try connection.execute(
                """
                DELETE FROM letter WHERE event = \("invitation/" + id) AND sent_at IS NULL AND claimed_until IS NULL
                """)
        }
    }

    private static let open: SQL = """
        SELECT id, organisation, role, wards, email, invited_by, expires_at FROM invitation
        WHERE used_at IS NULL AND withdrawn_at IS NULL
        """

    func find(_ connection: Connection, secret: String, now: Instant) throws -> Invitation? {
        try connection.row(
            Self.open
                + " AND secret_hash = \(secrets.hash(secret, .invitation)) AND expires_at > \(now.milliseconds)"
        ).flatMap(read)
    }

    func list(_ connection: Connection, of organisation: String, now: Instant) throws -> [Invitation] {
        try connection.rows(
            Self.open + " AND organisation = \(organisation) AND expires_at > \(now.milliseconds) ORDER BY id"
        ).compactMap(read)
    }

    func find(_ connection: Connection, address: String, now: Instant) throws -> [Invitation] {
        try connection.rows(
            Self.open
                + " AND email_index = \(secrets.emailIndex(address)) AND expires_at > \(now.milliseconds) ORDER BY id"
        ).compactMap(read)
    }

    private func read(_ row: Row) throws -> Invitation? {
        let id: String = try row.get("id")
        guard let role = Role(rawValue: try row.get("role")) else { return nil }
        return Invitation(
            id: id, organisation: try row.get("organisation"), role: role, wards: Ward.read(try row.get("wards")),
            email: try keys.open(
                row.get("email", as: String.self), for: FieldPlace(table: "invitation", column: "email", row: id)),
            invitedBy: try row.optional("invited_by"), expiresAt: Instant(milliseconds: try row.get("expires_at")))
    }

    /// Makes the account a member. The invitation is used in the same statement that looks whether it was: of two at once, one wins.
    /// - Returns: the membership; `nil` when the invitation was used, withdrawn or is too old.
    func accept(
        _ connection: Connection, _ invitation: Invitation, account: String, now: Instant
    ) throws -> Caller.Membership? {
        let used = try connection.execute(
            """
            UPDATE invitation SET used_at = \(now.milliseconds), used_by = \(account)
            WHERE id = \(invitation.id) AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > \(now.milliseconds)
            """)
        guard used == 1,
            let id = try MembershipTable().add(
                connection, account: account, organisation: invitation.organisation, role: invitation.role,
                wards: invitation.wards, by: invitation.invitedBy, now: now)
        else { return nil }
        return Caller.Membership(
            id: id, organisation: invitation.organisation, role: invitation.role, wards: invitation.wards)
    }

    func withdraw(_ connection: Connection, _ id: String, within: String?, now: Instant) throws -> Bool {
        let bound: SQL = within.map { " AND organisation = \($0)" } ?? ""
        return try connection.execute(
            """
            UPDATE invitation SET withdrawn_at = \(now.milliseconds)
            WHERE id = \(id) AND used_at IS NULL AND withdrawn_at IS NULL
            """ + bound) == 1
    }
}
