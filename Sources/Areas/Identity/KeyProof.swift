public import Rules
public import Store
public import Vault

/// Shows at the start that the ring of keys is the one that the database was sealed with, before anything is read or written with it.
public enum KeyProof {
    static let words = "these are the keys of this city"

    /// Opens the proof of every key that was ever used here, and writes one for a key that is new.
    /// - Throws: `IdentityFault.foreignKey` naming the key; then nothing is changed.
    public static func check(_ database: Database, _ keys: KeyRing, now: Instant) async throws {
        let isProven = try await database.read { connection -> Bool in
            let rows = try connection.rows("SELECT key, proof FROM key_proof ORDER BY key")
            for row in rows {
                let id: String = try row.get("key")
                guard let proof = KeyStanding(try row.get("proof")).proof else {
                    if id == keys.current { throw IdentityFault.retiredKey(id) }
                    continue
                }
                guard keys.ids.contains(id), (try? keys.open(proof, for: place(id))) == words else {
                    throw IdentityFault.foreignKey(id)
                }
            }
            // The index key does not turn: another one would find nobody any more.
            if !rows.isEmpty { try checkIndex(connection, keys) }
            return try rows.contains { try $0.get("key", as: String.self) == keys.current }
        }
        if isProven { return }
        let sealed = try keys.seal(words, for: place(keys.current))
        let index = keys.blindIndex(words, purpose: indexName)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO key_proof (key, proof, since) VALUES (\(keys.current), \(sealed), \(now.milliseconds))
                ON CONFLICT (key) DO NOTHING
                """)
            try connection.execute(
                """
                INSERT INTO key_index_proof (name, proof) VALUES (\(indexName), \(index)) ON CONFLICT (name) DO NOTHING
                """)
        }
    }

    /// Whether anything was ever sealed here, so that serving without keys would lose it from sight.
    public static func isSealed(_ database: Database) async throws -> Bool {
        try await database.read { try $0.row("SELECT key FROM key_proof") != nil }
    }

    private static let indexName = "index"

    private static func checkIndex(_ connection: Connection, _ keys: KeyRing) throws {
        let kept = try connection.row("SELECT proof FROM key_index_proof WHERE name = \(indexName)")
        guard let kept else { return }
        if try kept.get("proof", as: String.self) != keys.blindIndex(words, purpose: indexName) {
            throw IdentityFault.foreignKey(indexName)
        }
    }

    static func place(_ id: String) -> FieldPlace { FieldPlace(table: "key_proof", column: "proof", row: id) }
}
