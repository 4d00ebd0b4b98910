internal import Foundation

/// Names as they are compared: small letters, without accents, apostrophes and other signs; words apart by one space.
public enum NameFolding {
    public static func folded(_ name: String) -> String {
        slug(name, separator: " ")
    }

    /// The last part of a public address: `2 rue de l’Église` → `2-rue-de-l-eglise`. Latin letters and digits only.
    public static func slug(_ name: String, separator: Character = "-") -> String {
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
}
