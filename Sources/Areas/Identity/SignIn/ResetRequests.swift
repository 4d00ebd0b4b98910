internal import Rules
internal import Store
internal import Vault

/// Requests for the letter with which a forgotten password is set anew. Whoever asks is answered at once and learns nothing; the job that
/// sends letters looks up whether there is such an account.
///
/// A stranger who asks in somebody's name neither fills their mailbox nor keeps a letter from them: see decision 0019.
struct ResetRequests {
    let workplace: Workplace
    private var keys: KeyRing { workplace.keys }

    init(workplace: Workplace) {
        self.workplace = workplace
    }

    /// Counts and puts down. What happens here depends on counters alone, never on whether somebody has the address.
    /// - Returns: `false`: the network has asked too often, for whatever addresses, and has to wait.
    func ask(_ connection: Connection, _ address: String, _ around: SignIn.Circumstances) throws -> Bool {
        let tries = TryTable()
        let index = Secrets(keys: keys).emailIndex(address)
        let networks = NetworkName(keys: keys).hourly(
            "letters-from", around.address, LockOut.lettersOfNetwork, at: around.now)
        guard try tries.takeAll(connection, networks, now: around.now) else { return false }
        if try tries.take(connection, "reset/\(index)", LockOut.mailbox, now: around.now) != nil { return true }
        try connection.execute(
            """
            INSERT INTO reset_request (id, email_index, asked_at)
            VALUES (\(UUIDv7()), \(index), \(around.now.milliseconds))
            """)
        return true
    }

    /// The password is set: the next letter goes at once again.
    func settled(_ connection: Connection, _ address: String) throws {
        try TryTable().clear(connection, "reset/\(Secrets(keys: keys).emailIndex(address))")
    }

    /// Writes the letters that were asked for, to those who have an account. One that cannot be written keeps no other from it.
    /// - Returns: how many were given up, because the account cannot be opened.
    func answer(now: Instant) async throws -> Int {
        let isIdle = try await workplace.database.read { try $0.row("SELECT id FROM reset_request LIMIT 1") == nil }
        if isIdle { return 0 }
        let batch = try await workplace.database.write { connection in
            // First those whom nobody here has: strangers who ask in thousands of invented names bury nobody's request.
            try connection.execute(
                "DELETE FROM reset_request WHERE email_index NOT IN (SELECT email_index FROM account)")
            try connection.execute(
                "DELETE FROM reset_request WHERE asked_at <= \(now.milliseconds - SingleUseLink.lifetime)")
            return try connection.rows("SELECT id, email_index FROM reset_request ORDER BY id LIMIT 100").map {
                (id: try $0.get("id", as: String.self), index: try $0.get("email_index", as: String.self))
            }
        }
        var (givenUp, fault): (Int, (any Error)?) = (0, nil)
        for (id, index) in batch {
            do {
                try await workplace.database.write { connection in
                    guard try taken(connection, id) else { return }
                    try write(connection, id, index, now)
                }
            } catch is VaultError {
                givenUp += try await workplace.database.write { try taken($0, id) } ? 1 : 0
            } catch {
                // It stays for the next time, for as long as a link lives.
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
        return givenUp
    }

    private func taken(_ connection: Connection, _ id: String) throws -> Bool {
        try connection.execute("DELETE FROM reset_request WHERE id = \(id)") == 1
    }

    private func write(_ connection: Connection, _ id: String, _ index: String, _ now: Instant) throws {
        let account = try AccountTable(keys: keys).find(connection, index: index)
        guard let account, !account.isDisabled else { return }
        let secret = try SingleUseLink(keys: keys).make(connection, account: account.id, now: now)
        try workplace.write(
            connection, to: account.email, language: account.language, kind: "password-reset",
            holes: ["path": "work/password/new/\(secret)"], event: "password-reset/\(id)", now: now)
        try workplace.note(connection, AuditEntry(nil, .change, "account", account.id, note: "reset-asked"), now: now)
    }
}
