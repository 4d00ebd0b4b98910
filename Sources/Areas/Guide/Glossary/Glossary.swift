internal import Files
public import Foundation
internal import Rules

/// Words of offices that people hear and must know, in the language of the country: how they sound, what they mean.
public struct Glossary: Sendable {
    struct Word: Sendable, Hashable {
        var key: String
        /// As it is written.
        var word: String
        /// What an abbreviation stands for.
        var full: String?
        /// In the international phonetic alphabet, syllables set apart by points.
        var ipa: String
        /// What a voice is given to say, where it is not the word as written: `A M E`.
        var spoken: String
        var meaning: LocalisedText
    }

    /// ISO 3166 code of the country whose offices say these words.
    var country = ""
    /// BCP 47 tag of the words.
    var language = "fr"
    /// In the order of the alphabet.
    private(set) var words: [Word] = []
    private var folded: [[String]] = []

    public init() {}

    init(country: String, language: String, words: [Word]) {
        self.country = country
        self.language = language
        self.words = words.sorted { NameFolding.folded($0.word) < NameFolding.folded($1.word) }
        folded = self.words.map { word in [word.word, word.full].compactMap { $0 }.map { NameFolding.folded($0) } }
    }

    func word(_ key: String) -> Word? { words.first { $0.key == key } }

    /// Words of the glossary that a search names, whole; at most two.
    func find(_ text: String) -> [Word] {
        let phrase = NameFolding.folded(String(text.prefix(200)))
        guard !phrase.isEmpty else { return [] }
        let typed = Set(phrase.split(separator: " ").map(String.init))
        let found = zip(words, folded).filter { _, names in
            names.contains(phrase) || (names.first.map { typed.contains($0) } ?? false)
        }
        return found.prefix(2).map(\.0)
    }

    /// Reads `Resources/glossary/<country>.yaml`.
    /// - Throws: `FileFaults`, each with its line.
    public static func read(resources: URL, country: String = "france") throws -> Glossary {
        try GlossaryReading.read(resources.appendingPathComponent("glossary/\(country).yaml").path)
    }
}
