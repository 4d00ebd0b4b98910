/// What someone looks for in the directory: who does what, where, for whom.
public struct DirectoryQuery: Sendable, Hashable {
    /// What one can choose among, each with a number beside each choice.
    public enum Facet: String, Sendable, Hashable, CaseIterable {
        case theme, need, district
        case isFor = "public"
        case language, kind, referrals
    }

    /// As typed.
    public var text: String
    public var chosen: [Facet: String]
    /// From 1.
    public var page: Int

    public init(text: String = "", chosen: [Facet: String] = [:], page: Int = 1) {
        self.text = text
        self.chosen = chosen
        self.page = page
    }

    /// Most words that are looked for.
    public static let mostWords = 8
    /// Most characters of what is typed.
    public static let longest = 200
}

/// Counts of a facet's values under every other choice.
public struct DirectoryCounts: Sendable, Hashable {
    public private(set) var counts: [DirectoryQuery.Facet: [String: Int]] = [:]

    public init() {}

    public subscript(facet: DirectoryQuery.Facet, value: String) -> Int { counts[facet]?[value] ?? 0 }

    public mutating func add(_ facet: DirectoryQuery.Facet, _ value: String, _ number: Int = 1) {
        counts[facet, default: [:]][value, default: 0] += number
    }
}

/// Letters of a word by which a contact is found, without the word itself being kept: only their keyed marks are.
public enum DirectoryWords {
    static let shortestBeginning = 3
    static let longestBeginning = 8

    /// The beginnings of three to eight letters of the words of folded text; shorter words whole.
    /// - Parameter folded: small letters without accents, words apart by one space.
    public static func indexed(_ folded: String) -> Set<String> {
        var found: Set<String> = []
        for word in folded.split(separator: " ").prefix(40) {
            let letters = Array(word)
            guard letters.count >= shortestBeginning else {
                found.insert(String(word))
                continue
            }
            for length in shortestBeginning...min(longestBeginning, letters.count) {
                found.insert(String(letters[..<length]))
            }
        }
        return found
    }

    /// The words that are looked for.
    public static func asked(_ folded: String) -> [String] {
        Array(folded.split(separator: " ").map(String.init).prefix(DirectoryQuery.mostWords))
    }

    /// What of a word that is looked for stands in the index: its first eight letters.
    public static func beginning(_ word: String) -> String { String(word.prefix(longestBeginning)) }
}
