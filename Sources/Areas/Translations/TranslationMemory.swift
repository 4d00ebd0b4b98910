internal import Rules
internal import Store

/// Earlier translations of like texts. Only what the public reads comes in, once a reviewer has accepted it.
enum TranslationMemory {
    struct Match: Sendable, Hashable {
        var source: String
        var words: String
        /// 0 to 100.
        var percent: Int
    }

    /// Below, another text helps nobody.
    static let leastPercent = 50
    /// How many candidates are looked at: what shares a key by chance.
    private static let mostCandidates = 400

    static func keep(
        _ connection: Connection, _ source: (language: String, words: String), _ words: String, in language: String,
        now: Instant
    ) throws {
        let mark = SourceMarks.mark(source.words + "\u{0}" + words)
        let id = UUIDv7().description
        let added = try connection.execute(
            """
            INSERT INTO translation_memory (id, source_language, language, mark, source_words, words, at)
            VALUES (\(id), \(source.language), \(language), \(mark), \(source.words), \(words), \(now.milliseconds))
            ON CONFLICT (source_language, language, mark) DO NOTHING
            """)
        guard added > 0 else { return }
        for key in Set(TextLikeness(source.words).keys(pair(source.language, language))) {
            try connection.execute("INSERT INTO translation_memory_key (key, memory) VALUES (\(key), \(id))")
        }
    }

    /// The nearest earlier ones, the nearest first, each translation once.
    static func matches(
        _ connection: Connection, of words: String, from source: String, to language: String, limit: Int = 3
    ) throws -> [Match] {
        let likeness = TextLikeness(words)
        let keys = likeness.keys(pair(source, language))
        let rows = try connection.rows(
            """
            SELECT source_words, words FROM translation_memory WHERE id IN (
                SELECT memory FROM translation_memory_key WHERE key IN (\(list: keys))
                GROUP BY memory ORDER BY count(*) DESC, memory DESC LIMIT \(mostCandidates))
            """)
        let matches = try rows.map { row -> Match in
            let found: String = try row.get("source_words")
            let percent = found == words ? 100 : min(99, likeness.percent(TextLikeness(found)))
            return Match(source: found, words: try row.get("words"), percent: percent)
        }
        var seen: Set<String> = []
        return Array(
            matches.filter { $0.percent >= leastPercent }.sorted {
                ($1.percent, $0.source, $0.words) < ($0.percent, $1.source, $1.words)
            }.filter { seen.insert($0.words).inserted }.prefix(limit))
    }

    private static func pair(_ source: String, _ language: String) -> String { "\(source)>\(language)" }
}
