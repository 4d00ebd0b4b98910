/// One bit a document, in words of 64: the sets that filters, facets and totals are made of.
///
/// Sets of one index all have the same number of words. The loops read through unsafe buffers because checks of
/// bounds keep them from being vectorised; each loop's bound is the common count that its `precondition` has proven.
struct Bitset: Sendable {
    private(set) var words: [UInt64]

    /// The empty set of `bitCount` documents.
    init(bitCount: Int) {
        words = [UInt64](repeating: 0, count: (bitCount + 63) / 64)
    }

    /// The set of all documents.
    init(full bitCount: Int) {
        words = [UInt64](repeating: ~0, count: (bitCount + 63) / 64)
        if bitCount % 64 != 0 { words[words.count - 1] = (1 << UInt64(bitCount % 64)) - 1 }
    }

    @inline(__always)
    func contains(_ bit: Int) -> Bool {
        words[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    @inline(__always)
    mutating func insert(_ bit: Int) {
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    mutating func toggle(_ bit: Int) {
        words[bit >> 6] ^= 1 << UInt64(bit & 63)
    }

    mutating func keepOnly(word: Int, mask: UInt64) {
        words[word] &= mask
    }

    mutating func clear(words range: Range<Int>) {
        for word in range { words[word] = 0 }
    }

    /// Inserts every document of a list.
    mutating func insert(contentsOf list: ArraySlice<UInt32>) {
        words.withUnsafeMutableBufferPointer { words in
            for bit in list { words[Int(bit >> 6)] |= 1 << UInt64(bit & 63) }
        }
    }

    /// Toggles every document of a list.
    mutating func toggle(contentsOf list: ArraySlice<UInt32>) {
        words.withUnsafeMutableBufferPointer { words in
            for bit in list { words[Int(bit >> 6)] ^= 1 << UInt64(bit & 63) }
        }
    }

    mutating func formIntersection(_ other: Bitset) {
        combine(other) { $0 & $1 }
    }

    mutating func formUnion(_ other: Bitset) {
        combine(other) { $0 | $1 }
    }

    mutating func subtract(_ other: Bitset) {
        combine(other) { $0 & ~$1 }
    }

    @inline(__always)
    private mutating func combine(_ other: Bitset, _ operation: (UInt64, UInt64) -> UInt64) {
        let count = words.count
        precondition(other.words.count == count)
        words.withUnsafeMutableBufferPointer { left in
            other.words.withUnsafeBufferPointer { right in
                for index in 0..<count { left[index] = operation(left[index], right[index]) }
            }
        }
    }

    /// How many documents are in the set.
    var population: Int {
        words.withUnsafeBufferPointer { words in
            var sum = 0
            for word in words { sum &+= word.nonzeroBitCount }
            return sum
        }
    }

    /// How many documents are in both sets.
    func population(with other: Bitset) -> Int {
        let count = words.count
        precondition(other.words.count == count)
        return words.withUnsafeBufferPointer { left in
            other.words.withUnsafeBufferPointer { right in
                var sum = 0
                for index in 0..<count { sum &+= (left[index] & right[index]).nonzeroBitCount }
                return sum
            }
        }
    }

    /// True when the sets share a document.
    func intersects(_ other: Bitset) -> Bool {
        let count = words.count
        precondition(other.words.count == count)
        return words.withUnsafeBufferPointer { left in
            other.words.withUnsafeBufferPointer { right in
                for index in 0..<count where left[index] & right[index] != 0 { return true }
                return false
            }
        }
    }

    /// Calls `body` with each document, in order.
    @inline(__always)
    func visit(_ body: (Int) -> Void) {
        words.withUnsafeBufferPointer { words in
            for index in 0..<words.count {
                var word = words[index]
                while word != 0 {
                    body(index << 6 | word.trailingZeroBitCount)
                    word &= word &- 1
                }
            }
        }
    }

    /// The documents in order; `count` is the set's ``population``.
    func documents(count: Int) -> [UInt32] {
        let wordCount = words.count
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, written in
            words.withUnsafeBufferPointer { words in
                var place = 0
                for index in 0..<wordCount {
                    var word = words[index]
                    while word != 0, place < count {
                        buffer[place] = UInt32(truncatingIfNeeded: index << 6 | word.trailingZeroBitCount)
                        place &+= 1
                        word &= word &- 1
                    }
                }
                written = place
            }
        }
    }
}
