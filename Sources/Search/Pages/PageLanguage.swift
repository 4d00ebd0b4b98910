/// How the words of one language are read in pages and questions: which tell nothing, and what their stem is.
///
/// Stems are cruder than those of the services' search (``Stemming``): a page has hundreds of words beside the wrong one.
struct PageLanguage: Sendable {
    /// Without region, script or variant: `zh` for `zh-Hans`.
    let tag: String
    private let stopWords: WordTable
    private let endings: [[UInt16]]
    private let articles: [[UInt16]]
    private let shortestStem: Int

    init(_ tag: String) {
        let tag = Self.base(of: tag)
        self.tag = tag
        let affixes = PageAffixes.of(tag)
        endings = affixes.endings.flatMap(Self.folded)
        articles = affixes.articles.flatMap(Self.folded)
        shortestStem = affixes.shortestStem
        var table = WordTable()
        for word in Self.folded(PageStopWords.lists[tag] ?? "") { _ = table.insert(word) }
        stopWords = table
    }

    static func base(of tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }

    /// Compounds are written as one word, and split where both parts are known.
    var joinsWords: Bool { tag == "de" }

    /// Shortest part of a word that is compared. Three letters of Arabic are often the whole root.
    var shortestGram: Int { tag == "ar" ? 2 : 3 }

    func isTelling(_ letters: [UInt16]) -> Bool { stopWords.find(letters) == nil }

    /// The word without article and particles before it.
    func bare(_ letters: [UInt16], leaving least: Int = 2) -> ArraySlice<UInt16> {
        for article in articles where letters.count >= article.count + least && letters.starts(with: article) {
            return letters.dropFirst(article.count)
        }
        return letters[...]
    }

    func stem(_ letters: [UInt16]) -> ArraySlice<UInt16> {
        guard let first = letters.first, first > 0x39 else { return letters[...] }
        let bare = bare(letters, leaving: 3)
        for ending in endings
        where bare.count >= ending.count + shortestStem && bare.suffix(ending.count).elementsEqual(ending) {
            return bare.dropLast(ending.count)
        }
        return bare
    }

    /// Folded words of a text, in order; a run of Chinese characters as its pairs.
    static func folded(_ text: String) -> [[UInt16]] {
        var words: [[UInt16]] = []
        Tokenizer.forEachWord(in: text) { letters, _, _ in
            if let first = letters.first, Han.holds(first) {
                words += Han.pairs(of: letters)
            } else {
                words.append(letters)
            }
        }
        return words
    }
}
