/// Relevance of the documents of an answer, 0 to 1, by their position in it.
struct TextRelevance {
    /// By position; empty without a text: all are 0.
    private let values: [Float]
    /// Position of the first document of each word of the set.
    private let firstPosition: [UInt32]
    /// The most that any document has.
    let greatest: Float

    init(_ matching: TextMatching, _ concepts: [Concept], _ matches: Bitset, _ count: Int) {
        guard !concepts.isEmpty else {
            values = []
            firstPosition = []
            greatest = 0
            return
        }
        var greatest: Float = 0
        let values = matching.relevance(concepts, matches.documents(count: count))
        for value in values { greatest = max(greatest, value) }
        self.values = values
        self.greatest = greatest
        var position: UInt32 = 0
        firstPosition = matches.words.map { word in
            defer { position += UInt32(word.nonzeroBitCount) }
            return position
        }
    }

    /// Position in the answer of the first document of a word.
    @inline(__always)
    func position(ofWord word: Int) -> Int {
        firstPosition.isEmpty ? 0 : Int(firstPosition[word])
    }

    /// Relevance of the document at a position of the answer.
    @inline(__always)
    subscript(position: Int) -> Float {
        values.isEmpty ? 0 : values[position]
    }
}
