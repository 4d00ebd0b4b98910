import Foundation

/// Something beside a translation that a person should look at before it passes review.
public enum TranslationWarning: Sendable, Hashable {
    /// The source has this hour, telephone or number.
    case figureMissing(String)
    case figureAdded(String)
    /// `{name}`: the program fills it. Such a translation cannot be taken.
    case holeMissing(String)
    case holeUnknown(String)
    /// The source has a word for which the glossary demands another.
    case wordMissing(source: String, demanded: String)
    case wordForbidden(String, demanded: String)

    /// The program would say nonsense: no one may confirm it away.
    public var isFault: Bool {
        switch self {
        case .holeMissing, .holeUnknown: true
        default: false
        }
    }

    public static func of(_ source: String, _ translation: String, glossary: [GlossaryWord]) -> [TranslationWarning] {
        let figures = TextFigures.differences(source, translation)
        let (asked, said) = (holes(source), holes(translation))
        return asked.subtracting(said).sorted().map { .holeMissing($0) }
            + said.subtracting(asked).sorted().map { .holeUnknown($0) }
            + figures.missing.map { .figureMissing($0) } + figures.added.map { .figureAdded($0) }
            + glossary.flatMap { $0.warnings(translation) }
    }

    /// Names in braces.
    public static func holes(_ text: String) -> Set<String> {
        var holes: Set<String> = []
        for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            let name = part[..<end]
            if !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
                holes.insert(String(name))
            }
        }
        return holes
    }
}

/// The word that the city's translations use for a word of the source.
public struct GlossaryWord: Sendable, Hashable {
    public var source: String
    public var demanded: String
    public var note: String?
    /// Words of the same meaning that hurt, mislead or confuse.
    public var forbidden: [String]

    public init(source: String, demanded: String, note: String? = nil, forbidden: [String] = []) {
        self.source = source
        self.demanded = demanded
        self.note = note
        self.forbidden = forbidden
    }

    /// The words of the glossary that a source has.
    public static func found(in source: String, _ glossary: [GlossaryWord]) -> [GlossaryWord] {
        TermGlossary(glossary).found(in: source)
    }

    func warnings(_ translation: String) -> [TranslationWarning] {
        let text = GlossaryText(translation)
        let bad = forbidden.filter { text.has(GlossaryText($0), ending: 0) }.map {
            TranslationWarning.wordForbidden($0, demanded: demanded)
        }
        return bad + (text.bends(demanded) ? [] : [.wordMissing(source: source, demanded: demanded)])
    }
}

/// The words of one pair of languages, made ready once for many texts.
public struct TermGlossary: Sendable {
    private let words: [(word: GlossaryWord, term: GlossaryText)]

    public init(_ words: [GlossaryWord]) { self.words = words.map { ($0, GlossaryText($0.source)) } }

    /// The words that a source has. A longer one hides a shorter one inside it: of «titre de séjour» and «séjour» the first.
    public func found(in source: String) -> [GlossaryWord] {
        let text = GlossaryText(source)
        let found = words.filter { text.has($0.term, ending: 2) }
        return found.filter { one in
            !found.contains { other in
                other.word.source.count > one.word.source.count && other.term.has(one.term, ending: 2)
            }
        }.map(\.word)
    }
}

/// A text as the glossary reads it: without capitals and accents, in words.
struct GlossaryText: Sendable {
    private let words: [String]
    private let whole: String

    init(_ text: String) {
        whole = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        words = whole.split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(String.init)
    }

    /// Whether the words of `term` stand in it one after the other, each with up to `ending` letters more (plurals).
    func has(_ term: GlossaryText, ending: Int) -> Bool {
        guard !term.words.isEmpty else { return false }
        // Scripts that set no spaces between words.
        if term.whole.unicodeScalars.contains(where: { Self.hasNoSpaces($0) }) {
            return whole.contains(term.whole)
        }
        guard words.count >= term.words.count else { return false }
        return (0...(words.count - term.words.count)).contains { start in
            zip(words[start...], term.words).allSatisfy { word, asked in
                word == asked
                    || (asked.count >= 4 && word.hasPrefix(asked) && word.count - asked.count <= ending)
            }
        }
    }

    /// Whether all words of `term` are in it in some form: languages bend their words at either end.
    func bends(_ term: String) -> Bool {
        GlossaryText(term).words.allSatisfy { word in
            let stem = String(word.dropLast(word.count >= 6 ? 2 : (word.count >= 4 ? 1 : 0)))
            return whole.contains(stem)
        }
    }

    /// Thai to Burmese, Tibetan, Khmer; Chinese and Japanese.
    private static func hasNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
        (0x0E00...0x109F).contains(scalar.value) || (0x1780...0x17FF).contains(scalar.value)
            || (0x2E80...0x9FFF).contains(scalar.value)
    }
}
