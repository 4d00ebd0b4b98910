/// Characters that stand for others: every text is read through this, one character for one, so that positions hold.
enum HoursLetter {
    /// Lower case, without the accents of Latin letters; dashes, colons, commas and digits of any script as ASCII.
    static func fold(_ character: Character) -> Character {
        if character.isASCII {
            guard character.isUppercase else { return character == "\t" || character == "_" ? " " : character }
            return Character(character.lowercased())
        }
        if let found = signs[character] { return found }
        if let digit = character.wholeNumberValue, (0...9).contains(digit), let scalar = Unicode.Scalar(48 + digit) {
            return Character(scalar)
        }
        let lower = character.lowercased()
        let single = lower.count == 1 ? lower.first ?? character : character
        if let plain = plainLetters[single] { return plain }
        // A letter with its accents as separate scalars.
        if single.unicodeScalars.count > 1, let first = single.unicodeScalars.first, first.properties.isLowercase,
            first.value < 0x250
        {
            return Character(first)
        }
        return single
    }

    /// Minutes are sometimes written raised after the hour: `12³⁰`, `12°°`.
    static func isRaised(_ character: Character) -> Bool {
        "⁰¹²³⁴⁵⁶⁷⁸⁹°º".contains(character)
    }

    /// A Cyrillic or Greek letter that looks like a Latin one, for words that mix the two (`оff`).
    static func latinTwin(_ character: Character) -> Character? {
        twins[character]
    }

    private static let twins = pairs("аa еe оo рp сc уy хx іi јj ѕs кk мm тt нh вb οo αa νv ρp")
    private static let signs: [Character: Character] = {
        var table = pairs("：: ︓: ∶: ꞉: ，, 、, ､, ；; ；; ؛; ،, ／/ ＋+ （( ）) ［[ ］] ．. ＆& °0 º0")
        for dash in "‐‑‒–—―−～〜﹣－⁓ー" { table[dash] = "-" }
        for space in "\u{00A0}\u{2002}\u{2003}\u{2007}\u{2009}\u{202F}\u{200A}\u{3000}\u{200B}\u{FEFF}" {
            table[space] = " "
        }
        return table
    }()
    private static let plainLetters: [Character: Character] = {
        var table: [Character: Character] = [:]
        let groups: [(Character, String)] = [
            ("a", "àáâãäåāăąạảấầẩẫậắằẳẵặ"), ("c", "çćčĉċ"), ("d", "ďđ"), ("e", "èéêëēėęěẹẻẽếềểễệ"), ("g", "ğĝġģ"),
            ("i", "ìíîïīįıịỉĩ"), ("k", "ķ"), ("l", "ĺľļł"), ("n", "ñńňņ"), ("o", "òóôõöøōőọỏốồổỗộơớờởỡợ"),
            ("r", "ŕřŗ"), ("s", "śšşșŝ"), ("t", "ťţț"), ("u", "ùúûüūůűųụủũưứừửữự"), ("y", "ýÿỳỵỷỹ"), ("z", "źžż"),
        ]
        for (plain, letters) in groups {
            for letter in letters { table[letter] = plain }
        }
        table["İ"] = "i"
        return table
    }()

    private static func pairs(_ text: String) -> [Character: Character] {
        var table: [Character: Character] = [:]
        for pair in text.split(separator: " ") {
            if let first = pair.first, let last = pair.last { table[first] = last }
        }
        return table
    }
}
