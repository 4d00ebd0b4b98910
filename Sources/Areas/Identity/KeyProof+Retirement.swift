public import Rules
public import Store
public import Vault

/// Why a key stays in the ring.
public enum KeyRetirementFault: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(String)
    case isCurrent(String)
    /// So many values.
    case stillSeals(String, Int)
    /// The newest line of the audit book is signed with it: some server still has it as its current key.
    case stillSigns(String)
    /// A server that seals with it was seen so many seconds ago.
    case isServed(String, Int)
    case bookIsDamaged(String)

    public var description: String {
        switch self {
        case .unknown(let id): "there is no key «\(id)», neither in the ring nor in this database"
        case .isCurrent(let id):
            "the key «\(id)» is the current one; run `keys add` and `keys rotate` first. Nothing was changed"
        case .stillSeals(let id, let count):
            "the key «\(id)» still seals \(count) values; restart every server with the new ring, then run `keys rotate`. "
                + "Nothing was changed"
        case .stillSigns(let id):
            "the newest line of the audit book is signed with the key «\(id)»; restart every server with the new ring, "
                + "then run `keys rotate`. Nothing was changed"
        case .isServed(let id, let seconds):
            "a server that seals with the key «\(id)» was seen \(seconds) seconds ago; bring the new ring to every server, restart "
                + "it, then run `keys rotate`. One that was killed counts for two minutes. Nothing was changed"
        case .bookIsDamaged(let fault):
            "the audit book is not as it was written: \(fault). A key that has signed it stays until that is cleared up. "
                + "Nothing was changed"
        }
    }
}

/// The end of a key: no server has it as its current one, the book is read once more with it, a line signed with the current key closes what it
/// signed, and the proof asks for it no more. Each step is one transaction, so that it may be killed and begun again.
extension KeyProof {
    /// - Returns: whether there is something left to do; `false` when it was retired before.
    public static func beginRetirement(
        _ database: Database, _ keys: KeyRing, of id: String, now: Instant
    ) async throws -> Bool {
        if id == keys.current { throw KeyRetirementFault.isCurrent(id) }
        return try await database.write { connection in
            let standing = try KeyStanding.of(connection, id)
            if standing?.isRetired == true { return false }
            guard keys.ids.contains(id) else { throw KeyRetirementFault.unknown(id) }
            // A line that `keys rotate` has just written says nothing of the servers: they say themselves with which key they seal.
            if let seen = try ServerPresence.latest(connection, key: id, now: now) {
                throw KeyRetirementFault.isServed(id, max(0, Int(now.milliseconds - seen) / 1_000))
            }
            let last = try connection.row("SELECT key FROM audit ORDER BY sequence DESC LIMIT 1")
            if try last?.get("key", as: String.self) == id { throw KeyRetirementFault.stillSigns(id) }
            // A key that was added and never used has no proof: it has one that nobody needs to open.
            guard case .inUse(let proof)? = standing else { return true }
            let text = KeyStanding.retiringMark + proof
            try connection.execute("UPDATE key_proof SET proof = \(text) WHERE key = \(id)")
            return true
        }
    }

    /// As it was before `beginRetirement`.
    public static func abandonRetirement(_ database: Database, of id: String) async throws {
        try await database.write { connection in
            guard case .retiring(let proof)? = try KeyStanding.of(connection, id) else { return }
            try connection.execute("UPDATE key_proof SET proof = \(proof) WHERE key = \(id)")
        }
    }

    /// Closes what the key has signed, and asks for it no more.
    /// - Throws: `KeyRetirementFault.bookIsDamaged`; then nothing is changed.
    public static func finishRetirement(
        _ database: Database, _ keys: KeyRing, of id: String, now: Instant
    ) async throws {
        let book = AuditBook(keys: keys)
        // With the key, for the last time: what it signed is shown to be right before its signatures are given up.
        let reading = try await database.read { try book.verify($0, anchor: nil) }
        if let fault = reading.fault { throw KeyRetirementFault.bookIsDamaged(fault) }
        // And with the ring as it will be, so that nothing goes that the book still needs.
        if keys.ids.contains(id) {
            let without = AuditBook(keys: try keys.removing(id: id))
            let rest = try await database.read { try without.verify($0, anchor: nil, leaving: id) }
            if let fault = rest.fault { throw KeyRetirementFault.bookIsDamaged(fault) }
        }
        try await database.write { connection in
            if try KeyStanding.of(connection, id)?.isRetired == true { return }
            try book.append(
                connection,
                AuditEntry(nil, .change, AuditRecord.keyKind, id, note: AuditRecord.retired), now: now)
            try connection.execute(
                """
                INSERT INTO key_proof (key, proof, since) VALUES (\(id), \(KeyStanding.retiredText), \(now.milliseconds))
                ON CONFLICT (key) DO UPDATE SET proof = excluded.proof
                """)
        }
    }

    /// The book says that everything is sealed with the current key now, in a line that this key signs.
    public static func noteRotation(_ database: Database, _ keys: KeyRing, now: Instant) async throws {
        try await database.write { connection in
            try AuditBook(keys: keys).append(
                connection, AuditEntry(nil, .change, AuditRecord.keyKind, keys.current, note: "rotated"), now: now)
        }
    }
}
