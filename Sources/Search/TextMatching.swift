/// Finds and weighs the documents of a text that has been read.
struct TextMatching: Sendable {
    let postings: Postings
    let attributes: AttributeTable
    let weights: RankingWeights
    let documentCount: Int

    /// Worth of a word, 0 to 255, by the fields where it stands.
    let fieldWorth: [Int]

    init(_ postings: Postings, _ attributes: AttributeTable, _ weights: RankingWeights, documentCount: Int) {
        self.postings = postings
        self.attributes = attributes
        self.weights = weights
        self.documentCount = documentCount
        fieldWorth = (0..<1 << TextField.allCases.count).map { fields in
            TextField.allCases.filter { fields & (1 << Int($0.rawValue)) != 0 }
                .map { Int(weights.worth($0) * 255) }.max() ?? 0
        }
    }

    /// Documents that hold the concept. `isAlone`: it is the question's only one; beside another, a public or a
    /// status that is named also lets in the services open to everyone.
    func set(_ concept: Concept, isAlone: Bool) -> Bitset {
        var set = Bitset(bitCount: documentCount)
        for (target, _) in concept.targets {
            set.formUnion(attributes.named(target))
            if !isAlone, Self.isOpenTo(target) { set.formUnion(attributes.row(target.list, Int(target.position))) }
        }
        for (stem, _) in concept.stems { postings.insert(stem, in: concept.fields, into: &set) }
        if let first = concept.each.first {
            var together = self.set(first, isAlone: false)
            for word in concept.each.dropFirst() { together.formIntersection(self.set(word, isAlone: false)) }
            set.formUnion(together)
        }
        return set
    }

    private static func isOpenTo(_ target: PhraseTarget) -> Bool {
        target.list == .public || target.list == .status
    }

    /// Relevance of each candidate, 0 to 1: the mean over the concepts of the best that each finds.
    func relevance(_ concepts: [Concept], _ candidates: [UInt32]) -> [Float] {
        var sums = [Float](repeating: 0, count: candidates.count)
        let share = 1 / (255 * Float(max(concepts.count, 1)))
        for concept in concepts {
            let worths = worth(concept, candidates)
            for index in sums.indices { sums[index] += Float(worths[index]) * share }
        }
        return sums
    }

    private func worth(_ concept: Concept, _ candidates: [UInt32]) -> [UInt8] {
        var best = [UInt8](repeating: 0, count: candidates.count)
        for (target, worth) in concept.targets {
            let set = attributes.named(target)
            for index in candidates.indices where best[index] < worth && set.contains(Int(candidates[index])) {
                best[index] = worth
            }
        }
        for (stem, factor) in concept.stems {
            postings.join(stem, candidates) { index, fields in
                best[index] = max(best[index], UInt8(truncatingIfNeeded: standing(fields & concept.fields, factor)))
            }
        }
        guard !concept.each.isEmpty else { return best }
        var sums = [Int](repeating: 0, count: candidates.count)
        for word in concept.each {
            let worths = worth(word, candidates)
            for index in sums.indices { sums[index] = worths[index] == 0 ? .min / 2 : sums[index] + Int(worths[index]) }
        }
        for index in sums.indices where sums[index] > 0 {
            best[index] = max(best[index], UInt8(truncatingIfNeeded: sums[index] / concept.each.count))
        }
        return best
    }

    /// Worth of a stem where it stands, 0 to 255. In Swift a shift binds before a product: the brackets are needed.
    @inline(__always)
    private func standing(_ fields: UInt8, _ factor: Int) -> Int {
        (fieldWorth[Int(fields)] * factor) >> 8
    }

    /// The best reason why a document holds the concept.
    func reason(_ concept: Concept, _ document: Int) -> MatchReason? {
        var best: (worth: Int, reason: MatchReason)?
        for (target, worth) in concept.targets
        where Int(worth) > best?.worth ?? 0 && attributes.named(target).contains(document) {
            best = (Int(worth), Self.reason(target, word: concept.words.lowerBound))
        }
        for (stem, factor) in concept.stems {
            let fields = postings.fields(stem, in: document) & concept.fields
            let worth = standing(fields, factor)
            if fields != 0, worth > best?.worth ?? 0 {
                let field = TextField.allCases.filter { fields & (1 << $0.rawValue) != 0 }
                    .max { weights.worth($0) < weights.worth($1) }
                best = (worth, .text(field ?? .description, word: concept.words.lowerBound))
            }
        }
        if best == nil {
            for word in concept.each {
                if let reason = reason(word, document) { return reason }
            }
        }
        return best?.reason
    }

    private static func reason(_ target: PhraseTarget, word: Int) -> MatchReason {
        switch target.list {
        case .need: .need(NeedID(Int(target.position)), word: word)
        case .theme: .theme(ThemeID(Int(target.position)), word: word)
        default: .vocabulary(list: target.list, position: Int(target.position), word: word)
        }
    }
}
