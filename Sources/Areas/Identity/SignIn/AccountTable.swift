internal import Foundation
internal import Rules
internal import Store
internal import Vault

/// Accounts. Address and name are sealed; an address is found by its HMAC.
struct AccountTable {
    let keys: KeyRing
    private var secrets: Secrets { Secrets(keys: keys) }

    init(keys: KeyRing) {
        self.keys = keys
    }

    struct Account {
        var id: String
        var email: String
        var name: String
        var language: String
        var password: String?
        /// UTC milliseconds; 0: it never had one.
        var passwordSetAt: Int64
        var totp: String?
        var choices: NoticeChoices
        var isDisabled: Bool
    }

    /// As addresses are compared: without white space, in small letters. `nil`: no address.
    static func address(_ text: String?) -> String? {
        guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines).lowercased(), text.utf8.count <= 254,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, parts[1].contains("."),
            parts[1].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }), !parts[1].contains(".."),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
            parts[0].allSatisfy({ !"<>\"(),:;[]\\".contains($0) })
        else { return nil }
        return text
    }

    func find(_ connection: Connection, address: String) throws -> Account? {
        try find(connection, index: secrets.emailIndex(address))
    }

    /// - Parameter index: the blind index of an address.
    func find(_ connection: Connection, index: String) throws -> Account? {
        try connection.row("SELECT * FROM account WHERE email_index = \(index)").map(read)
    }

    func find(_ connection: Connection, id: String) throws -> Account? {
        try connection.row("SELECT * FROM account WHERE id = \(id)").map(read)
    }

    private func read(_ row: Row) throws -> Account {
        let id: String = try row.get("id")
        func open(_ column: String) throws -> String {
            try keys.open(row.get(column, as: String.self), for: FieldPlace(table: "account", column: column, row: id))
        }
        return Account(
            id: id, email: try open("email"), name: try open("name"), language: try row.get("language"),
            password: try row.optional("password"), passwordSetAt: try row.optional("password_set_at") ?? 0,
            totp: try row.optional("totp", as: String.self) == nil ? nil : try open("totp"),
            choices: NoticeChoices.read(try row.get("choices")),
            isDisabled: try row.optional("disabled_at", as: Int64.self) != nil)
    }

    func add(
        _ connection: Connection, address: String, name: String, language: String, password: String?, now: Instant
    ) throws -> String {
        let id = UUIDv7().description
        let email = try keys.seal(address, for: FieldPlace(table: "account", column: "email", row: id))
        let sealed = try keys.seal(name, for: FieldPlace(table: "account", column: "name", row: id))
        try connection.execute(
            """
            INSERT INTO account (id, email_index, email, name, language, password, password_set_at, choices, created_at)
            VALUES (\(id), \(secrets.emailIndex(address)), \(email), \(sealed), \(language), \(password),
                \(password == nil ? nil : now.milliseconds), '', \(now.milliseconds))
            """)
        return id
    }

    func setPassword(_ connection: Connection, _ id: String, _ password: String, now: Instant) throws {
        try connection.execute(
            "UPDATE account SET password = \(password), password_set_at = \(now.milliseconds) WHERE id = \(id)")
    }

    /// The same password at today's cost. It was set when it was set.
    func renew(_ connection: Connection, _ id: String, from old: String, to new: String) throws {
        try connection.execute("UPDATE account SET password = \(new) WHERE id = \(id) AND password = \(old)")
    }

    func describe(
        _ connection: Connection, _ id: String, name: String, language: String, choices: NoticeChoices
    ) throws {
        let sealed = try keys.seal(name, for: FieldPlace(table: "account", column: "name", row: id))
        try connection.execute(
            """
            UPDATE account SET name = \(sealed), language = \(language), choices = \(choices.text) WHERE id = \(id)
            """)
    }
}
