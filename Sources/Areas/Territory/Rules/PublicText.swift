/// Which text: the kind of its record, the record's key, the field.
public struct TextName: Sendable, Hashable, Comparable {
    /// `service`, `site`, `sheet`, `checklist` …
    public var kind: String
    public var key: String
    /// `description`; of a text inside a list: `rights.asylum-claim.plain`.
    public var field: String

    public init(kind: String, key: String, field: String) {
        self.kind = kind
        self.key = key
        self.field = field
    }

    public static func < (left: TextName, right: TextName) -> Bool {
        (left.kind, left.key, left.field) < (right.kind, right.key, right.field)
    }
}

/// A text that the public reads and that can be translated. Never one of a person, nor of a place that is protected.
public struct PublicText: Sendable, Hashable {
    public var name: TextName
    /// What its record is called.
    public var title: LocalisedText
    /// As the record itself says it, in all its languages.
    public var words: LocalisedText
    /// The language from which it is translated.
    public var source: String

    /// - Parameter sources: languages from which texts are translated, the best first.
    /// - Returns: `nil` for proper names, for empty texts, and where none of `sources` has words.
    public init?(name: TextName, title: LocalisedText, words: LocalisedText, sources: [String]) {
        guard !words.isProperName, let source = sources.first(where: { words.byLanguage[$0]?.isEmpty == false })
        else { return nil }
        self.name = name
        self.title = title
        self.words = words
        self.source = source
    }

    public var sourceWords: String { words.byLanguage[source] ?? "" }
}

extension TerritorySettings.Languages {
    /// Languages from which texts are translated, the best first.
    public var sources: [String] { required + (required.contains(preferred) ? [] : [preferred]) }
}

/// What translators made, laid over what records say.
public struct TextOverlay: Sendable, Hashable {
    /// Language → words; an empty text: the record's own words in this language are older than the source, and are left out.
    public var words: [TextName: [String: String]] = [:]
    /// Languages in which a text is shown although its source has changed since.
    public var outdated: [TextName: Set<String>] = [:]

    public init() {}

    public func laid(over text: LocalisedText, _ name: TextName) -> LocalisedText {
        guard let own = words[name], !text.isProperName else { return text }
        return LocalisedText(text.byLanguage.merging(own) { $1 }.filter { !$0.value.isEmpty })
    }
}
