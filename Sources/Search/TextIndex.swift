/// All words of the vocabulary and of the services, and where they lead.
struct TextIndex: Sendable {
    /// Stems; postings and wordings are by stem.
    let stems: WordTable
    /// Folded words as they are written, whole.
    let surfaces: WordTable
    let surfaceStem: [UInt32]
    /// Each surface as it was first written, with its accents.
    let displays: [String]
    /// Surfaces in alphabetical order: a beginning is a range.
    let alphabetical: [UInt32]
    /// Stems of the vocabulary's wordings.
    let isVocabulary: [Bool]
    /// What is the same as long as the vocabulary is.
    let ofVocabulary: VocabularyWords
    /// Of the words that stand in services alone.
    let deletions: DeletionTable
    let postings: Postings
    let phrases: PhraseTable
    let stopWords: StopWords

    /// The range of ``alphabetical`` whose words begin with `letters`.
    func range(beginning letters: [UInt16]) -> Range<Int> {
        let start = alphabetical.partitioningIndex { number in
            !surfaces[Int(number)].lexicographicallyPrecedes(letters)
        }
        var end = start
        var step = 1
        while end + step <= alphabetical.count, begins(end + step - 1, letters) {
            end += step
            step *= 2
        }
        while step > 0 {
            if end + step <= alphabetical.count, begins(end + step - 1, letters) { end += step }
            step /= 2
        }
        return start..<end
    }

    private func begins(_ place: Int, _ letters: [UInt16]) -> Bool {
        surfaces[Int(alphabetical[place])].starts(with: letters)
    }

    /// Words that may be within `distance` of `letters`, with repetitions.
    func candidates(near letters: [UInt16], distance: Int) -> [UInt32] {
        ofVocabulary.deletions.candidates(near: letters, distance: distance)
            + deletions.candidates(near: letters, distance: distance)
    }

    /// True when the stem finds something: a wording or a document.
    func isUseful(_ stem: UInt32) -> Bool {
        isVocabulary[Int(stem)] || postings.count(Int(stem)) > 0
    }
}

/// What the words of the vocabulary cost to prepare: kept from one index to the next, since services change all day and the
/// vocabulary, in all its languages, with a release. Its words have the first numbers.
struct VocabularyWords: Sendable {
    let deletions: DeletionTable
    /// In alphabetical order.
    let alphabetical: [UInt32]

    init(_ words: WordTable) {
        deletions = DeletionTable(words, 0..<words.count)
        alphabetical = Self.sorted(0..<words.count, words)
    }

    /// The order of all words: only those that the vocabulary lacks are sorted anew.
    func order(_ words: WordTable) -> [UInt32] {
        let others = Self.sorted(alphabetical.count..<words.count, words)
        var order: [UInt32] = []
        order.reserveCapacity(words.count)
        var position = 0
        for other in others {
            while position < alphabetical.count,
                words[Int(alphabetical[position])].lexicographicallyPrecedes(words[Int(other)])
            {
                order.append(alphabetical[position])
                position += 1
            }
            order.append(other)
        }
        return order + alphabetical[position...]
    }

    private static func sorted(_ numbers: Range<Int>, _ words: WordTable) -> [UInt32] {
        numbers.map { UInt32($0) }.sorted { words[Int($0)].lexicographicallyPrecedes(words[Int($1)]) }
    }
}

/// Collects the words of the vocabulary, then those of the documents in the index's order.
struct TextIndexBuilder {
    private var stems = WordTable()
    private var surfaces = WordTable()
    private var surfaceStem: [UInt32] = []
    private var displays: [String] = []
    private var isVocabulary: [Bool] = []
    private var phrases = PhraseTable()
    private let stopWords = StopWords()
    private var entries: [(stem: UInt32, document: UInt32, fields: UInt8)] = []
    private var current: [(stem: UInt32, fields: UInt8)] = []
    private var ofVocabulary: VocabularyWords?

