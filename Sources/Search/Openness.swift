/// How much being open is worth to each document at one minute.
struct Openness {
    /// The states of 64 documents, one bit a document.
    struct States {
        let open: UInt64
        let closing: UInt64
        let opening: UInt64
        let unknown: UInt64
    }

    private let isKnown: Bool
    private let now: Bitset
    private let soonClosing: Bitset
    private let soonOpen: Bitset
    private let unknown: Bitset
    private let weights: RankingWeights

    init(_ opening: OpeningTable, at minute: Minute, _ weights: RankingWeights) {
        self.weights = weights
        isKnown = opening.horizon.contains(minute)
        now = opening.open(at: minute)
        unknown = opening.unknown(at: minute)
        let last = opening.horizon.upperBound - 1
        soonOpen = opening.open(at: min(minute + weights.openingSoon, last))
        soonClosing = opening.open(at: min(minute + weights.closingSoon, last))
    }

    /// The open documents, those that open soon or whose hours are unknown, and the others, each with the most that
    /// being open is worth to one of them.
    func parts(of matches: Bitset) -> [(part: Bitset, greatest: Float)] {
        guard isKnown else { return [(matches, weights.open * weights.unknownHours)] }
        var open = matches
        open.formIntersection(now)
        var between = soonOpen
        between.formUnion(unknown)
        between.formIntersection(matches)
        between.subtract(open)
        var closed = matches
        closed.subtract(open)
        closed.subtract(between)
        return [
            (open, weights.open * max(weights.openNow, weights.closing)),
            (between, weights.open * max(weights.opening, weights.unknownHours)), (closed, 0),
        ]
    }

    /// The states of the documents of a word of the sets.
    @inline(__always)
    func states(_ word: Int) -> States {
        guard isKnown else { return States(open: 0, closing: 0, opening: 0, unknown: ~0) }
        let open = now.words[word]
        let later = soonOpen.words[word]
        return States(
            open: open & soonClosing.words[word], closing: open & ~soonClosing.words[word], opening: later & ~open,
            unknown: unknown.words[word] & ~open & ~later)
    }

    /// Share of the score of the document at `bit`.
    @inline(__always)
    func worth(_ states: States, _ bit: UInt64) -> Float {
        if states.open >> bit & 1 != 0 { return weights.open * weights.openNow }
        if states.closing >> bit & 1 != 0 { return weights.open * weights.closing }
        if states.opening >> bit & 1 != 0 { return weights.open * weights.opening }
        return states.unknown >> bit & 1 != 0 ? weights.open * weights.unknownHours : 0
    }
}
