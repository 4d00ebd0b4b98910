/// A text in one or more languages, or a proper name that is the same in all of them.
///
/// Languages are BCP 47 tags in lower case (`fr`, `en`, `ar`). A proper name is stored under `und`
/// (undetermined, ISO 639-2), so that a page never claims a language for it.
public struct LocalisedText: Sendable, Hashable, Codable {
    public static let anyLanguage = "und"

    public private(set) var byLanguage: [String: String]

    public init(_ byLanguage: [String: String]) {
        self.byLanguage = byLanguage
    }

    /// A proper name: the same in every language.
    public init(name: String) {
        self.byLanguage = [Self.anyLanguage: name]
    }

    public init(from decoder: any Decoder) throws {
        self.byLanguage = try decoder.singleValueContainer().decode([String: String].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(byLanguage)
    }

    public subscript(language: String) -> String? {
        byLanguage[language] ?? byLanguage[Self.anyLanguage]
    }

    public var languages: [String] { byLanguage.keys.sorted() }
    public var isEmpty: Bool { byLanguage.values.allSatisfy(\.isEmpty) }
    public var isProperName: Bool { byLanguage[Self.anyLanguage] != nil }

    /// The text for a reader: in `language` if it exists, else in the first of `fallbacks` that has it, else in any.
    ///
    /// `written` says in which language the returned words are, so that the page can declare it (WCAG 3.1.2);
    /// it is `nil` when they are in the reader's own language or are a proper name.
    public func read(in language: String, fallbacks: [String]) -> (words: String, written: String?) {
        if let words = self[language] { return (words, nil) }
        for fallback in fallbacks {
            if let words = byLanguage[fallback] { return (words, fallback) }
        }
        guard let first = languages.first, let words = byLanguage[first] else { return ("", nil) }
        return (words, first)
    }
}
