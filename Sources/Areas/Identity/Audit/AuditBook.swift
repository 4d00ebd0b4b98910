internal import Rules
internal import Store
internal import Vault

/// The book itself: append-only, each line chained to the one before and signed.
struct AuditBook {
    let keys: KeyRing

    func verify(_ connection: Connection, anchor: AuditAnchor?) throws -> Identity.AuditReading {
        var verifier = AuditVerifier(keys: keys, anchor: anchor)
        try connection.each(
            """
            SELECT sequence, at, actor, membership, organisation, action, kind, object, outcome, note, hash, mac, key
            FROM audit ORDER BY sequence
            """
        ) { row in
            guard verifier.fault == nil else { return }
            let record = AuditRecord(
                sequence: try row.get("sequence"), at: try row.get("at"), actor: try row.optional("actor"),
                membership: try row.optional("membership"), organisation: try row.optional("organisation"),
                action: try row.get("action"), kind: try row.get("kind"), object: try row.optional("object"),
                outcome: try row.get("outcome"), note: try row.optional("note"))
            _ = verifier.read(record, hash: try row.get("hash"), mac: try row.get("mac"), key: try row.get("key"))
        }
        let fault = verifier.finish()
        return Identity.AuditReading(
            lines: verifier.count, fault: fault?.description, anchor: verifier.anchorNow.text(keys: keys))
    }

    func append(_ connection: Connection, _ entry: AuditEntry, now: Instant) throws {
        let last = try connection.row("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
        let sequence = try last.map { try $0.get("sequence", as: Int.self) + 1 } ?? 1
        let record = AuditRecord(
            sequence: sequence, at: now.milliseconds, actor: entry.actor, membership: entry.membership,
            organisation: entry.organisation, action: entry.action.rawValue, kind: entry.kind, object: entry.object,
            outcome: entry.outcome.rawValue, note: entry.note)
        let link = try AuditChain(keys: keys).link(previous: try last?.get("hash"), record)
        try connection.execute(
            """
            INSERT INTO audit (sequence, at, actor, membership, organisation, action, kind, object, outcome, note,
                hash, mac, key)
            VALUES (\(sequence), \(record.at), \(record.actor), \(record.membership), \(record.organisation),
                \(record.action), \(record.kind), \(record.object), \(record.outcome), \(record.note),
                \(link.hash), \(link.mac), \(link.key))
            """)
    }
}
