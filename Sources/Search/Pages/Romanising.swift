/// Words of several scripts in the letters that a Latin keyboard would type for them, so that a name is found however it
/// is written, and the consonants alone for scripts that leave vowels out.
enum Romanising {
    /// Folded letters in Latin ones; letters of other scripts stay.
    static func latin(_ letters: some Collection<UInt16>) -> [UInt16] {
        var latin: [UInt16] = []
        latin.reserveCapacity(letters.count + 4)
        for letter in letters {
            switch letter {
            case 0x430...0x44F: append(cyrillic[Int(letter - 0x430)], to: &latin)
            case 0x621...0x64A: append(arabic[Int(letter - 0x621)], to: &latin)
            case 0x67E: append("p", to: &latin)
            case 0x686: append("ch", to: &latin)
            case 0x698: append("zh", to: &latin)
            case 0x6AF: append("g", to: &latin)
            default: latin.append(letter)
            }
        }
        return latin
    }

    /// What is heard of a word's consonants: `augsburg` and `أوغسبورغ` are both `gsbrg`. Empty for other scripts.
    static func skeleton(_ latin: [UInt16]) -> [UInt16] {
        var skeleton: [UInt16] = []
        var index = 0
        while index < latin.count {
            guard latin[index] < 0x80 else { return [] }
            let (heard, length) = sound(latin, index)
            for letter in heard where skeleton.last != letter { skeleton.append(letter) }
            index += length
        }
        return skeleton
    }

    /// From а to я.
    private static let cyrillic: [StaticString] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts",
        "ch", "sh", "shch", "", "y", "", "e", "iu", "ia",
    ]

    /// From ء to ي; the six between ع and ف are no letters of words.
    private static let arabic: [StaticString] = [
        "", "a", "a", "w", "a", "i", "a", "b", "h", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d",
        "t",
        "z", "a", "gh", "", "", "", "", "", "", "f", "k", "k", "l", "m", "n", "h", "w", "i", "i",
    ]

    private static func append(_ text: StaticString, to letters: inout [UInt16]) {
        text.withUTF8Buffer { for byte in $0 { letters.append(UInt16(byte)) } }
    }

    /// Groups of letters and the consonants that are heard, the longest first.
    private static let sounds: [(written: [UInt16], heard: [UInt16])] = [
        ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
        ("zh", "z"),
        ("ts", "z"), ("tz", "z"), ("ck", "k"), ("c", "k"), ("q", "k"), ("j", "g"), ("x", "ks"), ("v", "f"), ("w", ""),
        ("p", "b"), ("y", ""), ("a", ""), ("e", ""), ("i", ""), ("o", ""), ("u", ""),
    ].map { (Array($0.0.utf16), Array($0.1.utf16)) }

    private static func sound(_ latin: [UInt16], _ index: Int) -> (heard: [UInt16], length: Int) {
        for (written, heard) in sounds where latin[index...].starts(with: written) { return (heard, written.count) }
        return ([latin[index]], 1)
    }
}
