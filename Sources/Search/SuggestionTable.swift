/// What can be completed: wordings of the vocabulary, organisations, names of services; from any of their words.
struct SuggestionTable: Sendable {
    private struct Entry: Sendable {
        var kind: Suggestion.Kind
        var count: Int
        /// Labels by language, the best first when none fits.
        var labels: [Vocabulary.Wording]
        /// Larger first: the vocabulary before organisations before names.
        var rank: Int
    }

    /// Longest run of words of a wording that is kept from each of its words.
    private static let wordsKept = 5
    /// At most this many keys are looked at for one prefix.
    private static let keysRead = 4_096

    private var entries: [Entry] = []
    /// Wordings as they are written.
    private var wordings: [String] = []
    private var letters: [UInt16] = []
    private var keys: [(start: UInt32, length: UInt16, wording: UInt32, entry: UInt32)] = []

    init(_ documents: [SearchDocument], _ vocabulary: Vocabulary, _ attributes: AttributeTable, _ stop: StopWords) {
        addVocabulary(vocabulary, attributes, stop)
        addNames(documents, stop)
        let letters = self.letters
        func slice(_ key: (start: UInt32, length: UInt16, wording: UInt32, entry: UInt32)) -> ArraySlice<UInt16> {
            letters[Int(key.start)..<Int(key.start) + Int(key.length)]
        }
        keys.sort { left, right in
            let (first, second) = (slice(left), slice(right))
            if first.lexicographicallyPrecedes(second) { return true }
            return first.elementsEqual(second) && entries[Int(left.entry)].rank > entries[Int(right.entry)].rank
        }
    }

    private mutating func addVocabulary(_ vocabulary: Vocabulary, _ attributes: AttributeTable, _ stop: StopWords) {
        for list in [VocabularyList.need, .theme, .district, .public] {
            for (position, entry) in vocabulary.entries(of: list).enumerated() {
                let kind: Suggestion.Kind =
                    switch list {
                    case .need: .need(NeedID(position))
                    case .theme: .theme(ThemeID(position))
                    case .district: .district(DistrictID(position))
                    default: .public(PublicID(position))
                    }
                let count = attributes.named(PhraseTarget(list: list, position: UInt16(position))).population
                guard count > 0 else { continue }
                let rank = list == .need ? 4 : 3
                entries.append(Entry(kind: kind, count: count, labels: entry.labels, rank: rank))
                for wording in entry.labels + entry.synonyms {
                    addKeys(wording.text, of: entries.count - 1, stop)
                }
            }
        }
    }

    /// Names of services once each, and organisations once each under all their names.
    private mutating func addNames(_ documents: [SearchDocument], _ stop: StopWords) {
        var names: [String: Int] = [:]
        var organisations: [String: Int] = [:]
        var known: Set<[String]> = []
        for document in documents {
            for text in document.texts where text.field == .name {
                let label = Vocabulary.Wording(text.language, text.text)
                count(text.text, label, .name, rank: 1, in: &names)
                if known.insert([text.text]).inserted { addKeys(text.text, of: names[text.text] ?? 0, stop) }
            }
            guard let key = document.organisation else { continue }
            for (place, text) in document.texts.filter({ $0.field == .organisation }).enumerated() {
                if place == 0 {
                    let label = Vocabulary.Wording(text.language, text.text)
                    count(key, label, .organisation(key), rank: 2, in: &organisations)
                }
                if known.insert([key, text.text]).inserted { addKeys(text.text, of: organisations[key] ?? 0, stop) }
            }
        }
    }

    /// Counts one more service for an entry, which is made if it is new.
    private mutating func count(
        _ identity: String, _ label: Vocabulary.Wording, _ kind: Suggestion.Kind, rank: Int,
        in numbers: inout [String: Int]
    ) {
        if let number = numbers[identity] {
            entries[number].count += 1
        } else {
            numbers[identity] = entries.count
            entries.append(Entry(kind: kind, count: 1, labels: [label], rank: rank))
        }
    }

    /// Adds an entry's wording from each telling word on.
    private mutating func addKeys(_ wording: String, of entry: Int, _ stop: StopWords) {
        var words: [[UInt16]] = []
        Tokenizer.forEachWord(in: wording) { letters, _, _ in words.append(letters) }
        let number = UInt32(wordings.count)
        wordings.append(wording)
        for first in words.indices where first == 0 || !stop.contains(words[first]) {
            let start = letters.count
            for word in words[first..<min(first + Self.wordsKept, words.count)] {
                if letters.count > start { letters.append(0x20) }
                letters += word
            }
            let length = UInt16(clamping: letters.count - start)
            keys.append((UInt32(start), length, number, UInt32(entry)))
        }
    }

    func suggest(_ prefix: String, language: String, limit: Int) -> [Suggestion] {
        var typed: [UInt16] = []
        Tokenizer.forEachWord(in: prefix) { letters, _, _ in
            if !typed.isEmpty { typed.append(0x20) }
            typed += letters
        }
        guard !typed.isEmpty, limit > 0 else { return [] }
        let start = keys.partitioningIndex { !slice($0).lexicographicallyPrecedes(typed) }
        var best: [(key: Int, rank: Int)] = []
        var seen: Set<UInt32> = []
        for place in start..<min(start + Self.keysRead, keys.count) {
            guard slice(keys[place]).starts(with: typed) else { break }
            guard seen.insert(keys[place].entry).inserted else { continue }
            let entry = entries[Int(keys[place].entry)]
            best.append((place, entry.rank << 32 + min(entry.count, 1 << 31)))
        }
        best.sort { $0.rank != $1.rank ? $0.rank > $1.rank : $0.key < $1.key }
        return best.prefix(limit).map { suggestion(keys[$0.key].entry, keys[$0.key].wording, language) }
    }

    private func suggestion(_ number: UInt32, _ wording: UInt32, _ language: String) -> Suggestion {
        let entry = entries[Int(number)]
        let matched = wordings[Int(wording)]
        let label = entry.labels.first { $0.language == language }?.text ?? entry.labels.first?.text ?? matched
        return Suggestion(
            text: label, matched: matched == label ? nil : matched, kind: entry.kind, count: entry.count)
    }

    private func slice(
        _ key: (start: UInt32, length: UInt16, wording: UInt32, entry: UInt32)
    ) -> ArraySlice<UInt16> {
        letters[Int(key.start)..<Int(key.start) + Int(key.length)]
    }
}
