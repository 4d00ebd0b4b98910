/// Finds records by words of their names as one types them: in any order, parts of words, without accents or capitals.
public struct NameSearch: Sendable {
    private let words: [String]

    /// - Parameter typed: `nil` or empty: everything is found.
    public init(_ typed: String?) {
        words = (typed ?? "").prefix(200).split(whereSeparator: \.isWhitespace).map { NameFolding.folded(String($0)) }
            .filter { !$0.isEmpty }
    }

    public var isEmpty: Bool { words.isEmpty }

    /// - Parameter names: of the record and of what it belongs to; each word stands in one of them.
    public func finds(_ names: [String?]) -> Bool {
        if words.isEmpty { return true }
        let folded = names.compactMap { $0.map { NameFolding.folded($0) } }
        return words.allSatisfy { word in folded.contains { $0.contains(word) } }
    }

    /// Those whose names have the words, in the order of their folded names; each name is folded once.
    /// - Parameters:
    ///   - name: by which they are ordered and found.
    ///   - others: names in which the words are looked for too.
    ///   - key: decides between two of one name.
    public func ordered<Item>(
        _ items: [Item], name: (Item) -> String, others: (Item) -> [String?], key: (Item) -> String
    ) -> [Item] {
        // Positions are sorted: the items may be large.
        var order: [(name: String, key: String, position: Int)] = []
        for (position, item) in items.enumerated() {
            let name = name(item)
            guard isEmpty || finds([name] + others(item)) else { continue }
            order.append((NameFolding.folded(name), key(item), position))
        }
        return order.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map { items[$0.position] }
    }
}
