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
    /// Share of the score by the bits of the four states.
    private let worths: [Float]

    init(_ opening: OpeningTable, at minute: Minute, _ weights: RankingWeights) {
        self.weights = weights
        worths = [0, weights.openNow, weights.closing, 0, weights.opening, 0, 0, 0, weights.unknownHours].map {
            $0 * weights.open
        }
        greatest = worths.max() ?? 0
        isKnown = opening.horizon.contains(minute)
        now = opening.open(at: minute)
        unknown = opening.unknown(at: minute)
        let last = opening.horizon.upperBound - 1
        soonOpen = opening.open(at: min(minute + weights.openingSoon, last))
        soonClosing = opening.open(at: min(minute + weights.closingSoon, last))
    }

    /// The most that being open is worth to any document.
    let greatest: Float

    /// The most that being open is worth to one of the matches in some words.
    func greatest(of matches: Bitset, _ words: Range<Int>) -> Float {
        guard isKnown else { return worths[8] }
        var open: UInt64 = 0
        var between: UInt64 = 0
        for word in words {
            open |= matches.words[word] & now.words[word]
            between |= matches.words[word] & (soonOpen.words[word] | unknown.words[word])
        }
        if open != 0 { return greatest }
        return between != 0 ? max(worths[4], worths[8]) : 0
    }

    /// The states of the documents of a word of the sets.
    @inline(__always)
    func states(_ word: Int) -> States {
        guard isKnown else { return States(open: 0, closing: 0, opening: 0, unknown: ~0) }
        let open = now.words[word]
        let later = soonOpen.words[word]
        return States(
            open: open & soonClosing.words[word], closing: open & ~soonClosing.words[word], opening: later & ~open,
            unknown: unknown.words[word] & ~(open | later))
    }

    /// Share of the score of the document at `bit`: at most one of the four states is its own.
    @inline(__always)
    func worth(_ states: States, _ bit: UInt64) -> Float {
        let code =
            (states.open >> bit & 1) | (states.closing >> bit & 1) << 1 | (states.opening >> bit & 1) << 2
            | (states.unknown >> bit & 1) << 3
        return worths[Int(truncatingIfNeeded: code)]
    }
}
