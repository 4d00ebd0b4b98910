internal import Files
internal import Web

/// Finds records by words of their names as one types them: in any order, parts of words, without accents or capitals.
struct NameSearch: Sendable {
    private let words: [String]

    /// - Parameter typed: `nil` or empty: everything is found.
    init(_ typed: String?) {
        words = (typed ?? "").prefix(200).split(whereSeparator: \.isWhitespace).map { NameFolding.folded(String($0)) }
            .filter { !$0.isEmpty }
    }

    var isEmpty: Bool { words.isEmpty }

    /// - Parameter names: of the record and of what it belongs to; each word stands in one of them.
    func finds(_ names: [String?]) -> Bool {
        if words.isEmpty { return true }
        let folded = names.compactMap { $0.map { NameFolding.folded($0) } }
        return words.allSatisfy { word in folded.contains { $0.contains(word) } }
    }

    static let field = DeskRoute.Field("q", "Words of the name, or of the place.")

    /// The box of a filter.
    static func box(_ visit: Visit, _ typed: String) -> HTML {
        """
        <div class="field"><label for="f-q">\(visit.say("upkeep.list.words"))</label>\
        <input id="f-q" name="q" type="search" value="\(typed)" autocomplete="off" maxlength="200"></div>
        """
    }
}
