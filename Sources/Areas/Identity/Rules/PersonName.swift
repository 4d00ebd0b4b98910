/// How a person is called among colleagues: one line, no sign that could pass for a header or hide a letter.
public enum PersonName {
    public static let longest = 80

    /// - Returns: the name with single spaces, or `nil` when it is empty, too long, or holds more than letters and common signs.
    public static func read(_ text: String?) -> String? {
        guard let text else { return nil }
        // A line break is refused, not mended: nobody types one into a name.
        guard !text.unicodeScalars.contains(where: isForbidden) else { return nil }
        let name = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        guard (1...longest).contains(name.count), name.contains(where: \.isLetter) else { return nil }
        return name
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            // Joiners are letters' own business in Persian and in Indian scripts.
            scalar.value != 0x200C && scalar.value != 0x200D
        default: "<>\"@\\{}[]|;".unicodeScalars.contains(scalar)
        }
    }
}
