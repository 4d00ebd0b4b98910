/// A question's text as keys of the indexes.
struct PageQuestion: Sendable {
    /// Telling words that are read, and characters in which they are looked for; nobody asks with more.
    private static let mostWords = 64
    private static let longestText = 4_000
    /// Share of a word as it was typed, when another is probably meant.
    private static let typedShare: Float = 0.5

    private(set) var stems: [(key: UInt64, weight: Float)] = []
    private(set) var grams: [(key: UInt64, weight: Float)] = []
    private(set) var concepts: [(key: UInt64, weight: Float)] = []
    private(set) var skeletons: [(key: UInt64, weight: Float)] = []

    init(_ text: String, _ language: PageLanguage, _ lexicon: LexiconTable?, _ spelling: SpellingTable?) {
        let typed = PageLanguage.folded(String(text.prefix(Self.longestText))).filter(language.isTelling)
            .prefix(Self.mostWords)
        var meant: [[UInt16]] = []
        for word in typed {
            let isKnown = spelling?.knows(word) ?? true
            if !isKnown, let near = spelling?.nearest(word) {
                meant.append(near)
                add(near, 1 - Self.typedShare, language)
                add(word, Self.typedShare, language)
            } else {
                meant.append(word)
                add(word, 1, language)
            }
        }
        let stems = meant.map(language.stem)
        self.stems = Self.counted(stems.map { (PageKey.of($0), 1) })
        concepts = Self.counted((lexicon?.concepts(stems) ?? []).map { ($0, 1) })
        grams = Self.counted(grams)
        skeletons = Self.counted(skeletons)
    }

    private mutating func add(_ word: [UInt16], _ weight: Float, _ language: PageLanguage) {
        grams += PageTerms.grams(word, language).map { ($0, weight) }
        skeletons += PageTerms.skeletons(word, language).map { ($0, weight) }
    }

    /// Each key once, with the sum of its weights: postings are walked once.
    private static func counted(_ keys: [(key: UInt64, weight: Float)]) -> [(key: UInt64, weight: Float)] {
        var counted: [(key: UInt64, weight: Float)] = []
        for entry in keys.sorted(by: { $0.key < $1.key }) {
            if counted.last?.key == entry.key {
                counted[counted.count - 1].weight += entry.weight
            } else {
                counted.append(entry)
            }
        }
        return counted
    }
}
