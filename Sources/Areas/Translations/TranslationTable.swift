internal import Rules
internal import Store

/// One version of a translation, whole.
struct TranslationVersion: Sendable {
    let id: String
    let name: TextName
    let language: String
    let number: Int
    let head: TranslationHead
    let words: String
    let sourceLanguage: String
    let sourceWords: String
    let account: String?
    let organisation: String?
    let decidedBy: String?
    let decidedAt: Instant?
    let remark: String?
    let isAlone: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try TextName(row)
        language = try row.get("language")
        number = try row.get("number")
        head = try TranslationHead(row)
        words = try row.get("words")
        sourceLanguage = try row.get("source_language")
        sourceWords = try row.get("source_words")
        account = try row.optional("account")
        organisation = try row.optional("organisation")
        decidedBy = try row.optional("decided_by")
        decidedAt = try row.optional("decided_at").map { Instant(milliseconds: $0) }
        remark = try row.optional("remark")
        isAlone = try row.get("is_alone", as: Int.self) == 1
    }
}

extension TextName {
    fileprivate init(_ row: Row) throws {
        self.init(kind: try row.get("kind"), key: try row.get("key"), field: try row.get("field"))
    }
}

extension TranslationHead {
    fileprivate init(_ row: Row) throws {
        self.init(
            stage: TranslationStage(rawValue: try row.get("stage")) ?? .replaced, mark: try row.get("source_mark"),
            carried: try row.optional("carried"), origin: TranslationOrigin(rawValue: try row.get("origin")) ?? .file,
            madeAt: Instant(milliseconds: try row.get("made_at")))
    }
}

/// Reads versions of translations.
enum TranslationTable {
    private static let open: SQL = "stage IN ('draft', 'review', 'returned')"

    static func of(_ name: TextName) -> SQL { "kind = \(name.kind) AND key = \(name.key) AND field = \(name.field)" }

    /// All of one text in one language, the newest first.
    static func versions(_ connection: Connection, _ name: TextName, _ language: String) throws -> [TranslationVersion]
    {
        try connection.rows(
            "SELECT * FROM translation_version WHERE \(of(name)) AND language = \(language) ORDER BY number DESC LIMIT 50"
        ).map { try TranslationVersion($0) }
    }

    /// Every version that somebody writes, that waits, or that was accepted, without its words.
    static func standings(_ connection: Connection) throws -> [TextName: [String: TranslationStanding]] {
        var found: [TextName: [String: TranslationStanding]] = [:]
        try connection.each(
            """
            SELECT kind, key, field, language, stage, source_mark, carried, origin, made_at FROM translation_version
            WHERE stage = 'reviewed' OR \(open)
            """
        ) { row in
            let head = try TranslationHead(row)
            let (name, language) = (try TextName(row), try row.get("language", as: String.self))
            if head.stage == .reviewed {
                found[name, default: [:]][language, default: TranslationStanding()].reviewed = head
            } else {
                found[name, default: [:]][language, default: TranslationStanding()].open = head
            }
        }
        return found
    }

    /// Every version that was accepted and is the last of its kind.
    static func reviewed(_ connection: Connection) throws -> [TranslationVersion] {
        try connection.rows("SELECT * FROM translation_version WHERE stage = 'reviewed' ORDER BY id").map {
            try TranslationVersion($0)
        }
    }

    /// What editors called minor, of one text or of all.
    static func minors(_ connection: Connection, _ name: TextName? = nil) throws -> [TextName: [MinorChange]] {
        var found: [TextName: [MinorChange]] = [:]
        let condition: SQL = name.map { of($0) } ?? "1 = 1"
        try connection.each("SELECT kind, key, field, from_mark, to_mark FROM translation_minor WHERE \(condition)") {
            row in
            found[try TextName(row), default: []].append(
                MinorChange(from: try row.get("from_mark"), to: try row.get("to_mark")))
        }
        return found
    }

    /// Accounts that review a language.
    static func reviewers(_ connection: Connection, _ language: String) throws -> Set<String> {
        Set(
            try connection.rows("SELECT account FROM translation_reviewer WHERE language = \(language)").map {
                try $0.get("account")
            })
    }

    /// Accounts of the city that may decide on translations.
    static func able(_ connection: Connection) throws -> Set<String> {
        let roles = Role.allCases.filter { Permission.scope($0, .translation, .decide) != nil }.map(\.rawValue)
        return Set(
            try connection.rows(
                """
                SELECT DISTINCT account FROM membership JOIN account ON account.id = membership.account
                WHERE role IN (\(list: roles)) AND ended_at IS NULL AND disabled_at IS NULL
                """
            ).map { try $0.get("account", as: String.self) })
    }

    /// Those of them that review a language: the named ones only, where some were named.
    static func mayReview(_ connection: Connection, _ language: String) throws -> Set<String> {
        let able = try able(connection)
        let named = try reviewers(connection, language)
        return named.isEmpty ? able : able.intersection(named)
    }
}
