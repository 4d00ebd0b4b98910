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
    func ask(_ connection: Connection, _ address: String, _ around: SignIn.Circumstances) throws {
        let tries = TryTable()
        let index = Secrets(keys: keys).emailIndex(address)
        let name = "reset/\(index)"
        if let network = NetworkName(keys: keys).hourly("letters-from", around.address, at: around.now),
            try tries.take(connection, network, LockOut.lettersOfNetwork, now: around.now) != nil
        {
            return
        }
        if try tries.take(connection, name, LockOut.mailbox, now: around.now) != nil { return }
        try connection.execute(
            """
            INSERT INTO reset_request (id, email_index, asked_at)
            VALUES (\(UUIDv7()), \(index), \(around.now.milliseconds))
            """)
    }

    /// The password is set: the next letter goes at once again.
    func settled(_ connection: Connection, _ address: String) throws {
        try TryTable().clear(connection, "reset/\(Secrets(keys: keys).emailIndex(address))")
    }

    /// Writes the letters that were asked for, to those who have an account.
    func answer(now: Instant) async throws {
        let isIdle = try await workplace.database.read { try $0.row("SELECT id FROM reset_request LIMIT 1") == nil }
        if isIdle { return }
        try await workplace.database.write { connection in
            for row in try connection.rows("SELECT id, email_index, asked_at FROM reset_request ORDER BY id LIMIT 100")
            {
                let id: String = try row.get("id")
                try connection.execute("DELETE FROM reset_request WHERE id = \(id)")
                let asked: Int64 = try row.get("asked_at")
                guard now.milliseconds - asked < SingleUseLink.lifetime else { continue }
                try write(connection, id, row.get("email_index"), now)
            }
        }
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
