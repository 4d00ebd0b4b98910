import Foundation

/// Alphabetical order as a reader expects it: accents and case do not count, nor an article before the name.
enum Alphabet {
    static func fold(_ name: String) -> String {
        name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }

    static func initial(_ name: String) -> String {
        guard let first = fold(name).first(where: { $0.isLetter || $0.isNumber }) else { return "#" }
        return first.isLetter ? first.uppercased() : "#"
    }
}
