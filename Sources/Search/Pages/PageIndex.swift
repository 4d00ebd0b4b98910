/// Pages of text, found by questions in the same language or in another one. Immutable; built at once, in memory.
///
/// Several ways of looking are added, each measured against its best page: stems, parts of words, concepts of the lexicon, the
/// best window of lines for the first and the third, the title; across languages concepts, parts of words in Latin letters
/// and consonants of names. Then each page takes a share of the pages that are like it.
public struct PageIndex: Sendable {
    private let ids: [String]
    private let languages: [PageLanguage]
    /// By language, as `languages`; nil where no page has a text in it.
    private var texts: [PageTexts?] = []
    private var lexicons: [LexiconTable] = []
    private var spellings: [SpellingTable] = []

    /// A page in another language than the question's comes after one as good in the same language.
    private static let otherLanguageShare: Float = 0.8

    /// - Parameters:
    ///   - pages: With their texts by language; ids once each.
    ///   - lexicon: Its languages can be asked in even if no page has a text in them.
    public init(_ pages: [PageDocument], lexicon: Lexicon) {
        ids = pages.map(\.id)
        let tags = Set(
            pages.flatMap(\.texts.keys).map(PageLanguage.base)
                + lexicon.concepts.flatMap(\.wordings.keys).map(PageLanguage.base))
        languages = tags.sorted().map { PageLanguage($0) }
        for language in languages {
            var read: [(page: UInt32, words: [[[UInt16]]])] = []
            for (number, page) in pages.enumerated() {
                let text = page.texts.sorted { $0.key < $1.key }.first { PageLanguage.base(of: $0.key) == language.tag }
                guard let text, !text.value.isEmpty else { continue }
                let lines = text.value.split(separator: "\n", omittingEmptySubsequences: true)
                read.append((UInt32(number), lines.map { PageLanguage.folded(String($0)) }))
            }
            let table = LexiconTable(lexicon, language)
            let wordings = lexicon.concepts.flatMap { concept in
                concept.wordings.filter { PageLanguage.base(of: $0.key) == language.tag }.flatMap(\.value)
            }
            lexicons.append(table)
            spellings.append(SpellingTable(wordings.map(PageLanguage.folded) + read.flatMap(\.words)))
            texts.append(read.isEmpty ? nil : PageTexts(read, language, table))
        }
    }

    /// Languages in which questions are understood: those of the lexicon and of the pages.
    public var languageTags: [String] { languages.map(\.tag) }

    /// Bytes of the tables of pages that are read for questions.
    public var byteCount: Int { texts.reduce(0) { $0 + ($1?.byteCount ?? 0) } }

    /// Bytes of the words known for corrections: those of the lexicon, and those of the pages.
    public var spellingByteCount: Int { spellings.reduce(0) { $0 + $1.byteCount } }

    /// The pages that answer a question best.
    ///
    /// - Parameters:
    ///   - question: As it was typed.
    ///   - language: In which it was typed, if that is known; else it is told by its letters and small words.
    ///   - wanted: Language of the texts that are searched; nil for all.
    ///   - limit: How many at most.
    /// - Returns: Best first; of equals the one that was given first. Empty when no word of the question is known.
    public func search(
        _ question: String, language: String? = nil, in wanted: String? = nil, limit: Int = 10
    ) -> [PageHit] {
        let spoken =
            language.map { PageLanguage.base(of: $0) }
            ?? PageLanguage.detected(question, among: languages)?.tag ?? ""
        let asked = languages.firstIndex { $0.tag == spoken }
        let read = PageQuestion(
            question, asked.map { languages[$0] } ?? PageLanguage(spoken), asked.map { lexicons[$0] },
            asked.map { spellings[$0] })
        let wanted = wanted.map { PageLanguage.base(of: $0) }
        var best = [Float](repeating: 0, count: ids.count)
        var bestLanguage = [Int](repeating: 0, count: ids.count)
        for (number, texts) in texts.enumerated() {
            guard let texts, wanted == nil || wanted == texts.language.tag else { continue }
            let isSame = number == asked
            let scores = texts.scores(read, isSame ? .sameLanguage : .acrossLanguages)
            let share = isSame || wanted != nil ? 1 : Self.otherLanguageShare
            for (place, page) in texts.pages.enumerated() where scores[place] * share > best[Int(page)] {
                best[Int(page)] = scores[place] * share
                bestLanguage[Int(page)] = number
            }
        }
        var top = TopHits(limit: max(0, limit), below: .max)
        if limit > 0 {
            for page in best.indices where best[page] > 0 {
                top.offer(OrderKey.descending(best[page], Int32(page)), page)
            }
        }
        return top.documents.map {
            PageHit(id: ids[Int($0)], score: best[Int($0)], language: languages[bestLanguage[Int($0)]].tag)
        }
    }
}
