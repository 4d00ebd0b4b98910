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
        case .bookIsDamaged(let fault):
            "the audit book is not as it was written: \(fault). A key that has signed it stays until that is cleared up. "
                + "Nothing was changed"
        }
    }
}

/// The end of a key: no server signs with it, the book is read once more with it, a line signed with the current key closes what it
/// signed, and the proof asks for it no more. Each step is one transaction, so that it may be killed and begun again.
extension KeyProof {
    /// - Returns: whether there is something left to do; `false` when it was retired before.
    public static func beginRetirement(_ database: Database, _ keys: KeyRing, of id: String) async throws -> Bool {
        if id == keys.current { throw KeyRetirementFault.isCurrent(id) }
        return try await database.write { connection in
            let standing = try KeyStanding.of(connection, id)
            if standing?.isRetired == true { return false }
            guard keys.ids.contains(id) else { throw KeyRetirementFault.unknown(id) }
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
