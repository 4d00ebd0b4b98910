/// The words of one language that are known, and the nearest of them to one that is not.
struct SpellingTable: Sendable {
    /// Words that share the most with the one that was typed, and are measured letter by letter.
    private static let mostCandidates = 12

    private var words = WordTable()
    /// For each word how rare it is: of two that are equally near the more frequent is meant.
    private var uses: [UInt32] = []
    private var grams = KeyTable()
    private var first: [UInt32] = [0]
    private var holders: [UInt32] = []
    private var rarity: [Float] = []
    private var sum: [Float] = []

    init(_ texts: some Sequence<[[UInt16]]>) {
        for text in texts {
            for word in text where word.count >= 3 {
                let number = words.insert(word)
                if number == uses.count { uses.append(0) }
                uses[number] += 1
            }
        }
        var entries: [(gram: UInt32, word: UInt32)] = []
        for number in 0..<words.count {
            for key in Set(Self.keys(Array(words[number]))).sorted() {
                entries.append((UInt32(grams.insert(key)), UInt32(number)))
            }
        }
        first = [UInt32](repeating: 0, count: grams.count + 1)
        for entry in entries { first[Int(entry.gram) + 1] += 1 }
        for gram in 0..<grams.count { first[gram + 1] += first[gram] }
        var next = first
        holders = [UInt32](repeating: 0, count: entries.count)
        rarity = (0..<grams.count).map { gram in
            naturalLogarithm(1 + Float(words.count) / Float(max(1, first[gram + 1] - first[gram])))
        }
        sum = [Float](repeating: 0, count: words.count)
        for entry in entries {
            holders[Int(next[Int(entry.gram)])] = entry.word
            next[Int(entry.gram)] += 1
            sum[Int(entry.word)] += rarity[Int(entry.gram)]
        }
    }

    var byteCount: Int { grams.byteCount + first.count * 4 + holders.count * 4 + rarity.count * 4 + sum.count * 16 }

    func knows(_ word: [UInt16]) -> Bool { words.find(word) != nil }

    /// The known word within the tolerance of a word of this length; of several the one with the fewest faults, then the
    /// one that shares most of its letters.
    func nearest(_ word: [UInt16]) -> [UInt16]? {
        let tolerance = word.count < 4 ? 0 : word.count < 9 ? 1 : 2
        guard tolerance > 0, words.count > 0 else { return nil }
        var shared = [Float](repeating: 0, count: words.count)
        var total: Float = 0
        for key in Set(Self.keys(word)) {
            guard let gram = grams.find(key) else {
                total += naturalLogarithm(1 + Float(words.count))
                continue
            }
            total += rarity[gram]
            for place in Int(first[gram])..<Int(first[gram + 1]) { shared[Int(holders[place])] += rarity[gram] }
        }
        var best: [(alike: Float, word: Int)] = []
        for number in 0..<words.count where shared[number] > 0 && abs(words.length(number) - word.count) <= tolerance {
            let alike = 2 * shared[number] / (total + sum[number])
            if best.count == Self.mostCandidates, alike <= best[best.count - 1].alike { continue }
            let place = best.firstIndex { $0.alike < alike } ?? best.count
            best.insert((alike, number), at: place)
            if best.count > Self.mostCandidates { best.removeLast() }
        }
        var measure = EditDistance()
        var chosen: (distance: Int, word: Int)?
        for candidate in best {
            let limit = min(tolerance, (chosen?.distance ?? tolerance + 1) - 1)
            guard limit > 0 else { break }
            if let distance = measure.between(word, words[candidate.word], limit: limit) {
                chosen = (distance, candidate.word)
            }
        }
        return chosen.map { Array(words[$0.word]) }
    }

    private static func keys(_ word: [UInt16]) -> [UInt64] {
        PageTerms.grams(of: [0x5F] + word + [0x5F], from: 2, to: 4)
    }
}
