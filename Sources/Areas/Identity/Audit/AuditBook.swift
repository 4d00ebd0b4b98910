internal import Rules
internal import Store
internal import Vault

/// The book itself: append-only, each line chained to the one before and signed.
struct AuditBook {
    let keys: KeyRing

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
