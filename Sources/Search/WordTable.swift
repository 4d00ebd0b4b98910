/// Distinct words, numbered in the order of their arrival: a hash table over one store of letters.
struct WordTable: Sendable {
    private static let free = UInt32.max

    private var letters: [UInt16] = []
    private var starts: [UInt32] = [0]
    private var slots = [UInt32](repeating: free, count: 64)

    /// How many words.
    var count: Int { starts.count - 1 }

    /// The letters of a word.
    subscript(number: Int) -> ArraySlice<UInt16> {
        letters[Int(starts[number])..<Int(starts[number + 1])]
    }

    /// Number of letters of a word.
    func length(_ number: Int) -> Int {
        Int(starts[number + 1] - starts[number])
    }

    /// The number of a word, if it is here.
    func find(_ word: [UInt16]) -> Int? {
        let slot = slots[self.slot(of: word)]
        return slot == Self.free ? nil : Int(slot)
    }

    /// The number of a word, which is added if it was not here.
    mutating func insert(_ word: [UInt16]) -> Int {
        let place = slot(of: word)
        if slots[place] != Self.free { return Int(slots[place]) }
        let number = count
        letters += word
        starts.append(UInt32(letters.count))
        slots[place] = UInt32(number)
        if count * 2 > slots.count { grow() }
        return number
    }

    /// True when `word` comes before the word of that number, unit by unit.
    func precedes(_ word: ArraySlice<UInt16>, _ number: Int) -> Bool {
        word.lexicographicallyPrecedes(self[number])
    }

    private func slot(of word: [UInt16]) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: Self.hash(word)) & mask
        while slots[place] != Self.free, !isEqual(Int(slots[place]), word) { place = (place + 1) & mask }
        return place
    }

    private func isEqual(_ number: Int, _ word: [UInt16]) -> Bool {
        let start = Int(starts[number])
        guard Int(starts[number + 1]) - start == word.count else { return false }
        for index in word.indices where letters[start + index] != word[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: Self.free, count: slots.count * 2)
        for number in 0..<count {
            slots[slot(of: Array(self[number]))] = UInt32(number)
        }
    }

    /// FNV-1a over the units, mixed once so that its low bits serve as a table's address.
    static func hash(_ word: [UInt16]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for letter in word { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3 }
        return hash ^ hash >> 29
    }
}
