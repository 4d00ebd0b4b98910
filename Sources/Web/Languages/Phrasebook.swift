import Foundation

/// One sentence of the interface: plain, or one form for each plural category of its `count`.
public enum Phrase: Sendable, Hashable {
    case plain(String)
    case plural([PluralCategory: String])
}

/// Every sentence of the interface in one language.
///
/// Read from `Resources/languages/<tag>/*.json`: `{"key": "words with {name}"}` or
/// `{"key": {"one": "…", "other": "…"}}`, and a `language.json` with the language's own name, direction and state.
public struct Phrasebook: Sendable {
    /// Description of a language, in its own words.
    public struct Language: Sendable, Hashable, Codable {
        public var tag: String
        public var name: String
        public var direction: String
        public var state: String
    }

    public let language: Language
    private let phrases: [String: Phrase]
    private let fallback: [String: Phrase]
    private let fallbackTag: String?

    init(language: Language, phrases: [String: Phrase], fallback: [String: Phrase], fallbackTag: String?) {
        self.language = language
        self.phrases = phrases
        self.fallback = fallback
        self.fallbackTag = fallbackTag
    }

    public var tag: String { language.tag }
    public var isRightToLeft: Bool { language.direction == "rtl" }
    public var keys: [String] { phrases.keys.sorted() }

    /// Those that begin with a word and a point.
    public func keys(under head: String) -> [String] { phrases.keys.filter { $0.hasPrefix(head + ".") }.sorted() }

    /// The words for `key`, with `{name}` replaced. `count` chooses the plural form and fills `{count}`.
    ///
    /// A key that no language knows comes back as itself between brackets: a test refuses such a key, so no reader meets one.
    public func callAsFunction(_ key: String, count: Int? = nil, _ values: [String: String] = [:]) -> String {
        let own = phrases[key]
        guard let phrase = own ?? fallback[key] else { return "[\(key)]" }
        let tag = own == nil ? fallbackTag ?? self.tag : self.tag
        var words: String
        switch phrase {
        case .plain(let text): words = text
        case .plural(let forms):
            words = forms[PluralRule.category(of: count ?? 0, in: tag)] ?? forms[.other] ?? forms.values.first ?? ""
        }
        guard words.utf8.contains(UInt8(ascii: "{")) else { return words }
        if let count { words = Phrasebook.fill(words, name: "count", with: number(count)) }
        for (name, value) in values { words = Phrasebook.fill(words, name: name, with: value) }
        return words
    }

    /// Whether those who work find their pages in this language. Packs of the guide's languages need not have them.
    public var speaksDesk: Bool { has("desk.menu.home") }

    /// Whether this language has its own words for the key, or borrows them.
    public func has(_ key: String) -> Bool { phrases[key] != nil }

    /// The sentence with all its forms, own or borrowed, for a program that fills it elsewhere.
    public func phrase(_ key: String) -> Phrase? { phrases[key] ?? fallback[key] }

    /// Several things in a row, as the language sets them apart (`, ` or `، `).
    public func list(_ items: [String]) -> String { items.joined(separator: self("list.comma")) }

    /// The same with markup.
    public func list(_ items: [HTML]) -> HTML { items.joined(HTML(self("list.comma"))) }

    /// A whole number with the language's grouping. Arabic pages keep Western digits, which every phone has.
    public func number(_ value: Int) -> String {
        let digits = String(abs(value))
        guard digits.utf8.count > 3 else { return String(value) }
        let separator =
            switch tag.prefix(2) {
            case "en", "ar", "zh", "am", "ti", "so", "bn", "ur", "ta": ","
            case "es", "pt", "tr", "ro": "."
            default: "\u{202F}"
            }
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { grouped += separator }
            grouped.append(digit)
        }
        return value < 0 ? "−" + grouped : grouped
    }

    static func fill(_ text: String, name: String, with value: String) -> String {
        let pattern = "{\(name)}"
        var result = ""
        var rest = Substring(text)
        while let range = rest.range(of: pattern) {
            result += rest[..<range.lowerBound]
            result += value
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
