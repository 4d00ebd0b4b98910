import Rules
import Store
import Vault

/// The part of a file that touches health.
struct HealthQueries: Sendable {
    let seals: CaseworkSeals

    /// Whether the caller may know of this part at all: the ward, and for another organisation a yes of its own.
    func mayKnow(_ connection: Connection, _ person: PersonRecord, _ caller: Caller, now: Instant) throws -> Bool {
        guard caller.wards.contains(.health) else { return false }
        if person.organisation == caller.organisation { return true }
        return try connection.row(
            """
            SELECT 1 AS one FROM person_share WHERE person = \(person.id)
            AND organisation = \(caller.organisation ?? "") AND \(PersonScope.isConsented(now, .healthOrientation))
            """) != nil
    }

    func find(_ connection: Connection, _ person: String) throws -> HealthPart? {
        guard let row = try connection.row("SELECT needs, words, version FROM person_health WHERE person = \(person)")
        else { return nil }
        let needs = try seals.open(row.get("needs", as: String.self), "person_health", "needs", person)
        return HealthPart(
            needs: needs.split(separator: ",").map(String.init),
            words: try seals.open(row.get("words", as: String.self), "person_health", "words", person),
            version: try row.get("version"))
    }

    /// - Parameter version: the one that was seen; 0: there was none.
    /// - Returns: false when someone changed it meanwhile.
    func write(
        _ connection: Connection, _ person: String, needs: [String], words: String, version: Int, account: String,
        now: Instant
    ) throws -> Bool {
        let sealedNeeds = try seals.seal(needs.joined(separator: ","), "person_health", "needs", person)
        let sealedWords = try seals.seal(words, "person_health", "words", person)
        if version == 0 {
            return try connection.execute(
                """
                INSERT INTO person_health (person, needs, words, has_needs, version, updated_at, updated_by)
                VALUES (\(person), \(sealedNeeds), \(sealedWords), \(!needs.isEmpty), 1, \(now.milliseconds),
                    \(account)) ON CONFLICT (person) DO NOTHING
                """) == 1
        }
        return try connection.execute(
            """
            UPDATE person_health SET needs = \(sealedNeeds), words = \(sealedWords), has_needs = \(!needs.isEmpty),
                version = version + 1, updated_at = \(now.milliseconds), updated_by = \(account)
            WHERE person = \(person) AND version = \(version)
            """) == 1
    }
}

/// Papers that hang on a file.
struct AttachmentQueries: Sendable {
    let seals: CaseworkSeals

    /// - Parameter withHealth: whether the caller may know of the part that touches health.
    func list(_ connection: Connection, _ person: String, withHealth: Bool) throws -> [AttachmentRecord] {
        let condition: SQL = withHealth ? "1 = 1" : "is_health = 0"
        return try connection.rows(
            """
            SELECT id, kind, size, title, is_health, added_at FROM person_attachment
            WHERE person = \(person) AND \(condition) ORDER BY id
            """
        ).compactMap { row in
            let id: String = try row.get("id")
            guard let kind = AttachmentKind(rawValue: try row.get("kind")) else { return nil }
            return AttachmentRecord(
                id: id, kind: kind, size: try row.get("size"),
                title: try seals.open(row.optional("title"), "person_attachment", "title", id),
                isHealth: try row.get("is_health"), addedAt: try row.instant("added_at"))
        }
    }

    func content(_ connection: Connection, _ id: String) throws -> [UInt8] {
        guard let row = try connection.row("SELECT content FROM person_attachment WHERE id = \(id)") else { return [] }
        return try seals.keys.open(
            row.get("content", as: [UInt8].self),
            for: FieldPlace(table: "person_attachment", column: "content", row: id))
    }

    func insert(
        _ connection: Connection, _ attachment: AttachmentRecord, person: String, bytes: [UInt8], account: String
    ) throws {
        let id = attachment.id
        let content = try seals.keys.seal(
            bytes, for: FieldPlace(table: "person_attachment", column: "content", row: id))
        let title = try seals.seal(attachment.title, "person_attachment", "title", id)
        try connection.execute(
            """
            INSERT INTO person_attachment (id, person, kind, size, title, is_health, content, added_at, added_by)
            VALUES (\(id), \(person), \(attachment.kind.rawValue), \(attachment.size), \(title),
                \(attachment.isHealth), \(content), \(attachment.addedAt.milliseconds), \(account))
            """)
    }
}
