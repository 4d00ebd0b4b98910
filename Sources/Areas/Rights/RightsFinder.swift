internal import Files
import Rules

/// Finds the sheets and checklists that a search asks for, by the words of their titles and of the papers that they name.
struct RightsFinder: Sendable {
    static let most = 3

    private struct Entry: Sendable {
        let found: RightsFound
        /// Of the title, in each language.
        let titles: [[String]]
        /// Of papers, as whole phrases.
        let phrases: [String]
    }

    private let entries: [Entry]

    init(_ content: RightsContent) {
        // A step that one has in mind stands before the situation in which one is.
        entries = content.checklists.map { Self.entry($0.current) } + content.sheets.map { Self.entry($0.current) }
    }

    /// - Parameter words: as typed. Each of them begins a word of one title; or all of them are part of the name of a paper.
    func find(_ words: String) -> [RightsFound] {
        let phrase = NameFolding.folded(String(words.prefix(200)))
        let typed = Self.telling(phrase)
        guard !typed.isEmpty, phrase.unicodeScalars.count >= 3 else { return [] }
        let named = entries.filter { entry in
            entry.titles.contains { title in
                typed.allSatisfy { word in title.contains { Self.begins($0, with: word) } }
            }
        }
        let told = entries.filter { entry in
            phrase.unicodeScalars.count >= 6 && entry.phrases.contains { " \($0) ".contains(" \(phrase) ") }
        }
        var seen: Set<RightsFound> = []
        return Array((named + told).map(\.found).filter { seen.insert($0).inserted }.prefix(Self.most))
    }

    private static func entry<Text: RightsText>(_ text: Text) -> Entry {
        Entry(
            found: RightsFound(kind: Text.kind, key: text.key, title: text.title),
            titles: text.title.byLanguage.values.map { telling(NameFolding.folded($0)) },
            phrases: text.named.flatMap { $0.byLanguage.values.map { NameFolding.folded($0) } })
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
