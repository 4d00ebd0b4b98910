/// What one word, or one wording of several words, of the question stands for. Any of its parts suffices.
struct Concept: Sendable {
    /// Words of the question, by position.
    var words: Range<Int>
    /// Entries of the vocabulary, with their worth from 0 to 255.
    var targets: [(target: PhraseTarget, worth: UInt8)] = []
    /// Stems that stand in the texts, with the factor (of 256) on the worth of their field.
    var stems: [(stem: Int, factor: Int)] = []
    /// For a wording of several words: the words one by one, which all together suffice too.
    var each: [Concept] = []
    /// Fields in which the stems count, one bit a ``TextField``.
    var fields: UInt8 = .max

    /// Reads the stems only in names of services and organisations.
    mutating func narrow() {
        fields = Postings.titles
        for index in each.indices { each[index].narrow() }
    }
}

/// A question's text understood: every concept must hold.
struct TextReading: Sendable {
    var concepts: [Concept] = []
    /// The words that count, as they were typed.
    var typed: [String] = []
    var corrections: [Correction] = []
    var ignored: [String] = []

    /// Needs that the words name, not only begin or resemble.
    var needsMeant: [NeedID] {
        var seen: Set<UInt16> = []
        let targets = concepts.flatMap(\.targets).filter { $0.target.list == .need && $0.worth >= 128 }
        return targets.map(\.target.position).filter { seen.insert($0).inserted }.map { NeedID(Int($0)) }
    }

    /// True when the text had words and none meant anything: nothing can match.
    var isHopeless: Bool { concepts.isEmpty && !ignored.isEmpty }
}

/// Reads the text of questions with the words of the index.
struct TextReader {
    private struct Word {
        var letters: [UInt16]
        var typed: String
        var meanings: [(stem: Int, factor: Int)] = []
    }

    /// Telling words that are read; nobody asks with more.
    private static let mostWords = 24

    let text: TextIndex
    let weights: RankingWeights
    private var distance = EditDistance()

    init(_ text: TextIndex, _ weights: RankingWeights) {
        self.text = text
        self.weights = weights
    }

    /// Reads `question`; with `completes`, its last word may be a beginning even if it is also a whole word.
    mutating func read(_ question: String, completes: Bool) -> TextReading {
        var reading = TextReading()
        var words: [Word] = []
        Tokenizer.forEachWord(in: question) { letters, _, place in
            guard words.count < Self.mostWords else { return }
            let typed = String(question[place])
            if text.stopWords.contains(letters), !isMarkedWording(letters, typed) { return }
            let parts = Han.holds(letters[0]) ? Han.words(of: letters) { !exact($0).isEmpty } : []
            if parts.isEmpty { words.append(Word(letters: letters, typed: typed)) }
            for part in parts.prefix(Self.mostWords - words.count) {
                let letters = Array(letters[part])
                words.append(Word(letters: letters, typed: String(decoding: letters, as: UTF16.self)))
            }
        }
        for index in words.indices {
            words[index].meanings = exact(words[index].letters)
        }
        join(&words)
        for index in words.indices {
            let isLast = index == words.count - 1
            if isLast, completes || words[index].meanings.isEmpty {
                complete(&words[index])
            }
            if words[index].meanings.isEmpty {
                correct(&words[index], &reading)
            }
            if words[index].meanings.isEmpty { reading.ignored.append(words[index].typed) }
        }
        words.removeAll { $0.meanings.isEmpty }
        reading.typed = words.map(\.typed)
        reading.concepts = concepts(words)
        return reading
    }

    /// A word that says nothing in one language and much in another, told apart by its marks: Turkish «iş», work, is not "is".
    private func isMarkedWording(_ letters: [UInt16], _ typed: String) -> Bool {
        guard letters.allSatisfy({ $0 < 0x80 }), !typed.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return text.stems.find(Stemming.stem(letters)).map { !text.phrases.targets(of: [UInt32($0)]).isEmpty } ?? false
    }

    /// The stem of the word itself, or of the word without an Arabic particle.
    private func exact(_ letters: [UInt16]) -> [(stem: Int, factor: Int)] {
        if let stem = text.stems.find(Stemming.stem(letters)), text.isUseful(UInt32(stem)) { return [(stem, 256)] }
        if let bare = Stemming.withoutParticle(letters), let stem = text.stems.find(Stemming.stem(bare)),
            text.isUseful(UInt32(stem))
        {
            return [(stem, 256)]
        }
        return []
    }

    /// Two words that are one in the index (`wi fi`, `bain douche`), when one of them is unknown alone.
    private func join(_ words: inout [Word]) {
        var index = 0
        while index + 1 < words.count {
            if words[index].meanings.isEmpty || words[index + 1].meanings.isEmpty {
                let letters = words[index].letters + words[index + 1].letters
                let meanings = exact(letters)
                if !meanings.isEmpty {
                    let typed = words[index].typed + " " + words[index + 1].typed
                    words[index] = Word(letters: letters, typed: typed, meanings: meanings)
                    words.remove(at: index + 1)
                    continue
                }
            }
            index += 1
        }
    }

    /// Adds the words that this one begins.
    private func complete(_ word: inout Word) {
        let shortest = (word.letters.first ?? 0) < 0x80 ? 3 : 2
        guard word.letters.count >= shortest else { return }
        let factor = Int(weights.prefixFactor * 256)
        var seen = Set(word.meanings.map(\.stem))
        for place in text.range(beginning: word.letters) {
            let stem = Int(text.surfaceStem[Int(text.alphabetical[place])])
            if text.isUseful(UInt32(stem)), seen.insert(stem).inserted { word.meanings.append((stem, factor)) }
        }
    }

