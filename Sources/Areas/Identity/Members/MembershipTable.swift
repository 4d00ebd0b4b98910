internal import Rules
internal import Store

/// Who is a member of what.
struct MembershipTable {
    /// Those that an account may act for, in the order in which they began.
    func current(_ connection: Connection, of account: String) throws -> [Caller.Membership] {
        try connection.rows(
            """
            SELECT id, organisation, role, wards FROM membership
            WHERE account = \(account) AND ended_at IS NULL ORDER BY created_at, id
            """
        ).compactMap(Self.membership)
    }

    static func membership(_ row: Row) throws -> Caller.Membership? {
        guard let role = Role(rawValue: try row.get("role")) else { return nil }
        return Caller.Membership(
            id: try row.get("id"), organisation: try row.get("organisation"), role: role,
            wards: Ward.read(try row.get("wards")))
    }

    struct Member {
        var membership: Caller.Membership
        var account: String
        var since: Instant
        var hasSecondFactor: Bool
        var isDisabled: Bool
    }

    private static let columns: SQL = """
        SELECT membership.id AS id, organisation, role, wards, account, membership.created_at AS since, totp_since,
            disabled_at
        FROM membership JOIN account ON account.id = membership.account WHERE membership.ended_at IS NULL
        """

    func members(_ connection: Connection, of organisation: String) throws -> [Member] {
        try connection.rows(
            Self.columns + " AND organisation = \(organisation) ORDER BY membership.created_at, membership.id"
        )
        .compactMap(Self.member)
    }

    /// - Parameter within: the organisation that the caller's right is bounded to; `nil`: all.
    func member(_ connection: Connection, _ id: String, within: String?) throws -> Member? {
        let bound: SQL = within.map { " AND organisation = \($0)" } ?? ""
        return try connection.row(Self.columns + " AND membership.id = \(id)" + bound).flatMap(Self.member)
    }

    private static func member(_ row: Row) throws -> Member? {
        guard let membership = try membership(row) else { return nil }
        return Member(
            membership: membership, account: try row.get("account"), since: Instant(milliseconds: try row.get("since")),
            hasSecondFactor: try row.optional("totp_since", as: Int64.self) != nil,
            isDisabled: try row.optional("disabled_at", as: Int64.self) != nil)
    }

    /// - Returns: its id; `nil` when the account is a member there already.
    func add(
        _ connection: Connection, account: String, organisation: String, role: Role, wards: Set<Ward>, by: String?,
        now: Instant
    ) throws -> String? {
        let id = UUIDv7().description
        let isMember = try connection.row(
            "SELECT id FROM membership WHERE account = \(account) AND organisation = \(organisation) AND ended_at IS NULL"
        )
        if isMember != nil { return nil }
        try connection.execute(
            """
            INSERT INTO membership (id, account, organisation, role, wards, created_at, created_by)
            VALUES (\(id), \(account), \(organisation), \(role.rawValue), \(Ward.text(wards)), \(now.milliseconds), \(by))
            """)
        return id
    }

    /// Only when it still is what was seen: two who change it at once do not overwrite each other.
    func change(
        _ connection: Connection, _ seen: Caller.Membership, role: Role, wards: Set<Ward>
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE membership SET role = \(role.rawValue), wards = \(Ward.text(wards))
            WHERE id = \(seen.id) AND ended_at IS NULL AND role = \(seen.role.rawValue)
                AND wards = \(Ward.text(seen.wards))
            """) == 1
    }

    func end(_ connection: Connection, _ id: String, by: String, now: Instant) throws {
        try connection.execute(
            """
            UPDATE membership SET ended_at = \(now.milliseconds), ended_by = \(by) WHERE id = \(id) AND ended_at IS NULL
            """)
    }

    func count(_ connection: Connection, _ role: Role, of organisation: String) throws -> Int {
        try connection.row(
            """
            SELECT count(*) AS count FROM membership JOIN account ON account.id = membership.account
            WHERE organisation = \(organisation) AND role = \(role.rawValue) AND membership.ended_at IS NULL
                AND disabled_at IS NULL
            """)?.get("count") ?? 0
    }
}
