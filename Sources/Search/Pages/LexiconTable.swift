/// The lexicon's wordings in one language, found in running words.
struct LexiconTable: Sendable {
    /// Shorter words are not split: their parts would be anything.
    private static let shortestCompound = 9
    private static let shortestPart = 4

    private var heads = KeyTable()
    /// For each first word of wordings, the range of `sequences` that begin with it.
    private var first: [UInt32] = [0]
    private var sequences: [(stems: [UInt64], concept: UInt64)] = []
    private let joinsWords: Bool

    init(_ lexicon: Lexicon, _ language: PageLanguage) {
        joinsWords = language.joinsWords
        var byHead: [[(stems: [UInt64], concept: UInt64)]] = []
        for (number, concept) in lexicon.concepts.enumerated() {
            // The language as it is, then without region or script.
            for (tag, wordings) in concept.wordings.sorted(by: { $0.key < $1.key })
            where PageLanguage.base(of: tag) == language.tag {
                for wording in wordings {
                    let words = PageLanguage.folded(wording)
                    let telling = words.filter(language.isTelling)
                    let stems = (telling.isEmpty ? words : telling).map { PageKey.of(language.stem($0)) }
                    guard let head = stems.first else { continue }
                    let place = heads.insert(head)
                    if place == byHead.count { byHead.append([]) }
                    byHead[place].append((stems, PageKey.mixed(UInt64(number) &+ 1)))
                }
            }
        }
        for list in byHead {
            sequences += list
            first.append(UInt32(sequences.count))
        }
    }

    var isEmpty: Bool { sequences.isEmpty }

    /// Concepts whose wordings stand in `words`, each as often as it is said.
    func concepts(_ words: [ArraySlice<UInt16>]) -> [UInt64] {
        let stems = words.map(PageKey.of)
        var concepts: [UInt64] = []
        for index in stems.indices {
            var isFound = false
            if let head = heads.find(stems[index]) {
                for place in Int(first[head])..<Int(first[head + 1])
                where stems[index...].starts(with: sequences[place].stems) {
                    concepts.append(sequences[place].concept)
                    isFound = true
                }
            }
            if !isFound, joinsWords { concepts += parts(of: words[index]) }
        }
        return concepts
    }

    /// `Wohnungsgeberbestätigung` means what its last part means, and its first one, if both are known.
    private func parts(of word: ArraySlice<UInt16>) -> [UInt64] {
        guard word.count >= Self.shortestCompound else { return [] }
        for cut in word.startIndex + Self.shortestPart...word.endIndex - Self.shortestPart {
            let tail = single(word[cut...])
            guard !tail.isEmpty else { continue }
            let head = word[..<cut]
            // Wohnung-s-…, Familie-n-…
            let bare = head.last == 0x73 || head.last == 0x6E ? single(head.dropLast()) : []
            return tail + single(head) + bare
        }
        return []
    }

    private func single(_ stem: ArraySlice<UInt16>) -> [UInt64] {
        guard let head = heads.find(PageKey.of(stem)) else { return [] }
        return (Int(first[head])..<Int(first[head + 1])).filter { sequences[$0].stems.count == 1 }
            .map { sequences[$0].concept }
    }
}
