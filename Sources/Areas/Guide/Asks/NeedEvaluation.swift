internal import Rules
internal import Search

/// How often somebody who asks in their own words gets, among the first three services, one that answers to the need they meant.
public struct NeedEvaluation: Sendable {
    /// Services that are looked at from the first on.
    public static let depth = 3

    public struct Share: Sendable, Hashable, Codable {
        public var language: String
        public var asked: Int
        public var found: Int

        public var recall: Double { asked == 0 ? 0 : Double(found) / Double(asked) }
    }

    public struct Miss: Sendable, Hashable, Codable {
        public var language: String
        public var words: String
        public var needs: [String]
        /// Needs of the first services instead.
        public var found: [String]
    }

    public struct Report: Sendable, Codable {
        public var depth: Int
        /// By language, in the order of their tags.
        public var shares: [Share]
        public var whole: Share
        /// Ways to ask for what no service of this city offers: left out.
        public var leftOut: Int
        public var misses: [Miss]
    }

    private let asks: [NeedAsk]

    public init(_ asks: [NeedAsk]) { self.asks = asks }

    /// - Throws: `NeedAskUnknown` for a need that the city's lists do not have.
    func measured(_ guide: GuideSnapshot, now: Instant) throws -> Report {
        let offered = Set(guide.services.flatMap(\.needs))
        var shares: [String: Share] = [:]
        var leftOut = 0
        var misses: [Miss] = []
        for ask in asks {
            if let unknown = ask.needs.first(where: { guide.vocabulary.need($0) == nil }) {
                throw NeedAskUnknown(language: ask.language, words: ask.words, need: unknown)
            }
            guard !offered.isDisjoint(with: ask.needs) else {
                leftOut += 1
                continue
            }
            var query = SearchQuery(text: ask.words, now: now.minute)
            query.limit = Self.depth
            let found = guide.index.search(query).hits.flatMap { guide.services[Int($0.id)].needs }
            let isFound = !Set(found).isDisjoint(with: ask.needs)
            shares[ask.language, default: Share(language: ask.language, asked: 0, found: 0)].asked += 1
            if isFound { shares[ask.language]?.found += 1 }
            if !isFound {
                misses.append(Miss(language: ask.language, words: ask.words, needs: ask.needs, found: found))
            }
        }
        let sorted = shares.values.sorted { $0.language < $1.language }
        return Report(
            depth: Self.depth, shares: sorted,
            whole: Share(
                language: "all", asked: sorted.reduce(0) { $0 + $1.asked }, found: sorted.reduce(0) { $0 + $1.found }),
            leftOut: leftOut, misses: misses)
    }
}

/// A way to ask names a need that is in no list.
public struct NeedAskUnknown: Error, Sendable, Hashable, CustomStringConvertible {
    public var language: String
    public var words: String
    public var need: String

    public var description: String {
        "\(language).tsv, «\(words)»: there is no need «\(need)» in Territories/taxonomy"
    }
}

extension NeedEvaluation.Report {
    public var lines: [String] {
        let rows = (shares + [whole]).map { share in
            let percent = Int((share.recall * 1_000).rounded())
            return [share.language, "\(share.asked)", "\(share.found)", "\(percent / 10).\(percent % 10) %"]
        }
        let table = [["language", "asked", "found", "recall@\(depth)"]] + rows
        return table.map { row in
            row.enumerated().map { column, cell in
                let blank = String(repeating: " ", count: max(0, (column == 0 ? 10 : 9) - cell.count))
                return column == 0 ? cell + blank : blank + cell
            }.joined()
        } + ["", "\(leftOut) ways to ask for what no service of this city offers were left out"]
    }
}
