/// Orders the documents that match. The formula is explained in `docs/search-ranking.md`.
struct Ranking {
    let index: SearchIndex
    let query: SearchQuery
    let reading: TextReading
    let place: SIMD4<Float>?

    /// The best `limit` documents of `matches` whose order key is below `ceiling`.
    func best(of matches: Bitset, count: Int, limit: Int, below ceiling: UInt64) -> TopHits {
        var top = TopHits(limit: limit, below: ceiling)
        switch query.sort {
        case .freshness: byFreshness(matches, &top)
        case .distance:
            if let place { byDistance(matches, place, count, &top) } else { byRelevance(matches, count, &top) }
        case .relevance: byRelevance(matches, count, &top)
        }
        return top
    }

    private func byFreshness(_ matches: Bitset, _ top: inout TopHits) {
        matches.visit { document in
            top.offer(OrderKey.descending(index.freshness[document], index.identifiers[document]), document)
        }
    }

    /// Nearest first: boxes by distance until none can hold a nearer document; those without a point fill up.
    private func byDistance(_ matches: Bitset, _ place: SIMD4<Float>, _ count: Int, _ top: inout TopHits) {
        let tree = index.tree
        tree.visitNearest(matches, from: place) { word, least in
            if top.isFull, OrderKey.ascending(least, 0) < top.floor { return false }
            eachBit(matches, word) { document in
                let distance = tree.chordSquared(document, from: place)
                if distance.isNaN { return }
                top.offer(OrderKey.ascending(distance, index.identifiers[document]), document)
            }
            return true
        }
        guard !top.isFull else { return }
        var unplaced = matches
        unplaced.subtract(tree.located)
        unplaced.visit { document in
            top.offer(OrderKey.ascending(.infinity, index.identifiers[document]), document)
        }
    }

    /// Weighs the open services, then those that open soon or whose hours are unknown, then the closed ones: within
    /// each of the three, few need to be weighed when many are near.
    private func byRelevance(_ matches: Bitset, _ count: Int, _ top: inout TopHits) {
        let openness = Openness(index.opening, at: query.now, index.weights)
        let relevance = TextRelevance(index.matching, reading.concepts, matches, count)
        guard let place, count > index.weights.fewDocuments else {
            for word in matches.words.indices { weigh(matches.words[word], word, relevance, openness, &top) }
            return
        }
        for (part, worth) in openness.parts(of: matches) {
            if part.population > index.weights.fewDocuments {
                byPlace(part, place, relevance, openness, worth, &top)
            } else {
                for word in part.words.indices { weigh(part.words[word], word, relevance, openness, &top) }
            }
        }
    }

    /// From the nearest box on, until even a fresh and most relevant document of the next would not enter.
    private func byPlace(
        _ part: Bitset, _ place: SIMD4<Float>, _ relevance: TextRelevance, _ openness: Openness,
        _ greatestOpenness: Float, _ top: inout TopHits
    ) {
        let ceiling =
            relevance.greatest * index.weights.text + greatestOpenness + index.weights.freshness + Self.rounding
        index.tree.visitNearest(part, from: place) { word, least in
            if top.isFull, ceiling + nearness(chordSquared: least) < top.floorValue { return false }
            weigh(part.words[word], word, relevance, openness, &top)
            return true
        }
        if top.isFull, top.floorValue > ceiling { return }
        // Documents without a point: in words that the tree leaves out, or beside others that it has visited.
        for word in part.words.indices where !index.tree.hasPlaces(word) {
            weigh(part.words[word], word, relevance, openness, &top)
        }
    }

    /// More than the rounding of a sum of four shares.
    private static let rounding: Float = 0.000_01

    /// Offers some documents of one word with their scores.
    @inline(__always)
    private func weigh(
        _ documents: UInt64, _ word: Int, _ relevance: TextRelevance, _ openness: Openness, _ top: inout TopHits
    ) {
        guard documents != 0 else { return }
        var bits = documents
        let states = openness.states(word)
        while bits != 0 {
            let bit = UInt64(bits.trailingZeroBitCount)
            let document = word << 6 | Int(bit)
            let rest = openness.worth(states, bit) + freshness(document) + nearness(document)
            if rest + relevance.greatest * index.weights.text + Self.rounding >= top.floorValue {
                let score = rest + relevance.value(word, bit) * index.weights.text
                top.offer(OrderKey.descending(score, index.identifiers[document]), document)
            }
            bits &= bits &- 1
        }
    }

    @inline(__always)
    private func freshness(_ document: Int) -> Float {
        index.weights.freshness * index.freshness[document]
    }

    @inline(__always)
    private func nearness(_ document: Int) -> Float {
        guard let place else { return 0 }
        return nearness(chordSquared: index.tree.chordSquared(document, from: place))
    }

    @inline(__always)
    private func nearness(chordSquared: Float) -> Float {
        guard chordSquared >= 0 else { return 0 }
        let half = index.weights.halfDistance
        return index.weights.distance * half / (half + chordSquared.squareRoot())
    }

    @inline(__always)
    private func eachBit(_ set: Bitset, _ word: Int, _ body: (Int) -> Void) {
        var bits = set.words[word]
        while bits != 0 {
            body(word << 6 | bits.trailingZeroBitCount)
            bits &= bits &- 1
        }
    }
}
