internal import Foundation

/// Names as they are compared: small letters, without accents, apostrophes and other signs; words apart by one space.
public enum NameFolding {
    public static func folded(_ name: String) -> String {
        slug(name, separator: " ")
    }

    /// The last part of a public address: `2 rue de l’Église` → `2-rue-de-l-eglise`. Latin letters and digits only.
    public static func slug(_ name: String, separator: Character = "-") -> String {
        if let plain = plain(name, separator) { return plain }
        var words = ""
        for scalar in name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark, scalar.value < 0x370 { continue }
            switch scalar {
            case "œ": words += "oe"
            case "æ": words += "ae"
            case "ß": words += "ss"
            case "0"..."9", "a"..."z": words.unicodeScalars.append(scalar)
            default:
                if separator == " ", scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                    words.unicodeScalars.append(scalar)
                } else if words.last != separator, !words.isEmpty {
                    words.append(separator)
                }
            }
        }
        if words.last == separator { words.removeLast() }
        return words
    }

    /// The same for names of ASCII alone, which most are of, without asking for the properties of each letter.
    private static func plain(_ name: String, _ separator: Character) -> String? {
        var name = name
        return name.withUTF8 { bytes -> String? in
            guard bytes.allSatisfy({ $0 < 0x80 }), let between = separator.asciiValue else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { words in
                var count = 0
                for byte in bytes {
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                        words[count] = byte
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"): words[count] = byte | 0x20
                    default:
                        guard count > 0, words[count - 1] != between else { continue }
                        words[count] = between
                    }
                    count += 1
                }
                return count > 0 && words[count - 1] == between ? count - 1 : count
            }
        }
    }
}
