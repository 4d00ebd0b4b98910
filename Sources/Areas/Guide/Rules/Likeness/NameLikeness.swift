/// A name taken apart for comparison.
struct ComparedName: Sendable, Hashable {
    /// Words that say which one, then words that any of them may have (`association`, `accueil` …); articles are left out.
    let telling: [String]
    let plain: [String]
    /// All words that stand in it, in order, articles left out.
    let words: [String]
    /// What every comparison asks for, made once: very many are made.
    let joined: String
    let numbers: Set<String>
    private let groups: LetterGroups
    private let initials: [Character]
    private let abbreviations: [Abbreviation]

    /// A short word that may stand for several.
    private struct Abbreviation: Sendable, Hashable {
        let word: String
        let letters: [Character]
    }

    /// - Parameter folded: as `NameFolding.folded` gives it.
    init(folded: String) {
        words = folded.split(separator: " ").map { Self.whole[String($0)] ?? String($0) }.filter {
            !Self.articles.contains($0)
        }
        telling = words.filter { !Self.plain.contains($0) }
        plain = words.filter { Self.plain.contains($0) }
        joined = words.joined()
        numbers = Set(words.filter { $0.allSatisfy(\.isNumber) })
        groups = LetterGroups(joined)
        initials = words.compactMap(\.first)
        abbreviations = words.map { Abbreviation(word: $0, letters: Array($0)) }.filter {
            (3...6).contains($0.letters.count)
        }
    }

    /// The same with an abbreviation in place of the words that it is made of: CCAS for «centre communal d’action sociale».
    func abbreviated(as other: ComparedName) -> ComparedName {
        for short in other.abbreviations {
            let length = short.letters.count
            guard length <= initials.count, !words.contains(short.word) else { continue }
            for start in 0...(initials.count - length)
            where initials[start..<(start + length)].elementsEqual(short.letters) {
                var changed = words
                changed.replaceSubrange(start..<(start + length), with: [short.word])
                return ComparedName(folded: changed.joined(separator: " "))
            }
        }
        return self
    }

    /// How like two names are, 0…1. Words that any place may have count for little; numbers that differ tell two apart.
    func likeness(to other: ComparedName) -> Double {
        let (mine, theirs) = (abbreviated(as: other), other.abbreviated(as: self))
        if mine.words == theirs.words { return mine.telling.isEmpty ? Self.onlyPlain : 1 }
        if !mine.numbers.isEmpty || !theirs.numbers.isEmpty, mine.numbers != theirs.numbers {
            if !mine.numbers.isEmpty && !theirs.numbers.isEmpty { return 0.2 }
        }
        let shared = Self.dice(mine, theirs)
        var likeness = 0.6 * shared + 0.4 * mine.groups.likeness(to: theirs.groups)
        // «Le Kiosque» and «Le Kiosque, accueil de jour de France terre d’asile».
        let (short, long) = mine.telling.count <= theirs.telling.count ? (mine, theirs) : (theirs, mine)
        if short.telling.contains(where: { $0.count >= 4 }),
            short.telling.allSatisfy({ word in long.telling.contains { WordLikeness.isSame(word, $0) } })
        {
            likeness = max(likeness, 0.75)
        }
        if mine.telling.isEmpty || theirs.telling.isEmpty { likeness *= Self.onlyPlain }
        return min(likeness, 1)
    }

    /// Twice what is shared over all there is; a plain word weighs a quarter.
    private static func dice(_ one: ComparedName, _ other: ComparedName) -> Double {
        func weight(_ name: ComparedName) -> Double { Double(name.telling.count) + 0.25 * Double(name.plain.count) }
        let whole = weight(one) + weight(other)
        if whole == 0 { return 0 }
        var free = other.telling
        var shared = 0.0
        for word in one.telling {
            guard let index = free.firstIndex(where: { WordLikeness.isSame(word, $0) }) else { continue }
            free.remove(at: index)
            shared += 1
        }
        shared += 0.25 * Double(Set(one.plain).intersection(other.plain).count)
        return min(1, 2 * shared / whole)
    }

    /// A name that any place may have («Accueil de jour», «Toilettes publiques») says little even when it is the same.
    static let onlyPlain = 0.5

    private static let articles: Set<String> = [
        "de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "en", "pour", "par", "sur", "dans",
        "the",
        "of", "and", "for", "in", "at",
    ]
    private static let whole: [String: String] = [
        "st": "saint", "ste": "sainte", "asso": "association", "assoc": "association", "ass": "association",
        "fed": "federation", "ctre": "centre", "ctr": "centre", "dep": "departementale", "dept": "departementale",
        "arrdt": "arrondissement", "arr": "arrondissement",
    ]
    private static let plain: Set<String> = [
        "association", "associations", "fondation", "federation", "comite", "delegation", "antenne", "groupe",
        "structure",
        "etablissement", "centre", "service", "services", "social", "sociale", "sociaux", "action", "accueil", "jour",
        "maison", "espace", "point", "permanence", "local", "locale", "departementale", "departemental", "regionale",
        "national", "nationale", "france", "francaise", "francais", "paris", "ville", "mairie", "arrondissement",
        "aide",
        "solidarite", "distribution", "alimentaire", "repas", "restaurant", "solidaire", "toilettes", "publiques",
        "sanitaires", "douches", "bains", "fontaine", "eau", "laverie", "vestiaire", "epicerie", "bagagerie",
        "juridique",
        "sante", "medical", "soins", "cours", "francophone", "logement", "hebergement", "urgence", "day", "house",
        "centre", "center", "public", "publique", "office", "desk", "help", "community", "association", "shelter",
    ]
}

/// How like two words are.
enum WordLikeness {
    /// The same, or one slip apart in a long word.
    static func isSame(_ one: String, _ other: String) -> Bool {
        one == other || (min(one.utf8.count, other.utf8.count) >= 5 && isOneLetterApart(one, other))
    }

    /// One letter more, less or other.
    static func isOneLetterApart(_ one: String, _ other: String) -> Bool {
        if abs(one.utf8.count - other.utf8.count) > 1 { return false }
        let (short, long) =
            one.utf8.count <= other.utf8.count
            ? (Array(one.utf8), Array(other.utf8)) : (Array(other.utf8), Array(one.utf8))
        guard long.count - short.count <= 1, short != long else { return short == long }
        var first = 0
        while first < short.count, short[first] == long[first] { first += 1 }
        let rest = short.count == long.count ? first + 1 : first
        return Array(short[min(rest, short.count)...]) == Array(long[min(first + 1, long.count)...])
    }
}

/// The groups of three letters of a word, its edges included.
struct LetterGroups: Sendable, Hashable {
    /// Rising; one that is there twice stands twice.
    private let keys: [UInt32]

    init(_ word: String) {
        let scalars: [Unicode.Scalar] = [" "] + Array(word.unicodeScalars) + [" "]
        var keys: [UInt32] = []
        for start in scalars.indices.dropLast(2) {
            keys.append(scalars[start..<(start + 3)].reduce(UInt32(0)) { ($0 &* 2_097_169) ^ $1.value })
        }
        self.keys = keys.sorted()
    }

    /// What is shared (Dice), 0…1.
    func likeness(to other: LetterGroups) -> Double {
        let whole = keys.count + other.keys.count
        if whole == 0 { return 0 }
        var (mine, theirs, shared) = (0, 0, 0)
        while mine < keys.count, theirs < other.keys.count {
            let (one, two) = (keys[mine], other.keys[theirs])
            if one == two { shared += 1 }
            if one <= two { mine += 1 }
            if two <= one { theirs += 1 }
        }
        return Double(2 * shared) / Double(whole)
    }
}
