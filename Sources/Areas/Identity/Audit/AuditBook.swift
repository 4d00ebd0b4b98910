internal import Rules
internal import Store
internal import Vault

/// The book itself: append-only, each line chained to the one before and signed.
struct AuditBook {
    let keys: KeyRing

    func verify(_ connection: Connection, anchor: AuditAnchor?) throws -> Identity.AuditReading {
        let kept = try connection.row("SELECT anchor FROM audit_beginning WHERE id = 1")
        let start = try kept.flatMap { AuditAnchor(try $0.get("anchor"), keys: keys) }
        if kept != nil, start == nil { throw IdentityFault.foreignAnchor }
        // An anchor from before the cut saw lines that are gone by law; what follows still stands on them.
        let seen = anchor.flatMap { $0.sequence < (start?.sequence ?? 0) ? nil : $0 }
        if let seen, let start, seen.sequence == start.sequence, seen.hash != start.hash {
            return Identity.AuditReading(
                lines: 0, fault: AuditVerifier.Fault.rewritten(seen.sequence).description,
                anchor: start.text(keys: keys))
        }
        var verifier = AuditVerifier(
            keys: keys, start: start, anchor: seen?.sequence == start?.sequence ? nil : seen)
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
        // A server that was not restarted since the key went must not write beneath the line that closed it.
        if try KeyStanding.of(connection, keys.current)?.isOver == true { throw IdentityFault.retiredKey(keys.current) }
        let last = try end(connection)
        let sequence = (last?.sequence ?? 0) + 1
        let record = AuditRecord(
            sequence: sequence, at: now.milliseconds, actor: entry.actor, membership: entry.membership,
            organisation: entry.organisation, action: entry.action.rawValue, kind: entry.kind, object: entry.object,
            outcome: entry.outcome.rawValue, note: entry.note)
        let link = try AuditChain(keys: keys).link(previous: last?.hash, record)
        try connection.execute(
            """
            INSERT INTO audit (sequence, at, actor, membership, organisation, action, kind, object, outcome, note,
                hash, mac, key)
            VALUES (\(sequence), \(record.at), \(record.actor), \(record.membership), \(record.organisation),
                \(record.action), \(record.kind), \(record.object), \(record.outcome), \(record.note),
                \(link.hash), \(link.mac), \(link.key))
            """)
    }

    /// Where the book ends; after all of it was cut off, where that was.
    private func end(_ connection: Connection) throws -> (sequence: Int, hash: [UInt8])? {
        if let last = try connection.row("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            return (try last.get("sequence"), try last.get("hash"))
        }
        guard let kept = try connection.row("SELECT anchor FROM audit_beginning WHERE id = 1") else { return nil }
        guard let anchor = AuditAnchor(try kept.get("anchor"), keys: keys) else { throw IdentityFault.foreignAnchor }
        return (anchor.sequence, anchor.hash)
    }

    /// Cuts off the beginning of the book: the lines before a moment, and keeps a signed anchor of the last of them, so that the rest
    /// can still be shown to be whole. Nothing is cut from a book that is not as it was written.
    /// - Returns: how many lines went.
    func cut(_ connection: Connection, before moment: Int64, now: Instant) throws -> Int {
        let last = try connection.row(
            "SELECT sequence, hash FROM audit WHERE at < \(moment) ORDER BY sequence DESC LIMIT 1")
        guard let last else { return 0 }
        guard try verify(connection, anchor: nil).fault == nil else { return 0 }
        let anchor = AuditAnchor(sequence: try last.get("sequence"), hash: try last.get("hash"))
        try connection.execute(
            """
            INSERT INTO audit_beginning (id, anchor, cut_at) VALUES (1, \(anchor.text(keys: keys)), \(now.milliseconds))
            ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, cut_at = excluded.cut_at
            """)
        return try connection.execute("DELETE FROM audit WHERE sequence <= \(anchor.sequence)")
    }
}
