/// Computes the scores of one question's documents, the cheap shares first: the distance is measured only where it can
/// still decide.
struct Weigher {
    /// More than the rounding of a sum of four shares.
    static let rounding: Float = 0.000_01

    private let identifiers: [Int32]
    private let places: [SIMD4<Float>]
    private let freshness: [Float]
    private let matches: [UInt64]
    private let place: SIMD4<Float>?
    private let relevance: TextRelevance
    private let openness: Openness
    private let textWeight: Float
    private let distanceWeight: Float
    private let halfDistance: Float
    /// The most that the text is worth to any document.
    let greatestText: Float

    init(
        _ index: SearchIndex, _ matches: Bitset, _ place: SIMD4<Float>?, _ relevance: TextRelevance,
        _ openness: Openness
    ) {
        identifiers = index.identifiers
        places = index.tree.places
        freshness = index.freshness
        self.matches = matches.words
        self.place = place
        self.relevance = relevance
        self.openness = openness
        textWeight = index.weights.text
        distanceWeight = place == nil ? 0 : index.weights.distance
        halfDistance = index.weights.halfDistance
        greatestText = relevance.greatest * index.weights.text
    }

    /// Offers some documents of one word of the matches with their scores.
    @inline(__always)
    func weigh(_ documents: UInt64, _ word: Int, _ top: inout TopHits) {
        if documents != 0 { weighAll(documents, word, &top) }
    }

    private func weighAll(_ documents: UInt64, _ word: Int, _ top: inout TopHits) {
        let states = openness.states(word)
        var position = relevance.position(ofWord: word)
        var bits = matches[word]
        while bits != 0 {
            let bit = UInt64(truncatingIfNeeded: bits.trailingZeroBitCount)
            bits &= bits &- 1
            defer { position &+= 1 }
            guard documents >> bit & 1 != 0 else { continue }
            let document = word << 6 | Int(truncatingIfNeeded: bit)
            var score = openness.worth(states, bit) + freshness[document] + relevance[position] * textWeight
            guard score + distanceWeight + Self.rounding >= top.floorValue else { continue }
            if let place {
                let way = places[document] - place
                score += nearness(chordSquared: (way * way).sum())
            }
            if score >= top.floorValue {
                top.offer(OrderKey.descending(score, identifiers[document]), document)
            }
        }
    }

    /// Share of the score of a document at this chord; 0 without a point.
    @inline(__always)
    func nearness(chordSquared: Float) -> Float {
        guard chordSquared >= 0 else { return 0 }
        return distanceWeight * halfDistance / (halfDistance + chordSquared.squareRoot())
    }
}
