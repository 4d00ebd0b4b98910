/// Light stemming: the same stem for singular and plural, feminine written with one more *e*, the Arabic article, Slavic cases.
///
/// One rule set for all Latin languages, because nobody says in which language they type: French and English
/// endings do not contradict each other at this depth.
enum Stemming {
    private static let shortest = 4

    /// The stem of folded letters.
    static func stem(_ letters: [UInt16]) -> [UInt16] {
        guard let first = letters.first else { return letters }
        if first >= 0x61 && first <= 0x7A { return latin(letters) }
        if first >= 0x600 && first <= 0x6FF { return arabic(letters) }
        if first >= 0x400 && first <= 0x4FF { return cyrillic(letters) }
        return letters
    }

    /// Endings of cases and numbers of Russian and Ukrainian nouns and adjectives, as folded, longest first.
    private static let cyrillicEndings: [[UInt16]] = [
        "иями", "ями", "ами", "ого", "его", "ому", "ему", "ими", "ии", "ия", "ие", "ию", "ов", "ев", "еи", "ои", "ии",
        "ыи", "ая", "яя", "ое", "ее", "ую", "юю", "ые", "их", "ых", "ах", "ях", "ам", "ям", "ом", "ем", "ою", "ею", "а",
        "я", "о", "е", "у", "ю", "ы", "и", "ь",
    ].map { Array($0.utf16) }

    private static func cyrillic(_ letters: [UInt16]) -> [UInt16] {
        let ending = cyrillicEndings.first {
            letters.count >= $0.count + 3 && letters.suffix($0.count).elementsEqual($0)
        }
        return Array(letters.dropLast(ending?.count ?? 0))
    }

    private static func latin(_ letters: [UInt16]) -> [UInt16] {
        var stem = letters
        guard stem.count >= shortest else { return stem }
        if ends(stem, "eaux") {
            stem.removeLast()
        } else if stem.count > shortest, ends(stem, "aux") {
            stem.removeLast(2)
            stem.append(letter("l"))
        } else if !ends(stem, "ss"), ends(stem, "s") || ends(stem, "x") {
            stem.removeLast()
        }
        if stem.count >= shortest, ends(stem, "e") {
            stem.removeLast()
            if stem.count > shortest, ends(stem, "ais") || ends(stem, "ois") { stem.removeLast() }
        }
        if stem.count >= shortest, ends(stem, "y") {
            stem[stem.count - 1] = letter("i")
        }
        return stem
    }

    /// Article (with و ف ب ك ل before it) and the feminine and plural endings ة ات ون ين.
    private static func arabic(_ letters: [UInt16]) -> [UInt16] {
        var stem = withoutArticle(letters)
        if stem.count >= 5,
            endsArabic(stem, 0x627, 0x62A) || endsArabic(stem, 0x648, 0x646)
                || endsArabic(stem, 0x64A, 0x646)
        {
            stem.removeLast(2)
        } else if stem.count >= shortest, stem[stem.count - 1] == 0x647 {
            stem.removeLast()
        }
        return stem
    }

    private static func withoutArticle(_ letters: [UInt16]) -> [UInt16] {
        let alif: UInt16 = 0x627
        let lam: UInt16 = 0x644
        if letters.count >= 4, letters[0] == alif, letters[1] == lam { return Array(letters.dropFirst(2)) }
        if letters.count >= 4, letters[0] == lam, letters[1] == lam { return Array(letters.dropFirst(2)) }
        if letters.count >= 5, isParticle(letters[0]), letters[1] == alif, letters[2] == lam {
            return Array(letters.dropFirst(3))
        }
        if letters.count >= 5, letters[0] == 0x648, letters[1] == lam, letters[2] == lam {
            return Array(letters.dropFirst(3))
        }
        return letters
    }

    /// The word without one leading particle (و ف ب ك ل), when at least two letters are left of it; else nil.
    static func withoutParticle(_ letters: [UInt16]) -> [UInt16]? {
        guard letters.count >= 3, isParticle(letters[0]) else { return nil }
        return Array(letters.dropFirst())
    }

    private static func isParticle(_ letter: UInt16) -> Bool {
        letter == 0x648 || letter == 0x641 || letter == 0x628 || letter == 0x643 || letter == 0x644
    }

    private static func endsArabic(_ letters: [UInt16], _ first: UInt16, _ second: UInt16) -> Bool {
        letters[letters.count - 2] == first && letters[letters.count - 1] == second
    }

    private static func ends(_ letters: [UInt16], _ ending: StaticString) -> Bool {
        let count = ending.utf8CodeUnitCount
        guard letters.count >= count else { return false }
        return ending.withUTF8Buffer { ending in
            for index in 0..<count where letters[letters.count - count + index] != UInt16(ending[index]) {
                return false
            }
            return true
        }
    }

    private static func letter(_ character: Unicode.Scalar) -> UInt16 {
        UInt16(truncatingIfNeeded: character.value)
    }
}
