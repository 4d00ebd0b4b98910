/// Relevance of the documents of an answer, 0 to 1, by their position in it.
struct TextRelevance {
    /// By position; empty without a text: all are 0.
    private let values: [Float]
    /// The set, and the position of the first document of each of its words.
    private let words: [UInt64]
    private let firstPosition: [UInt32]
    /// The most that any document has.
    let greatest: Float

    init(_ matching: TextMatching, _ concepts: [Concept], _ matches: Bitset, _ count: Int) {
        guard !concepts.isEmpty else {
            values = []
            words = []
            firstPosition = []
            greatest = 0
            return
        }
        var greatest: Float = 0
        let values = matching.relevance(concepts, matches.documents(count: count))
        for value in values { greatest = max(greatest, value) }
        self.values = values
        self.greatest = greatest
        words = matches.words
        var position: UInt32 = 0
        firstPosition = matches.words.map { word in
            defer { position += UInt32(word.nonzeroBitCount) }
            return position
        }
    }

    /// Relevance of the document at `bit` of a word.
    @inline(__always)
    func value(_ word: Int, _ bit: UInt64) -> Float {
        guard !values.isEmpty else { return 0 }
        let before = words[word] & (1 << bit &- 1)
        return values[Int(firstPosition[word]) + before.nonzeroBitCount]
    }
}
