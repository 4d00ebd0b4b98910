/// How a French word sounds, in the letters of the reader: from the international phonetic alphabet by tables, so that every word of a
/// glossary is spelled by the same rule. An approximation: a reader who says these letters is understood.
public struct PhoneticSpelling: Sendable {
    /// Sounds of French, as the glossary may write them. A point sets syllables apart, a space words.
    public static let sounds: Set<String> = Set(vowels.keys).union(
        ["p", "b", "t", "d", "k", "ɡ", "f", "v", "s", "z", "ʃ", "ʒ", "m", "n", "ɲ", "ŋ", "l", "ʁ", "j", "w", "ɥ"])

    /// Each vowel with the vowel without its nasal.
    private static let vowels = [
        "i": "i", "y": "y", "u": "u", "e": "e", "ø": "ø", "o": "o", "ə": "ə", "ɛ": "ɛ", "œ": "œ", "ɔ": "ɔ", "a": "a",
        "ɑ": "a", "ɛ̃": "ɛ", "œ̃": "œ", "ɔ̃": "ɔ", "ɑ̃": "a",
    ]

    /// The letters of one script.
    private struct Letters: Sendable {
        var inside: [String: String]
        /// Of a vowel that begins a word.
        var first: [String: String]
        /// Of a vowel that ends one.
        var last: [String: String]
        /// Between syllables.
        var joint: String

        /// Tables are written as they are read: a sound and its letters, one after the other.
        init(_ inside: String, first: String = "", last: String = "", joint: String = "-") {
            self.inside = Self.table(inside)
            self.first = Self.table(first)
            self.last = Self.table(last)
            self.joint = joint
        }

