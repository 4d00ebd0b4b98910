internal import Rules
internal import Store
internal import Vault

/// Puts down that something awaits someone: in the page at once, by e-mail as they chose.
struct Notices {
    let keys: KeyRing

    func tell(
        _ connection: Connection, organisation: String, who subject: Permission.Subject, _ action: Permission.Action,
        kind: String, path: String, event: String, wards: Set<Ward>, except: String?, now: Instant
    ) throws {
        let members = try connection.rows(
            """
            SELECT membership.id AS id, account, role, wards FROM membership
            JOIN account ON account.id = membership.account
            WHERE organisation = \(organisation) AND membership.ended_at IS NULL AND account.disabled_at IS NULL
            ORDER BY membership.id
            """)
        for row in members {
            let account: String = try row.get("account")
            guard account != except, let role = Role(rawValue: try row.get("role")),
                Permission.scope(role, subject, action) != nil,
                wards.isSubset(of: Ward.read(try row.get("wards")).union(role.ownWards))
            else { continue }
            try tell(
                connection, account: account, membership: try row.get("id"), kind: kind, path: path, event: event,
                now: now)
        }
    }

    func tell(
        _ connection: Connection, account: String, membership: String?, kind: String, path: String, event: String,
        now: Instant
    ) throws {
        let added = try connection.execute(
            """
            INSERT INTO notification (id, account, membership, kind, path, event, created_at)
            VALUES (\(UUIDv7()), \(account), \(membership), \(kind), \(path), \(event), \(now.milliseconds))
            ON CONFLICT (account, event) DO NOTHING
            """)
        guard added == 1,
            let row = try connection.row("SELECT email, language, choices FROM account WHERE id = \(account)"),
            NoticeChoices.read(try row.get("choices")).byLetter.contains(kind)
        else { return }
        let address = try keys.open(
            row.get("email", as: String.self), for: FieldPlace(table: "account", column: "email", row: account))
        try write(
            connection, to: address, account: account, language: try row.get("language"), kind: kind,
            holes: ["path": path], event: "\(event)/\(account)", now: now)
    }

    func write(
        _ connection: Connection, to address: String, account: String?, language: String, kind: String,
        holes: [String: String], event: String, now: Instant
    ) throws {
        try KeyStanding.mayWrite(connection, keys)
        let id = UUIDv7().description
        let recipient = try keys.seal(address, for: FieldPlace(table: "letter", column: "recipient", row: id))
        let text = holes.sorted { $0.key < $1.key }.map { "\($0.key)\u{1F}\($0.value)" }.joined(separator: "\u{1E}")
        let sealed = try keys.seal(text, for: FieldPlace(table: "letter", column: "holes", row: id))
        try connection.execute(
            """
            INSERT INTO letter (id, event, account, recipient, language, kind, holes, created_at, next_at, tries)
            VALUES (\(id), \(event), \(account), \(recipient), \(language), \(kind), \(sealed),
                \(now.milliseconds), \(now.milliseconds), 0)
            ON CONFLICT (event) DO NOTHING
            """)
    }
}

extension Ward {
    /// `health,minors`, as memberships hold them; words of a later version of the program are left out.
    static func read(_ text: String) -> Set<Ward> {
        Set(text.split(separator: ",").compactMap { Ward(rawValue: String($0)) })
    }

    static func text(_ wards: Set<Ward>) -> String { wards.sorted().map(\.rawValue).joined(separator: ",") }
}
