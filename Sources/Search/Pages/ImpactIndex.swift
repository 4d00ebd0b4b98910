/// What each term adds to the score of each document that holds it, computed once: Okapi BM25 (Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework", 2009) in fixed point, six bytes an entry.
struct ImpactIndex: Sendable {
    /// log(2³²) × (k + 1) stays below 2¹⁶ with this.
    private static let scale: Float = 1024

    let documentCount: Int
    private var terms = KeyTable()
    private var first: [UInt32] = [0]
    private var documents: [UInt32] = []
    private var impacts: [UInt16] = []

    /// - Parameters:
    ///   - texts: For each document its terms, repeated as often as they stand there.
    ///   - saturation: *k*: how much the tenth occurrence still adds; 0 nothing.
    ///   - lengthShare: *b*: how much a long document has to hold more; from 0 to 1.
    init(_ texts: [[UInt64]], saturation: Float, lengthShare: Float) {
        documentCount = texts.count
        var entries: [(term: UInt32, document: UInt32, count: UInt32)] = []
        for (document, text) in texts.enumerated() {
            let sorted = text.sorted()
            var start = 0
            while start < sorted.count {
                var end = start + 1
                while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
                entries.append((UInt32(terms.insert(sorted[start])), UInt32(document), UInt32(end - start)))
                start = end
            }
        }
        first = [UInt32](repeating: 0, count: terms.count + 1)
        for entry in entries { first[Int(entry.term) + 1] += 1 }
        for term in 0..<terms.count { first[term + 1] += first[term] }
        var next = first
        documents = [UInt32](repeating: 0, count: entries.count)
        impacts = [UInt16](repeating: 0, count: entries.count)
        let mean = max(1, Float(texts.reduce(0) { $0 + $1.count }) / Float(max(1, texts.count)))
        for entry in entries {
            let place = Int(next[Int(entry.term)])
            next[Int(entry.term)] += 1
            let length = Float(texts[Int(entry.document)].count) / mean
            let count = Float(entry.count)
            let share = count * (saturation + 1) / (count + saturation * (1 - lengthShare + lengthShare * length))
            documents[place] = entry.document
            impacts[place] = UInt16(min(65_535, share * rarity(Int(entry.term)) * Self.scale))
        }
    }

    var byteCount: Int { terms.byteCount + first.count * 4 + documents.count * 6 }

    /// Adds to `scores` what a term of the question brings.
    @inline(__always)
    func add(_ key: UInt64, weight: Float, to scores: inout [Float]) {
        guard let term = terms.find(key) else { return }
        let factor = weight / Self.scale
        for place in Int(first[term])..<Int(first[term + 1]) {
            scores[Int(documents[place])] += factor * Float(impacts[place])
        }
    }

    /// The scores of all documents.
    func scores(_ keys: [(key: UInt64, weight: Float)]) -> [Float] {
        var scores = [Float](repeating: 0, count: documentCount)
        for (key, weight) in keys { add(key, weight: weight, to: &scores) }
        return scores
    }

    func holds(_ key: UInt64) -> Bool { terms.find(key) != nil }

    /// For each document its terms with what they add.
    func vectors() -> [[(term: Int, impact: Float)]] {
        var vectors = [[(term: Int, impact: Float)]](repeating: [], count: documentCount)
        for term in 0..<terms.count {
            for place in Int(first[term])..<Int(first[term + 1]) {
                vectors[Int(documents[place])].append((term, Float(impacts[place]) / Self.scale))
            }
        }
        return vectors
    }

    /// Calls `body` with the documents that hold a term, and what it adds to each.
    func forEach(_ term: Int, _ body: (_ document: Int, _ impact: Float) -> Void) {
        for place in Int(first[term])..<Int(first[term + 1]) {
            body(Int(documents[place]), Float(impacts[place]) / Self.scale)
        }
    }

    /// In how many documents a term stands.
    func count(_ term: Int) -> Int { Int(first[term + 1] - first[term]) }

    private func rarity(_ term: Int) -> Float {
        let holding = Float(count(term))
        return naturalLogarithm(1 + (Float(documentCount) - holding + 0.5) / (holding + 0.5))
    }
}

/// ln x for x > 0, without Foundation: exponent, then the series of artanh on the mantissa; exact to some 10⁻⁷.
func naturalLogarithm(_ value: Float) -> Float {
    let exponent = Double(value.exponent)
    let mantissa = Double(value.significand)
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 17, by: 2) {
        sum += term / odd
        term *= square
    }
    return Float(2 * sum + exponent * 0.693147180559945)
}