        private static func table(_ text: String) -> [String: String] {
            // By scalars: a vowel sign after a space would be one letter with it.
            let words = text.unicodeScalars.split(separator: " ").map { String($0) }
            return Dictionary(
                stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private static let english = Letters(
        """
        p p b b t t d d k k ɡ g f f v v s ss z z ʃ sh ʒ zh m m n n ɲ ny ŋ ng l l ʁ r j y w w ɥ w \
        i ee y ew u oo e ay ø uh o oh ə uh ɛ eh œ uh ɔ o a ah ɑ ah ɛ̃ an œ̃ un ɔ̃ on ɑ̃ ahn
        """)
    private static let latin = Letters(
        """
        p p b b t t d d k k ɡ g f f v v s s z z ʃ sh ʒ zh m m n n ɲ ny ŋ ng l l ʁ r j y w w ɥ w \
        i i y ü u u e e ø ö o o ə ö ɛ e œ ö ɔ o a a ɑ a ɛ̃ en œ̃ ön ɔ̃ on ɑ̃ an
        """)
    private static let turkish = Letters(
        """
        p p b b t t d d k k ɡ g f f v v s s z z ʃ ş ʒ j m m n n ɲ ny ŋ ng l l ʁ r j y w v ɥ v \
        i i y ü u u e e ø ö o o ə ö ɛ e œ ö ɔ o a a ɑ a ɛ̃ en œ̃ ön ɔ̃ on ɑ̃ an
        """)
    private static let cyrillic = Letters(
        """
        p п b б t т d д k к ɡ г f ф v в s с z з ʃ ш ʒ ж m м n н ɲ нь ŋ нг l л ʁ р j й w у ɥ ю \
        i и y ю u у e э ø ё o о ə э ɛ э œ ё ɔ о a а ɑ а ɛ̃ эн œ̃ эн ɔ̃ он ɑ̃ ан
        """)
    private static let ukrainian = Letters(
        """
        p п b б t т d д k к ɡ ґ f ф v в s с z з ʃ ш ʒ ж m м n н ɲ нь ŋ нґ l л ʁ р j й w у ɥ ю \
        i і y ю u у e е ø е o о ə е ɛ е œ е ɔ о a а ɑ а ɛ̃ ен œ̃ ен ɔ̃ он ɑ̃ ан
        """)
    private static let georgian = Letters(
        """
        p პ b ბ t ტ d დ k კ ɡ გ f ფ v ვ s ს z ზ ʃ შ ʒ ჟ m მ n ნ ɲ ნი ŋ ნგ l ლ ʁ რ j ი w უ ɥ უ \
        i ი y იუ u უ e ე ø ე o ო ə ე ɛ ე œ ე ɔ ო a ა ɑ ა ɛ̃ ენ œ̃ ენ ɔ̃ ონ ɑ̃ ან
        """)
    /// Arabic writes no p and no v: the nearest letters are taken.
    private static let arabic = Letters(
        """
        p ب b ب t ت d د k ك ɡ غ f ف v ف s س z ز ʃ ش ʒ ج m م n ن ɲ ني ŋ نغ l ل ʁ ر j ي w و ɥ و \
        i ي y و u و e ي ø و o و ə و ɛ ي œ و ɔ و a ا ɑ ا ɛ̃ ان œ̃ ان ɔ̃ ون ɑ̃ ان
        """, first: "i إي y أو u أو e إي ø أو o أو ə أو ɛ إي œ أو ɔ أو a أ ɑ أ ɛ̃ إن œ̃ إن ɔ̃ أون ɑ̃ أن", joint: "")
    private static let persian = Letters(
        """
        p پ b ب t ت d د k ک ɡ گ f ف v و s س z ز ʃ ش ʒ ژ m م n ن ɲ نی ŋ نگ l ل ʁ ر j ی w و ɥ و \
        i ی y و u و e ِ ø ُ o ُ ə ِ ɛ ِ œ ُ ɔ ُ a ا ɑ ا ɛ̃ َن œ̃ َن ɔ̃ ُن ɑ̃ ان
        """, first: "i ای y او u او e اِ ø اُ o اُ ə اِ ɛ اِ œ اُ ɔ اُ a آ ɑ آ ɛ̃ اَن œ̃ اَن ɔ̃ اُن ɑ̃ آن",
        last: "e ه ɛ ه ə ه o و ɔ و ø و", joint: "")
    private static let pashto = Letters(
        """
        p پ b ب t ت d د k ک ɡ ګ f ف v و s س z ز ʃ ش ʒ ژ m م n ن ɲ ني ŋ نګ l ل ʁ ر j ی w و ɥ و \
        i ي y و u و e ې ø و o و ə ې ɛ ې œ و ɔ و a ا ɑ ا ɛ̃ ېن œ̃ ېن ɔ̃ ون ɑ̃ ان
        """, first: "i اي y او u او e اې ø او o او ə اې ɛ اې œ او ɔ او a ا ɑ ا ɛ̃ اېن œ̃ اېن ɔ̃ اون ɑ̃ ان", joint: "")
    private static let urdu = Letters(
        """
        p پ b ب t ت d د k ک ɡ گ f ف v و s س z ز ʃ ش ʒ ژ m م n ن ɲ نی ŋ نگ l ل ʁ ر j ی w و ɥ و \
        i ی y و u و e ی ø و o و ə ی ɛ ی œ و ɔ و a ا ɑ ا ɛ̃ ین œ̃ ین ɔ̃ ون ɑ̃ ان
        """, first: "i ای y او u او e اے ø او o او ə اے ɛ اے œ او ɔ او a آ ɑ آ ɛ̃ این œ̃ این ɔ̃ اون ɑ̃ آن",
        last: "e ے ɛ ے ə ے ɛ̃ یں œ̃ یں ɔ̃ وں ɑ̃ اں", joint: "")

    private static let alphabets: [String: Letters] = [
        "en": english, "es": latin, "pt": latin, "ro": latin, "so": latin, "om": latin, "ff": latin, "bm": latin,
        "tr": turkish, "ru": cyrillic, "uk": ukrainian, "ka": georgian, "ar": arabic, "fa": persian, "ps": pashto,
        "ur": urdu,
    ]

    /// Languages that are written with the Ethiopic syllables.
    private static let syllabic: Set<String> = ["am", "ti"]

    /// The word in the letters of a language.
    /// - Parameters:
    ///   - ipa: as `ʁe.se.pi.se`.
    ///   - language: of the reader.
    /// - Returns: `nil` when the language has no table, or a sign is not one of `sounds`.
    public static func spelled(_ ipa: String, for language: String) -> String? {
        guard unknown(in: ipa).isEmpty else { return nil }
        let words = ipa.split(separator: " ").map { word in
            word.split(separator: ".").map { $0.map { String($0) } }
        }
        if syllabic.contains(language) {
            return words.map { ethiopic($0.flatMap { $0 }) }.joined(separator: " ")
        }
        guard let letters = alphabets[language] else { return nil }
        return words.map { spelled($0, with: letters) }.joined(separator: " ")
    }

    /// Signs that are no sound of French.
    public static func unknown(in ipa: String) -> [String] {
        ipa.map { String($0) }.filter { $0 != "." && $0 != " " && !sounds.contains($0) }
    }

    private static func spelled(_ syllables: [[String]], with letters: Letters) -> String {
        syllables.enumerated().map { place, sounds in
            sounds.enumerated().map { number, sound in
                if place == 0, number == 0, let first = letters.first[sound] { return first }
                if place == syllables.count - 1, number == sounds.count - 1, let last = letters.last[sound] {
                    return last
                }
                return letters.inside[sound] ?? ""
            }.joined()
        }.joined(separator: letters.joint)
    }

    /// The first sign of each row of the Ethiopic block (Unicode 15.1, U+1200–U+137F), seven orders each.
    private static let rows: [String: UInt32] = [
        "l": 0x1208, "m": 0x1218, "ʁ": 0x1228, "s": 0x1230, "ʃ": 0x1238, "b": 0x1260, "v": 0x1268, "t": 0x1270,
        "n": 0x1290, "ŋ": 0x1290, "ɲ": 0x1298, "k": 0x12A8, "w": 0x12C8, "ɥ": 0x12C8, "z": 0x12D8, "ʒ": 0x12E0,
        "j": 0x12E8, "d": 0x12F0, "ɡ": 0x1308, "f": 0x1348, "p": 0x1350,
    ]
    /// Carries a vowel without a consonant.
    private static let carrier: UInt32 = 0x12A0
    /// Which of the seven orders a vowel is (from 0); a consonant alone is the sixth.
    private static let orders: [String: UInt32] = [
        "ə": 0, "ø": 0, "œ": 0, "u": 1, "y": 1, "i": 2, "a": 3, "e": 4, "ɛ": 4, "o": 6, "ɔ": 6,
    ]
    private static let alone: UInt32 = 5

    private static func ethiopic(_ sounds: [String]) -> String {
        var text = ""
        var waiting: UInt32?
        func put(_ row: UInt32, _ order: UInt32) {
            if let scalar = Unicode.Scalar(row + order) { text.unicodeScalars.append(scalar) }
        }
        for sound in sounds {
            if let row = rows[sound] {
                if let before = waiting { put(before, alone) }
                waiting = row
            } else if let plain = vowels[sound], let order = orders[plain] {
                put(waiting ?? carrier, order)
                waiting = nil
                // A nasal vowel is heard as a vowel and an n.
                if plain != sound, sound != "ɑ" { put(rows["n"] ?? carrier, alone) }
            }
        }
        if let before = waiting { put(before, alone) }
        return text
    }
}
