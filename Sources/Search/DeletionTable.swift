/// Finds words near a misspelt one: two words are near when they become equal once few letters are left out of each
/// (the symmetric deletion method of W. Garbe's SymSpell, 2012). Candidates are then measured with ``EditDistance``.
struct DeletionTable: Sendable {
    private let mask: UInt64
    private let firstEntry: [UInt32]
    private let entries: [UInt32]

    /// Covers the words of the table with these numbers; those with a digit, which nobody wants corrected, are left out.
    init(_ words: WordTable, _ numbers: Range<Int>) {
        var pairs: [(hash: UInt64, word: UInt32)] = []
        for number in numbers {
            let letters = Array(words[number])
            guard Self.isCorrectable(letters) else { continue }
            Self.forEachDeletion(of: letters, depth: Self.depth(letters.count)) { hash in
                pairs.append((hash, UInt32(number)))
            }
        }
        var size: UInt64 = 1
        while size < UInt64(pairs.count) { size *= 2 }
        let mask = size - 1
        var starts = [UInt32](repeating: 0, count: Int(size) + 1)
        for pair in pairs { starts[Int(pair.hash & mask) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var entries = [UInt32](repeating: 0, count: pairs.count)
        for pair in pairs {
            let bucket = Int(pair.hash & mask)
            entries[Int(next[bucket])] = pair.word
            next[bucket] += 1
        }
        self.mask = mask
        firstEntry = starts
        self.entries = entries
    }

    /// Numbers of words that may be within `distance` of `letters`, with repetitions.
    func candidates(near letters: [UInt16], distance: Int) -> [UInt32] {
        guard Self.isCorrectable(letters) else { return [] }
        var found: [UInt32] = []
        Self.forEachDeletion(of: letters, depth: distance) { hash in
            let bucket = Int(hash & mask)
            let range = Int(firstEntry[bucket])..<Int(firstEntry[bucket + 1])
            if !range.isEmpty { found.append(contentsOf: entries[range]) }
        }
        return found
    }

    /// Words of six letters and more can be the target of two corrections.
    private static func depth(_ length: Int) -> Int {
        switch length {
        case ...2: 0
        case 3...5: 1
        default: 2
        }
    }

    private static func isCorrectable(_ letters: [UInt16]) -> Bool {
        !letters.contains { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Hashes of the word and of what is left of it without one and without two letters.
    private static func forEachDeletion(of letters: [UInt16], depth: Int, _ body: (UInt64) -> Void) {
        body(hash(letters, without: -1, -1))
        guard depth > 0 else { return }
        for first in letters.indices {
            if first > 0, letters[first] == letters[first - 1] { continue }
            body(hash(letters, without: first, -1))
            guard depth > 1 else { continue }
            for second in letters.index(after: first)..<letters.endIndex {
                body(hash(letters, without: first, second))
            }
        }
    }

    @inline(__always)
    private static func hash(_ letters: [UInt16], without first: Int, _ second: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in letters.indices where index != first && index != second {
            hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3
        }
        return hash ^ hash >> 29
    }
}
