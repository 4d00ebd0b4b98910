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

    /// Weighs the documents group by group (see ``PackedTree/groupWidth``), the near groups first, leaving out a group
    /// when even a document at its nearest corner, fresh, most relevant, and as open as any of the group, would not
    /// enter.
    private func byRelevance(_ matches: Bitset, _ count: Int, _ top: inout TopHits) {
        let openness = Openness(index.opening, at: query.now, index.weights)
        let relevance = TextRelevance(index.matching, reading.concepts, matches, count)
        let weigher = Weigher(index, matches, place, relevance, openness)
        let nearnesses = (0..<index.tree.groupCount).map { group in
            place.map { weigher.nearness(chordSquared: index.tree.leastDistance(ofGroup: group, from: $0)) } ?? 0
        }
        let close = weigher.nearness(chordSquared: index.weights.halfDistance * index.weights.halfDistance / 4)
        for isClose in [true, false] {
            for group in nearnesses.indices where (nearnesses[group] >= close) == isClose {
                weigh(group, matches, nearnesses[group], weigher, openness, &top)
            }
        }
    }

    @inline(__always)
    private func weigh(
        _ group: Int, _ matches: Bitset, _ nearness: Float, _ weigher: Weigher, _ openness: Openness,
        _ top: inout TopHits
    ) {
        let first = group * PackedTree.groupWidth
        let words = first..<min(first + PackedTree.groupWidth, matches.words.count)
        let others = weigher.greatestText + index.weights.freshness + nearness + Weigher.rounding
        if others + openness.greatest < top.floorValue { return }
        if others + openness.greatest(of: matches, words) < top.floorValue { return }
        for word in words { weigher.weigh(matches.words[word], word, &top) }
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
