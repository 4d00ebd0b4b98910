/// A question whose words no service holds together is asked with fewer of them: the words that tell most of a need stay.
///
/// People write sentences ("my boss did not pay me"), and a sentence always has a word too many. What is left out is told with the answer.
/// Filters play no part in it: who asks for showers for women that are open now is not sent to those for men.
struct Leniency {
    let index: SearchIndex

    /// - Returns: the reading with some of its concepts and their words named as ignored; `nil` when all of them find something together, or none does alone.
    func fewer(_ reading: TextReading, _ chain: FilterChain) -> TextReading? {
        guard reading.concepts.count > 1, together(chain.conceptSets).population == 0 else { return nil }
        var matches = Bitset(full: index.count)
        var kept: Set<Int> = []
        for position in order(reading, chain) {
            guard matches.intersects(chain.conceptSets[position]) else { continue }
            matches.formIntersection(chain.conceptSets[position])
            kept.insert(position)
        }
        guard !kept.isEmpty, kept.count < reading.concepts.count else { return nil }
        var fewer = reading
        fewer.concepts = kept.sorted().map { reading.concepts[$0] }
        fewer.ignored += reading.concepts.indices.filter { !kept.contains($0) }
            .map { reading.typed[reading.concepts[$0].words].joined(separator: " ") }
        return fewer
    }

    private func together(_ sets: [Bitset]) -> Bitset {
        sets.dropFirst().reduce(into: sets[0]) { $0.formIntersection($1) }
    }

    /// Positions of the concepts, the most telling first: those that name a need before those that name something else of the
    /// vocabulary before words that only stand in texts; then the rarer ones.
    private func order(_ reading: TextReading, _ chain: FilterChain) -> [Int] {
        let ranks = reading.concepts.indices.map { position -> (worth: Int, count: Int) in
            let targets = reading.concepts[position].targets
            let need = targets.filter { $0.target.list == .need || $0.target.list == .theme }.map { Int($0.worth) }
                .max()
            let other = targets.map { Int($0.worth) }.max()
            return (need.map { $0 + 256 } ?? other ?? 0, chain.conceptSets[position].population)
        }
        return reading.concepts.indices.sorted { left, right in
            let (first, second) = (ranks[left], ranks[right])
            if first.worth != second.worth { return first.worth > second.worth }
            return first.count != second.count ? first.count < second.count : left < right
        }
    }
}
