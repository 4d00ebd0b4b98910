public import Rules
public import Store

/// Texts of the guide and of the law in other languages: who translated what from which words, who reviewed it, what has changed since.
/// What this area offers to the others.
public enum Translations {
    /// What the public sees of translations.
    /// - Parameter texts: as the records say them themselves, without any overlay.
    public static func overlay(_ connection: Connection, _ texts: [PublicText]) throws -> TextOverlay {
        let versions = try TranslationTable.reviewed(connection)
        guard !versions.isEmpty else { return TextOverlay() }
        let byName = Dictionary(texts.map { ($0.name, $0) }) { first, _ in first }
        let minors = try TranslationTable.minors(connection)
        var overlay = TextOverlay()
        for version in versions {
            guard let text = byName[version.name] else { continue }
            // Whoever wrote the record changed its words in this language since: theirs are newer.
            guard version.head.carried == text.words.byLanguage[version.language] else { continue }
            let marks = SourceMarks(text.sourceWords, minor: minors[text.name] ?? [])
            let reviewed = ReviewedWords(
                words: version.words, mark: version.head.mark, sourceWords: version.sourceWords)
            switch TranslationRules.showing(reviewed, of: marks, isLaw: lawKinds.contains(text.name.kind)) {
            case .translation: overlay.words[text.name, default: [:]][version.language] = version.words
            case .marked:
                overlay.words[text.name, default: [:]][version.language] = version.words
                overlay.outdated[text.name, default: []].insert(version.language)
            case .source: overlay.words[text.name, default: [:]][version.language] = ""
            }
        }
        return overlay
    }

    /// How many translations wait for a review that this account may give.
    static func waiting(_ connection: Connection, for account: String) throws -> Int {
        let row = try connection.row(
            """
            SELECT count(*) AS number FROM translation_version
            WHERE stage = 'review' AND (account IS NULL OR account <> \(account))
                AND (NOT EXISTS (SELECT 1 FROM translation_reviewer named
                        WHERE named.language = translation_version.language)
                    OR EXISTS (SELECT 1 FROM translation_reviewer named
                        WHERE named.language = translation_version.language AND named.account = \(account)))
            """)
        return try row?.get("number") ?? 0
    }

    /// Texts of law: an old translation of them is never shown.
    static let lawKinds: Set<String> = ["sheet", "checklist"]
}

/// All that can be translated in a city at this moment.
public struct TranslationCity: Sendable {
    /// In the order of their names.
    public var texts: [PublicText]
    public var languages: TerritorySettings.Languages
    /// Its words are the beginning of the glossary.
    public var taxonomy: Taxonomy

    public init(texts: [PublicText], languages: TerritorySettings.Languages, taxonomy: Taxonomy) {
        self.texts = texts
        self.languages = languages
        self.taxonomy = taxonomy
    }

    /// Into which languages texts are translated: those that the city offers.
    public var targets: [String] { languages.offered }
}

/// A machine that translates: whatever it says is a draft.
public protocol TranslationMachine: Sendable {
    /// For people: the host that is asked.
    var name: String { get }
    /// - Parameters:
    ///   - text: one that the public reads.
    ///   - source: BCP 47.
    /// - Throws: `TranslationMachineFault`
    func translate(_ text: String, from source: String, to language: String) async throws -> String
}

public enum TranslationMachineFault: Error, Sendable, Hashable, CustomStringConvertible {
    case unreachable
    /// HTTP status.
    case refused(Int)
    case unreadable

    public var description: String {
        switch self {
        case .unreachable: "the translation service cannot be reached; try again later, or translate by hand"
        case .refused(let status): "the translation service refused (status \(status)); it may not know this language"
        case .unreadable: "the translation service answered something that cannot be read"
        }
    }
}
