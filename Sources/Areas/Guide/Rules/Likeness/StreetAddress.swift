/// A postal address taken apart, so that «12, av. du Gal Leclerc 75014 Paris» and «12 avenue du Général-Leclerc» are one.
struct StreetAddress: Sendable, Hashable {
    enum Agreement: Sendable, Hashable {
        /// Same street, same number.
        case same
        /// Same street; one of them has no number.
        case sameStreet
        /// Same street, other number.
        case otherNumber
        case other
    }

    let numbers: Set<Int>
    /// Words of the street, in order, articles left out.
    let street: [String]
    let postcode: String?
    /// Of `street`: «avenue», and what it is called.
    private let kind: String?
    private let named: [String]

    /// - Returns: `nil` when there is no street in it.
    init?(_ words: String, postcode given: String?) {
        var postcode = given.map { $0.filter(\.isNumber) }
        var tokens = NameFolding.folded(words).split(separator: " ").map(String.init)
        // From the postal code on it is the town.
        if let end = tokens.lastIndex(where: { $0.utf8.count == 5 && $0.allSatisfy(\.isNumber) }), end > 0 {
            if postcode == nil { postcode = tokens[end] }
            tokens.removeSubrange(end...)
        }
        // «Bâtiment B, 3 rue …»: what stands before the number of the street is not the street.
        if let kind = tokens.firstIndex(where: { Self.kinds.contains(Self.whole[$0] ?? $0) }) {
            var start = kind
            while start > 0, Self.isNumber(tokens[start - 1]) { start -= 1 }
            tokens.removeSubrange(..<start)
        }
        var numbers: Set<Int> = []
        while let first = tokens.first, Self.isNumber(first) {
            if let number = Int(first.prefix(while: \.isNumber)) { numbers.insert(number) }
            tokens.removeFirst()
        }
        street = tokens.map { Self.whole[$0] ?? $0 }.filter { !Self.articles.contains($0) }
        self.numbers = numbers
        self.postcode = postcode.flatMap { $0.utf8.count == 5 ? $0 : nil }
        kind = street.first { Self.kinds.contains($0) }
        named = street.filter { !Self.kinds.contains($0) }
        guard street.contains(where: { $0.utf8.count > 2 && !Self.kinds.contains($0) }) else { return nil }
    }

    func agreement(with other: StreetAddress) -> Agreement {
        if let postcode, let theirs = other.postcode, postcode != theirs { return .other }
        guard isStreet(of: other) else { return .other }
        if numbers.isEmpty || other.numbers.isEmpty { return numbers == other.numbers ? .same : .sameStreet }
        return numbers.isDisjoint(with: other.numbers) ? .otherNumber : .same
    }

    /// Every word but the kind of the street: «rue Championnet» is «Championnet», «rue Blanche» is not «place Blanche».
    private func isStreet(of other: StreetAddress) -> Bool {
        guard named == other.named || Self.differBySlip(named, other.named) else { return false }
        return kind == nil || other.kind == nil || kind == other.kind
    }

    /// One letter, in one long word.
    private static func differBySlip(_ one: [String], _ other: [String]) -> Bool {
        guard one.count == other.count else { return false }
        let different = zip(one, other).filter { $0 != $1 }
        guard different.count == 1, let pair = different.first, min(pair.0.utf8.count, pair.1.utf8.count) >= 5 else {
            return false
        }
        return WordLikeness.isOneLetterApart(pair.0, pair.1)
    }

    private static func isNumber(_ token: String) -> Bool {
        if ["bis", "ter", "quater", "a", "b", "et"].contains(token) { return true }
        let digits = token.prefix(while: \.isNumber)
        let rest = token.dropFirst(digits.count)
        return (1...4).contains(digits.count)
            && (rest.isEmpty || ["bis", "ter", "b", "t", "a", "c"].contains(String(rest)))
    }

    private static let articles: Set<String> = [
        "de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "the", "of",
    ]
    private static let kinds: Set<String> = [
        "rue", "avenue", "boulevard", "place", "allee", "impasse", "chemin", "route", "square", "faubourg", "cours",
        "quai", "passage", "villa", "cite", "voie", "esplanade", "sentier", "street", "road", "lane",
    ]
    /// Abbreviation → word.
    private static let whole: [String: String] = [
        "r": "rue", "av": "avenue", "ave": "avenue", "aven": "avenue", "bd": "boulevard", "bld": "boulevard",
        "blvd": "boulevard", "boul": "boulevard", "pl": "place", "all": "allee", "imp": "impasse", "ch": "chemin",
        "che": "chemin", "rte": "route", "sq": "square", "fg": "faubourg", "fbg": "faubourg", "crs": "cours",
        "pass": "passage", "psg": "passage", "esp": "esplanade", "st": "saint", "ste": "sainte", "gal": "general",
        "gral": "general", "dr": "docteur", "pr": "professeur", "prof": "professeur", "pdt": "president",
        "mal": "marechal", "cdt": "commandant", "col": "colonel", "cpt": "capitaine", "lt": "lieutenant",
        "abbe": "abbe", "rd": "road", "ln": "lane",
    ]
}