    /// Adds a label or a synonym. A synonym that is one telling word among words that say nothing ("with my children") is no name for
    /// that word alone: it only hints at what is meant when nothing else is called so.
    mutating func add(_ wording: String, for target: PhraseTarget, isSynonym: Bool = false) {
        var all: [UInt32] = []
        var telling: [UInt32] = []
        var joined: [UInt16] = []
        var isCompound = true
        Tokenizer.forEachWord(in: wording) { letters, isGlued, place in
            let stem = self.stem(letters, wording[place])
            if !all.isEmpty, !isGlued { isCompound = false }
            all.append(stem)
            joined += letters
            if !stopWords.contains(letters) { telling.append(stem) }
        }
        let isHint = isSynonym && telling.count == 1 && all.count > 1 && !isCompound
        let sequence = telling.isEmpty || isHint ? all : telling
        for stem in sequence { isVocabulary[Int(stem)] = true }
        phrases.insert(sequence, target)
        if isCompound, all.count > 1 {
            let stem = self.stem(joined, wording[...])
            isVocabulary[Int(stem)] = true
            phrases.insert([stem], target)
        }
    }

    /// To be called once, between the vocabulary and the documents.
    /// - Parameter known: what an index with the same vocabulary made of it.
    mutating func closeVocabulary(known: VocabularyWords?) {
        ofVocabulary = known ?? VocabularyWords(surfaces)
    }

    /// Adds a document after the ones before it.
    mutating func add(_ texts: [FieldText], document: UInt32) {
        current.removeAll(keepingCapacity: true)
        for text in texts {
            let bit: UInt8 = 1 << text.field.rawValue
            var before: [UInt16] = []
            Tokenizer.forEachWord(in: text.text) { letters, isGlued, place in
                if isGlued, !before.isEmpty {
                    let joined = before + letters
                    current.append((self.stem(joined, Self.display(joined)), bit))
                }
                before = letters
                if Han.holds(letters[0]) {
                    for pair in Han.pairs(of: letters) { current.append((self.stem(pair, Self.display(pair)), bit)) }
                    return
                }
                guard !stopWords.contains(letters) else { return }
                current.append((self.stem(letters, text.text[place]), bit))
                if letters.count >= 5, let bare = Stemming.withoutParticle(letters) {
                    current.append((self.stem(bare, Self.display(bare)), bit))
                }
            }
        }
        current.sort { $0.stem < $1.stem }
        for (index, pair) in current.enumerated() {
            if index > 0, current[index - 1].stem == pair.stem {
                entries[entries.count - 1].fields |= pair.fields
            } else {
                entries.append((pair.stem, document, pair.fields))
            }
        }
    }

    private mutating func stem(_ letters: [UInt16], _ written: Substring) -> UInt32 {
        let number = surfaces.insert(letters)
        if number < surfaceStem.count { return surfaceStem[number] }
        let stem = stems.insert(Stemming.stem(letters))
        if stem == isVocabulary.count { isVocabulary.append(false) }
        surfaceStem.append(UInt32(stem))
        displays.append(String(written))
        return UInt32(stem)
    }

    private static func display(_ letters: [UInt16]) -> Substring {
        Substring(String(decoding: letters, as: UTF16.self))
    }

    func build(documentCount: Int) -> TextIndex {
        let ofVocabulary = self.ofVocabulary ?? VocabularyWords(surfaces)
        return TextIndex(
            stems: stems, surfaces: surfaces, surfaceStem: surfaceStem, displays: displays,
            alphabetical: ofVocabulary.order(surfaces),
            isVocabulary: isVocabulary, ofVocabulary: ofVocabulary,
            deletions: DeletionTable(surfaces, ofVocabulary.alphabetical.count..<surfaces.count),
            postings: Postings(entries: entries, stemCount: stems.count, documentCount: documentCount),
            phrases: phrases, stopWords: stopWords)
    }
}
