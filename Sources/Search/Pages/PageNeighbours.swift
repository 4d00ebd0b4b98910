/// For each page the pages that are most like it: what answers a question seldom stands alone.
///
/// (Kurland and Lee, "Corpus structure, language models, and ad hoc information retrieval", 2004: a page whose neighbours
/// answer well is more likely to answer.)
struct PageNeighbours: Sendable {
    private static let most = 6
    /// A neighbour's share in the score.
    private static let share: Float = 0.3
    /// Terms of a page that are looked up, and pages that a term may stand in: the others cost much and say little.
    private static let mostTerms = 48
    private static let mostHolders = 2_000

    private var first: [UInt32] = [0]
    private var pages: [UInt32] = []
    private var weights: [Float] = []

    init(_ index: ImpactIndex) {
        let vectors = index.vectors()
        let lengths = vectors.map { vector in vector.reduce(Float(0)) { $0 + $1.impact * $1.impact }.squareRoot() }
        var products = [Float](repeating: 0, count: vectors.count)
        for (page, vector) in vectors.enumerated() {
            for place in products.indices { products[place] = 0 }
            for (term, impact) in vector.sorted(by: { ($0.impact, $1.term) > ($1.impact, $0.term) }).prefix(
                Self.mostTerms)
            where index.count(term) <= Self.mostHolders {
                index.forEach(term) { products[$0] += impact * $1 }
            }
            var best: [(alike: Float, page: Int)] = []
            for other in products.indices where other != page && products[other] > 0 {
                let alike = products[other] / max(lengths[other], .leastNormalMagnitude)
                if best.count == Self.most, alike <= best[best.count - 1].alike { continue }
                best.insert((alike, other), at: best.firstIndex { $0.alike < alike } ?? best.count)
                if best.count > Self.most { best.removeLast() }
            }
            let sum = best.reduce(Float(0)) { $0 + $1.alike }
            for (alike, other) in best {
                pages.append(UInt32(other))
                weights.append(Self.share * alike / sum)
            }
            first.append(UInt32(pages.count))
        }
    }

    var byteCount: Int { first.count * 4 + pages.count * 8 }

    func smoothed(_ scores: [Float]) -> [Float] {
        var smoothed = scores
        for page in scores.indices {
            for place in Int(first[page])..<Int(first[page + 1]) {
                smoothed[page] += weights[place] * scores[Int(pages[place])]
            }
        }
        return smoothed
    }
}