    /// Takes the nearest known words, those of the vocabulary before those of the texts alone.
    private mutating func correct(_ word: inout Word, _ reading: inout TextReading) {
        let limit = EditDistance.tolerance(length: word.letters.count)
        let found = nearest(word.letters, limit: limit)
        guard let first = found.first else { return }
        var factor: Float = 256
        for _ in 0..<first.distance { factor *= weights.correctionFactor }
        for candidate in found {
            let stem = Int(text.surfaceStem[candidate.surface])
            if !word.meanings.contains(where: { $0.stem == stem }) { word.meanings.append((stem, Int(factor))) }
        }
        reading.corrections.append(Correction(typed: word.typed, used: text.displays[first.surface]))
    }

    /// The text with its unknown words replaced by the nearest known ones.
    mutating func corrected(_ question: String) -> String {
        var words: [(letters: [UInt16], typed: Substring)] = []
        Tokenizer.forEachWord(in: question) { letters, _, place in words.append((letters, question[place])) }
        var corrected: [String] = []
        for word in words {
            let limit = exact(word.letters).isEmpty ? EditDistance.tolerance(length: word.letters.count) : 0
            let best = nearest(word.letters, limit: limit).first
            corrected.append(best.map { text.displays[$0.surface] } ?? String(word.typed))
        }
        return corrected.joined(separator: " ")
    }

    /// Surfaces at the least distance from `letters`, best first: whole wordings of the vocabulary if any is one, else
    /// words of wordings; with the same first letter if any has it; the more frequent first.
    mutating func nearest(_ letters: [UInt16], limit: Int) -> [(surface: Int, distance: Int)] {
        guard limit > 0 else { return [] }
        var best: [(surface: Int, distance: Int)] = []
        var least = limit
        var seen: Set<UInt32> = []
        for depth in 1...limit where best.isEmpty || least > depth - 1 {
            for candidate in text.candidates(near: letters, distance: depth)
            where seen.insert(candidate).inserted {
                let surface = Int(candidate)
                guard text.isUseful(text.surfaceStem[surface]),
                    let measured = distance.between(letters, text.surfaces[surface], limit: least)
                else { continue }
                if measured < least { best.removeAll(keepingCapacity: true) }
                least = measured
                best.append((surface, measured))
            }
            if !best.isEmpty, least <= depth { break }
        }
        let whole = best.filter { !text.phrases.targets(of: [text.surfaceStem[$0.surface]]).isEmpty }
        let telling = whole.isEmpty ? best.filter { text.isVocabulary[Int(text.surfaceStem[$0.surface])] } : whole
        if !telling.isEmpty { best = telling }
        let alike = best.filter { text.surfaces[$0.surface].first == letters.first }
        if !alike.isEmpty { best = alike }
        return best.sorted { left, right in
            let counts = (uses(left.surface), uses(right.surface))
            return counts.0 != counts.1 ? counts.0 > counts.1 : left.surface < right.surface
        }
    }

    private func uses(_ surface: Int) -> Int {
        text.postings.count(Int(text.surfaceStem[surface]))
    }

    /// Wordings of the vocabulary, the longest first, then single words.
    private func concepts(_ words: [Word]) -> [Concept] {
        let stems = words.map { UInt32($0.meanings[0].stem) }
        var concepts: [Concept] = []
        var index = 0
        while index < words.count {
            var length = min(text.phrases.longest, words.count - index)
            while length > 1 {
                let targets = text.phrases.targets(of: stems[index..<index + length])
                if !targets.isEmpty {
                    let factor = words[index..<index + length].map { $0.meanings[0].factor }.min() ?? 256
                    var concept = Concept(words: index..<index + length)
                    for target in targets { concept.targets.append((target, worth(target, factor))) }
                    concept.each = (index..<index + length).map { standing(words[$0], at: $0) }
                    concepts.append(concept)
                    break
                }
                length -= 1
            }
            if length <= 1 { concepts.append(single(words[index], at: index)) }
            index += max(length, 1)
        }
        // Who asks for one need in one word wants that need, not the library whose description names it. Several words may
        // be the name of a place.
        let namesNeed = { (concept: Concept) in concept.targets.contains { $0.target.list == .need } }
        if concepts.count == 1, concepts[0].each.isEmpty, namesNeed(concepts[0]) {
            concepts[0].narrow()
        }
        // A desk in a house that has showers is no shower: where a word names a need, it does not name what stands there.
        for index in concepts.indices where namesNeed(concepts[index]) {
            concepts[index].targets.removeAll { $0.target.list == .amenity }
        }
        return concepts
    }

    /// The word only where it stands in the texts: within a wording, its own other meanings would lead astray.
    private func standing(_ word: Word, at index: Int) -> Concept {
        Concept(words: index..<index + 1, stems: word.meanings.filter { text.postings.count($0.stem) > 0 })
    }

    private func single(_ word: Word, at index: Int) -> Concept {
        var concept = Concept(words: index..<index + 1)
        for (stem, factor) in word.meanings {
            var targets = text.phrases.targets(of: [UInt32(stem)])
            var share = factor
            if targets.isEmpty, text.postings.count(stem) == 0 {
                targets = text.phrases.targets(partly: UInt32(stem))
                share = factor / 2
            }
            for target in targets where !concept.targets.contains(where: { $0.target == target }) {
                concept.targets.append((target, worth(target, share)))
            }
            if text.postings.count(stem) > 0 { concept.stems.append((stem, factor)) }
        }
        return concept
    }

    private func worth(_ target: PhraseTarget, _ factor: Int) -> UInt8 {
        let worth = target.list == .need ? weights.need : weights.otherVocabulary
        return UInt8(min(255, worth * 255 * Float(factor) / 256))
    }
}
