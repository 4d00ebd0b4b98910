internal import Files
import Rules

/// Finds the sheets and checklists that a search asks for: by the need that a checklist is about, in all the words that people type for it;
/// by the wordings that its writers noted; by the words of a title; by the name of a paper.
struct RightsFinder: Sendable {
    static let most = 3

    private struct Entry: Sendable {
        let found: RightsFound
        /// What people type for the need that it is about.
        let asked: Set<String>
        /// That need.
        let need: String?
        /// Words of each wording that the text names.
        let wordings: [[Substring]]
        /// Of the title, in each language.
        let titles: [[String]]
        /// Names of papers.
        let papers: [String]
        /// What is to be done, where a paper may be named.
        let texts: [String]
    }

    private let entries: [Entry]

    init(_ content: RightsContent, _ taxonomy: Taxonomy) {
        // A step that one has in mind stands before the situation in which one is.
        let checklists = content.checklists.map { Self.entry($0.current, taxonomy) }
        entries = checklists + content.sheets.map { Self.entry($0.current, taxonomy) }
    }

    /// - Parameters:
    ///   - words: as typed.
    ///   - needs: chosen besides them.
    /// - Returns: at most `most`, the surest first.
    func find(_ words: String, needs: [String] = []) -> [RightsFound] {
        let phrase = NameFolding.folded(String(words.prefix(200)))
        let typed = Self.telling(phrase)
        let said = Set(phrase.split(separator: " "))
        let isLong = phrase.unicodeScalars.count >= 6
        let isSeveral = isLong && phrase.contains(" ")
        let ways: [(Entry) -> Bool] = [
            { $0.wordings.contains { $0.allSatisfy(said.contains) } },
            { $0.asked.contains(phrase) },
            { $0.need.map(needs.contains) ?? false },
            {
                !typed.isEmpty
                    && $0.titles.contains { title in
                        typed.allSatisfy { word in title.contains { Self.begins($0, with: word) } }
                    }
            },
            { isLong && $0.papers.contains { " \($0) ".contains(" \(phrase) ") } },
            { isSeveral && $0.texts.contains { " \($0) ".contains(" \(phrase) ") } },
        ]
        var seen: Set<RightsFound> = []
        let found = ways.flatMap { way in entries.filter(way).map(\.found) }
        return Array(found.filter { seen.insert($0).inserted }.prefix(Self.most))
    }

    private static func entry<Text: RightsText>(_ text: Text, _ taxonomy: Taxonomy) -> Entry {
        func folded(_ texts: [LocalisedText]) -> [String] {
            texts.flatMap { $0.byLanguage.values.map { NameFolding.folded($0) } }
        }
        let need =
            Text.kind == .checklist
            ? [text.key, text.pictogram].compactMap { $0 }.compactMap(taxonomy.need).first : nil
        let words = need.map { need in
            folded([need.label, need.short].compactMap { $0 })
                + need.synonyms.values.flatMap { $0.map { NameFolding.folded($0) } }
        }
        return Entry(
            found: RightsFound(kind: Text.kind, key: text.key, title: text.title), asked: Set(words ?? []),
            need: need?.key,
            wordings: (text.asked ?? []).map { NameFolding.folded($0).split(separator: " ") }.filter { !$0.isEmpty },
            titles: text.title.byLanguage.values.map { telling(NameFolding.folded($0)) }, papers: folded(text.papers),
            texts: folded(text.acts))
    }

    /// Words that say something by themselves: three letters or more.
    private static func telling(_ phrase: String) -> [String] {
        phrase.split(separator: " ").map(String.init).filter { $0.unicodeScalars.count >= 3 }
    }

    /// Part of a word counts from five letters on, so that "art" finds no "article".
    private static func begins(_ word: String, with typed: String) -> Bool {
        word == typed || (typed.unicodeScalars.count >= 5 && word.hasPrefix(typed))
            || (word.unicodeScalars.count >= 5 && typed == word + "s")
    }
}
