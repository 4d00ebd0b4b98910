/// What a character becomes before words are compared: lower case, no accent, one form of each Arabic letter.
enum Folded {
    /// One or two UTF-16 units of a word.
    case letters(UInt16, UInt16)
    /// Part of the word before and after, but written nowhere: accents, vowel signs, tatweel, joiners.
    case nothing
    case apostrophe
    case hyphen
    case separator

    static func of(_ scalar: Unicode.Scalar) -> Folded {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: .letter(scalar.value)
        case 0x41...0x5A: .letter(scalar.value + 32)
        case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BC: .apostrophe
        case 0x2D, 0x2010, 0x2011, 0x2013: .hyphen
        case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: .nothing
        case 0...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x2190...0x2BFF, 0x3000...0x303F: .separator
        case 0xC0...0x17F: latin(scalar.value)
        case 0x180...0x5FF: otherEuropean(scalar.value)
        case 0x600...0x6FF: arabic(scalar.value)
        case 0x964, 0x965: .separator
        case 0x980...0x9FF: bengali(scalar.value)
        case 0xF0B, 0xF0C: .hyphen
        case 0xF0D...0xF14: .separator
        case 0x1200...0x137F: ethiopic(scalar.value)
        case 0x1C90...0x1CBF: letter(scalar.value - 0x1C90 + 0x10D0)
        case 0x1E00...0x1EFF: extendedLatin(scalar.value)
        case 0xFE00...0xFE0F, 0x1F000...0x1FAFF: .nothing
        case 0xFF01...0xFF5E: of(halfWidth(scalar))
        case 0xFF5F...0xFF65: .separator
        case 0x10000...: .letters(UTF16.leadSurrogate(scalar), UTF16.trailSurrogate(scalar))
        default: .letter(scalar.value)
        }
    }

    private static func letter(_ value: UInt32) -> Folded {
        .letters(UInt16(truncatingIfNeeded: value), 0)
    }

    private static func ascii(_ first: Character, _ second: Character? = nil) -> Folded {
        .letters(UInt16(first.asciiValue ?? 0), UInt16(second?.asciiValue ?? 0))
    }

    /// Latin-1 Supplement and Latin Extended-A, from U+00C0 to U+017F, letter by letter.
    private static let latinLetters = Array(
        """
        aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
        lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
        """.utf8)

    private static func latin(_ value: UInt32) -> Folded {
        switch value {
        case 0xC6, 0xE6: ascii("a", "e")
        case 0x152, 0x153: ascii("o", "e")
        case 0xDF: ascii("s", "s")
        case 0xDE, 0xFE: ascii("t", "h")
        case 0x132, 0x133: ascii("i", "j")
        default: letter(UInt32(latinLetters[Int(value) - 0xC0]))
        }
    }

    /// Vietnamese and other letters with two marks.
    private static func extendedLatin(_ value: UInt32) -> Folded {
        switch value {
        case 0x1EA0...0x1EB7: ascii("a")
        case 0x1EB8...0x1EC7: ascii("e")
        case 0x1EC8...0x1ECB: ascii("i")
        case 0x1ECC...0x1EE3: ascii("o")
        case 0x1EE4...0x1EF1: ascii("u")
        case 0x1EF2...0x1EF9: ascii("y")
        default: letter(value | 1)
        }
    }

    /// Letters of Fula and Bambara that a keyboard without them writes plain; Romanian, Vietnamese, Greek, Cyrillic, Armenian.
    /// Ukrainian letters become the Russian ones that are typed for them.
    private static func otherEuropean(_ value: UInt32) -> Folded {
        switch value {
        case 0x1A0, 0x1A1: ascii("o")
        case 0x1AF, 0x1B0: ascii("u")
        case 0x1B3, 0x1B4: ascii("y")
        case 0x218, 0x219: ascii("s")
        case 0x181, 0x253: ascii("b")
        case 0x18A, 0x257: ascii("d")
        case 0x190, 0x25B: ascii("e")
        case 0x186, 0x254: ascii("o")
        case 0x19D, 0x272: ascii("n")
        case 0x21A, 0x21B: ascii("t")
        case 0x259, 0x18F: ascii("e")
        case 0x386, 0x3AC: letter(0x3B1)
        case 0x388, 0x3AD: letter(0x3B5)
        case 0x389, 0x3AE: letter(0x3B7)
        case 0x38A, 0x390, 0x3AA, 0x3AF, 0x3CA: letter(0x3B9)
        case 0x38C, 0x3CC: letter(0x3BF)
        case 0x38E, 0x3AB, 0x3B0, 0x3CB, 0x3CD: letter(0x3C5)
        case 0x38F, 0x3CE: letter(0x3C9)
        case 0x3C2: letter(0x3C3)
        case 0x391...0x3A9: letter(value + 32)
        case 0x401, 0x451, 0x404, 0x454, 0x42D, 0x44D: letter(0x435)
        case 0x419, 0x439, 0x406, 0x456, 0x407, 0x457: letter(0x438)
        case 0x490, 0x491: letter(0x433)
        case 0x400...0x40F: letter(value + 80)
        case 0x410...0x42F: letter(value + 32)
        case 0x460...0x4BF, 0x4D0...0x52F: letter(value | 1)
        case 0x531...0x556: letter(value + 48)
        default: letter(value)
        }
    }

    /// Arabic, Persian, Pashto, Urdu: one form of each letter, no vowel sign, digits as ASCII.
    private static func arabic(_ value: UInt32) -> Folded {
        switch value {
        case 0x60C, 0x61B, 0x61E, 0x61F, 0x66A...0x66D, 0x6D4: .separator
        case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6ED: .nothing
        case 0x622, 0x623, 0x625, 0x671: letter(0x627)
        case 0x629, 0x6C0, 0x6C1, 0x6C2, 0x6C3, 0x6D5, 0x6BE: letter(0x647)
        case 0x649, 0x626, 0x6CC, 0x6D0, 0x6CD, 0x6D2, 0x6D3: letter(0x64A)
        case 0x6BA: letter(0x646)
        case 0x6AB: letter(0x6AF)
        case 0x624: letter(0x648)
        case 0x6A9, 0x6AA: letter(0x643)
        case 0x660...0x669: letter(value - 0x660 + 0x30)
        case 0x6F0...0x6F9: letter(value - 0x6F0 + 0x30)
        default: letter(value)
        }
    }

    /// Bengali: letters that sound alike as one, no sign of nasal or of a dot below, digits as ASCII.
    private static func bengali(_ value: UInt32) -> Folded {
        switch value {
        case 0x981, 0x9BC: .nothing
        case 0x988: letter(0x987)
        case 0x98A: letter(0x989)
        case 0x9C0: letter(0x9BF)
        case 0x9C2: letter(0x9C1)
        case 0x9A3: letter(0x9A8)
        case 0x9B6, 0x9B7: letter(0x9B8)
        case 0x9DC: letter(0x9A1)
        case 0x9DD: letter(0x9A2)
        case 0x9DF: letter(0x9AF)
        case 0x9E6...0x9EF: letter(value - 0x9E6 + 0x30)
        default: letter(value)
        }
    }

    /// Amharic and Tigrinya: rows of the syllabary that are written for one another as one row, numerals as ASCII.
    private static func ethiopic(_ value: UInt32) -> Folded {
        switch value {
        case 0x1360...0x1368: .separator
        case 0x1369...0x1371: letter(value - 0x1369 + 0x31)
        case 0x1210...0x1217: letter(value - 0x10)
        case 0x1280...0x1287: letter(value - 0x80)
        case 0x1220...0x1227: letter(value + 0x10)
        case 0x12D0...0x12D7: letter(value - 0x30)
        case 0x1340...0x1347: letter(value - 0x08)
        default: letter(value)
        }
    }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
}
