internal import Rules

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
}
