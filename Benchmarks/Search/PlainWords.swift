/// A plain reading of words, apart from the index's own, to decide what a question truly matches.
enum PlainWords {
    private static let stop: Set<String> = [
        "de", "du", "des", "la", "le", "les", "d", "l", "un", "une", "au", "aux", "et", "en", "a", "and",
    ]
    private static let letters: [Character: String] = [
        "à": "a", "â": "a", "ç": "c", "é": "e", "è": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i", "ô": "o", "œ": "oe",
        "ù": "u", "û": "u", "ü": "u",
    ]

    /// Lower case, without accents, without the mark of the plural.
    static func plain(_ word: some StringProtocol) -> String {
        var plain = ""
        for character in word.lowercased() { plain += letters[character] ?? String(character) }
        if plain.utf8.count >= 4, plain.hasSuffix("s") || plain.hasSuffix("x") { plain.removeLast() }
        return plain
    }

    /// The telling words of a text.
    static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }
            .filter { !stop.contains($0.lowercased()) }
            .map { plain($0) }
    }
}
