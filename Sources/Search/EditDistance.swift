/// Optimal string alignment (Damerau's distance without editing a pair twice): a letter added, left out or replaced,
/// or two neighbours swapped, each counts one.
struct EditDistance {
    private var older: [Int]
    private var old: [Int]
    private var new: [Int]

    init() {
        // The longest word of an index is two glued words, each with a pair of units more than the cut.
        older = [Int](repeating: 0, count: 2 * Tokenizer.longestWord + 8)
        old = older
        new = older
    }

    /// The distance if it is at most `limit`, else nil.
    mutating func between(_ left: [UInt16], _ right: ArraySlice<UInt16>, limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        let offset = right.startIndex
        for column in 0...right.count { old[column] = column }
        for row in 0..<left.count {
            new[0] = row + 1
            var least = row + 1
            for column in 0..<right.count {
                let same = left[row] == right[offset + column]
                var value = min(old[column] + (same ? 0 : 1), old[column + 1] + 1, new[column] + 1)
                if row > 0, column > 0, left[row] == right[offset + column - 1],
                    left[row - 1] == right[offset + column]
                {
                    value = min(value, older[column - 1] + 1)
                }
                new[column + 1] = value
                least = min(least, value)
            }
            guard least <= limit else { return nil }
            (older, old, new) = (old, new, older)
        }
        return old[right.count] <= limit ? old[right.count] : nil
    }

    /// Letters that may be wrong in a word of this length: short words have too many neighbours.
    static func tolerance(length: Int) -> Int {
        switch length {
        case ...3: 0
        case 4...7: 1
        default: 2
        }
    }
}
