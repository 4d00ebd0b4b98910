internal import Rules
internal import Store

/// The words that translations use: those of the taxonomy, and the city's own above them.
enum TranslationGlossary {
    struct Line: Sendable {
        var id: String
        var word: GlossaryWord
    }

    static func words(
        _ connection: Connection, _ taxonomy: Taxonomy, from source: String, to language: String
    ) throws -> [GlossaryWord] {
        let own = try lines(connection, from: source, to: language).map(\.word)
        let known = Set(own.map { $0.source.lowercased() })
        return own + ofTaxonomy(taxonomy, from: source, to: language).filter { !known.contains($0.source.lowercased()) }
    }

    /// The city's own, in the order of their words.
    static func lines(_ connection: Connection, from source: String, to language: String) throws -> [Line] {
        try connection.rows(
            """
            SELECT id, source, demanded, note, forbidden FROM glossary_term
            WHERE source_language = \(source) AND language = \(language) AND ended_at IS NULL ORDER BY source
            """
        ).map { row in
            Line(
                id: try row.get("id"),
                word: GlossaryWord(
                    source: try row.get("source"), demanded: try row.get("demanded"), note: try row.optional("note"),
                    forbidden: forbidden(try row.get("forbidden"))))
        }
    }

    static func ofTaxonomy(_ taxonomy: Taxonomy, from source: String, to language: String) -> [GlossaryWord] {
        let terms =
            taxonomy.themes.map(\.term) + taxonomy.needs
            + taxonomy.lists.sorted { $0.key < $1.key }.flatMap(\.value)
        var seen: Set<String> = []
        return terms.compactMap { term in
            guard let word = term.label.byLanguage[source], let demanded = term.label.byLanguage[language],
                // Sentences of closed lists ("you have to call before") are no terms.
                word.split(separator: " ").count <= 3, seen.insert(word.lowercased()).inserted
            else { return nil }
            return GlossaryWord(source: word, demanded: demanded)
        }
    }

    /// Lines, or members of a list.
    static func forbidden(_ text: String) -> [String] {
        text.split { $0 == "\n" || $0 == "," || $0 == "،" }.map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    static func put(
        _ connection: Connection, _ word: GlossaryWord, from source: String, to language: String, by account: String,
        now: Instant
    ) throws {
        try connection.execute(
            """
            UPDATE glossary_term SET ended_at = \(now.milliseconds)
            WHERE source_language = \(source) AND language = \(language) AND source = \(word.source)
                AND ended_at IS NULL
            """)
        try connection.execute(
            """
            INSERT INTO glossary_term (id, source_language, language, source, demanded, note, forbidden, account, at)
            VALUES (\(UUIDv7()), \(source), \(language), \(word.source), \(word.demanded), \(word.note),
                \(word.forbidden.joined(separator: "\n")), \(account), \(now.milliseconds))
            """)
    }
}

extension String {
    /// Without white space at its ends.
    var trimmingSpaces: String {
        let tail = drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return String(tail.reversed())
    }
}
