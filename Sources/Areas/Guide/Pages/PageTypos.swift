/// Questions with typing faults, the same for the same seed: in a third of the words of four letters or more, at least in
/// one, one fault each: two letters swapped, one left out, one doubled, one replaced (by a neighbour on the keyboard
/// in Latin letters, else by another letter of the question). First and last letters stay.
struct PageTypos {
    private static let shortest = 4
    private static let share = 3
    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map(Array.init)

    private var state: UInt64

    private init(_ seed: UInt64, _ name: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = hash
    }

    /// - Parameter name: What tells this text from others, so that each gets its own faults.
    static func spoiled(_ text: String, seed: UInt64, name: String) -> String {
        var typos = PageTypos(seed, name)
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(Array.init)
        var long = words.indices.filter { place in
            words[place].count >= shortest && words[place].allSatisfy { $0.isLetter || $0.isPunctuation }
                && words[place].count(where: \.isLetter) >= shortest
        }
        let letters = Array(Set(words.joined().filter(\.isLetter))).sorted()
        for _ in 0..<(long.count + share - 1) / share {
            let place = long.remove(at: typos.below(long.count))
            words[place] = typos.fault(in: words[place], letters)
        }
        return words.map { String($0) }.joined(separator: " ")
    }

    private mutating func fault(in word: [Character], _ letters: [Character]) -> [Character] {
        let inner = word.indices.dropFirst().filter {
            $0 + 1 < word.count && word[$0].isLetter && word[$0 + 1].isLetter
        }
        guard !inner.isEmpty else { return word }
        let place = inner[below(inner.count)]
        var word = word
        switch below(4) {
        case 0 where word[place] != word[place + 1]: word.swapAt(place, place + 1)
        case 1: word.insert(word[place], at: place)
        case 2:
            let others = neighbours(of: word[place]) ?? letters.filter { $0 != word[place] }
            if others.isEmpty { word.remove(at: place) } else { word[place] = others[below(others.count)] }
        default: word.remove(at: place)
        }
        return word
    }

    private func neighbours(of letter: Character) -> [Character]? {
        for row in Self.rows {
            guard let place = row.firstIndex(of: letter) else { continue }
            return [place - 1, place + 1].filter(row.indices.contains).map { row[$0] }
        }
        return nil
    }

    private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    /// SplitMix64 (Steele, Lea, Flood, 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
