internal import Rules
internal import Speech
internal import Store
internal import Vault

/// A voice that was recorded for a text, without its sound.
struct Recording: Sendable {
    let name: VoiceName
    let language: String
    /// Of the words that were read.
    let mark: String
    let words: String
    /// SHA-256 of the sound.
    let digest: String
    let milliseconds: Int
    /// Who sent it, and said that the speaker agrees.
    let account: String
    let madeAt: Instant

    init?(_ row: Row) throws {
        guard let kind = VoiceName.Kind(rawValue: try row.get("kind")) else { return nil }
        name = VoiceName(kind, try row.get("key"))
        language = try row.get("language")
        mark = try row.get("mark")
        words = try row.get("words")
        digest = try row.get("digest")
        milliseconds = try row.get("milliseconds")
        account = try row.get("account")
        madeAt = Instant(milliseconds: try row.get("made_at"))
    }
}

/// Recorded voices lie in the database: every server of the city plays the same, and a backup holds them. One for each text and
/// language: who replaces or withdraws a voice deletes it.
enum RecordingTable {
    private static let columns: SQL = "kind, key, language, mark, words, digest, milliseconds, account, made_at"

    private static func of(_ name: VoiceName, _ language: String) -> SQL {
        "kind = \(name.kind.rawValue) AND key = \(name.key) AND language = \(language)"
    }

    static func all(_ connection: Connection) throws -> [Recording] {
        try connection.rows("SELECT \(columns) FROM recording ORDER BY language, kind, key").compactMap {
            try Recording($0)
        }
    }

    static func find(_ connection: Connection, _ name: VoiceName, _ language: String) throws -> Recording? {
        try connection.row("SELECT \(columns) FROM recording WHERE \(of(name, language))").flatMap { try Recording($0) }
    }

    /// - Parameter mark: of the words that it must say; `nil`: whatever it says.
    static func sound(_ connection: Connection, _ name: VoiceName, _ language: String, mark: String? = nil) throws
        -> [UInt8]?
    {
        let condition: SQL = mark.map { "mark = \($0)" } ?? "1 = 1"
        return try connection.row("SELECT content FROM recording WHERE \(of(name, language)) AND \(condition)").map {
            try $0.get("content")
        }
    }

    /// In the place of the one that was there.
    /// - Returns: `false`: it is there already, of these very words.
    static func keep(
        _ connection: Connection, _ voice: VoiceMaker.Voice, of text: VoiceText, in language: String, by caller: Caller,
        now: Instant
    ) throws -> Bool {
        let digest = ContentDigest.sha256(voice.bytes)
        let name = text.name
        if let kept = try find(connection, name, language), kept.digest == digest, kept.mark == text.mark {
            return false
        }
        try connection.execute(
            """
            INSERT INTO recording (kind, key, language, mark, words, digest, size, milliseconds, content, account,
                organisation, made_at)
            VALUES (\(name.kind.rawValue), \(name.key), \(language), \(text.mark), \(text.words), \(digest),
                \(voice.bytes.count), \(voice.milliseconds), \(voice.bytes), \(caller.account), \(caller.organisation),
                \(now.milliseconds))
            ON CONFLICT (language, kind, key) DO UPDATE SET mark = excluded.mark, words = excluded.words,
                digest = excluded.digest, size = excluded.size, milliseconds = excluded.milliseconds,
                content = excluded.content, account = excluded.account, organisation = excluded.organisation,
                made_at = excluded.made_at
            """)
        try Territory.bumpContentVersion(connection)
        return true
    }

    /// - Returns: whether there was one.
    static func withdraw(_ connection: Connection, _ name: VoiceName, _ language: String) throws -> Bool {
        guard try connection.execute("DELETE FROM recording WHERE \(of(name, language))") > 0 else { return false }
        try Territory.bumpContentVersion(connection)
        return true
    }
}
