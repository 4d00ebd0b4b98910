internal import Rules
internal import Store
internal import Vault

/// A code that changes every thirty seconds (RFC 6238), or one of ten recovery codes that work once.
struct SecondFactor {
    let keys: KeyRing

    enum Answer { case right, wrong, tooMany }

    /// Whose tries are counted together, so that none of them exhausts the others'.
    enum Budget {
        /// Browsers of which nothing is known: whoever has guessed the password.
        case strangers
        /// One on which the account was signed in to with its second factor before.
        case browser(String)
        /// Those who are signed in, and change the factor itself.
        case session
    }

    static func counter(_ account: String, _ budget: Budget) -> String {
        switch budget {
        case .strangers: "factor/\(account)"
        case .browser(let name): "factor/\(account)/\(name)"
        case .session: "factor/\(account)/session"
        }
    }

    /// Checks a code and uses it up. Counted before it is looked at.
    func check(
        _ connection: Connection, account: String, code: String, _ budget: Budget, now: Instant
    ) throws -> Answer {
        let (tries, counter) = (TryTable(), Self.counter(account, budget))
        if try tries.take(connection, counter, LockOut.person, now: now) != nil { return .tooMany }
        guard let row = try connection.row("SELECT totp, totp_step FROM account WHERE id = \(account)"),
            let sealed: String = try row.optional("totp")
        else { return .wrong }
        let secret = try keys.open(sealed, for: FieldPlace(table: "account", column: "totp", row: account))
        let typed = code.filter { !$0.isWhitespace && $0 != "-" }.lowercased()
        let isRight =
            typed.utf8.count == 6 && typed.utf8.allSatisfy { (48...57).contains($0) }
            ? try useStep(connection, account, secret: secret, code: typed, last: row.get("totp_step"), now: now)
            : try useRecovery(connection, account, typed, now: now)
        if isRight { try tries.clear(connection, counter) }
        return isRight ? .right : .wrong
    }

    /// A step works once, and none before it works any more (RFC 6238, 5.2): who looks over a shoulder has seen nothing of use.
    private func useStep(
        _ connection: Connection, _ account: String, secret: String, code: String, last: Int64, now: Instant
    ) throws -> Bool {
        guard let step = OneTimeCode.step(of: code, secret: secret, after: last, now: now) else { return false }
        return try connection.execute(
            "UPDATE account SET totp_step = \(step) WHERE id = \(account) AND totp_step < \(step)") == 1
    }

    private func useRecovery(_ connection: Connection, _ account: String, _ code: String, now: Instant) throws -> Bool {
        try connection.execute(
            """
            UPDATE recovery_code SET used_at = \(now.milliseconds)
            WHERE account = \(account) AND hash = \(recoveryHash(code)) AND used_at IS NULL
            """) == 1
    }

    private func recoveryHash(_ code: String) -> String {
        RecoveryCodes.hash(code, keys: keys)
    }

    /// Sets the factor, once a code has shown that the person holds it.
    /// - Returns: the ten recovery codes, or `nil` when the code is wrong.
    func set(
        _ connection: Connection, account: String, secret: String, code: String, now: Instant
    ) throws -> [String]? {
        let typed = code.filter { !$0.isWhitespace }
        guard let step = OneTimeCode.step(of: typed, secret: secret, after: 0, now: now) else { return nil }
        let sealed = try keys.seal(secret, for: FieldPlace(table: "account", column: "totp", row: account))
        try connection.execute(
            """
            UPDATE account SET totp = \(sealed), totp_since = \(now.milliseconds), totp_step = \(step)
            WHERE id = \(account)
            """)
        return try renewRecovery(connection, account: account)
    }

    /// Ten new codes; the old ones open nothing any more.
    func renewRecovery(_ connection: Connection, account: String) throws -> [String] {
        try connection.execute("DELETE FROM recovery_code WHERE account = \(account)")
        let codes = RecoveryCodes.fresh()
        for code in codes {
            try connection.execute(
                "INSERT INTO recovery_code (account, hash) VALUES (\(account), \(recoveryHash(code)))")
        }
        return codes
    }

    func recoveryLeft(_ connection: Connection, account: String) throws -> Int {
        try connection.row(
            "SELECT count(*) AS count FROM recovery_code WHERE account = \(account) AND used_at IS NULL"
        )?.get("count") ?? 0
    }

    func remove(_ connection: Connection, account: String) throws {
        try connection.execute("DELETE FROM recovery_code WHERE account = \(account)")
        try connection.execute(
            "UPDATE account SET totp = NULL, totp_since = NULL, totp_step = 0 WHERE id = \(account)")
    }
}
