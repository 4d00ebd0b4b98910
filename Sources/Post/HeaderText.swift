/// Words in a header: checked, and written so that every server passes them on (RFC 2047).
enum HeaderText {
    /// Refuses what ends a header or hides in it: C0, DEL, C1, and Unicode's own line and paragraph separators.
    static func check(_ text: String, as field: LetterError.HeaderField, limit: Int) throws(LetterError) {
        guard !text.isEmpty else { throw .empty(field) }
        guard text.utf8.count <= limit else { throw .tooLong(field) }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: throw .controlCharacter(field)
            default: continue
            }
        }
    }

    /// The value of an unstructured header, folded: at most 78 characters a line with a name of up to 13 characters before it.
    static func unstructured(_ text: String, after name: String) -> String {
        let fits = name.utf8.count + 2 + text.utf8.count <= 78
        let plain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        let trimmed = text.utf8.first != space && text.utf8.last != space
        return fits && plain && trimmed ? text : encodedWords(text)
    }

    /// The name before an address: a quoted string if it is plain, encoded words otherwise.
    static func phrase(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && text.utf8.count <= 60 && !text.contains("=?")
        guard plain else { return encodedWords(text) }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// 39 bytes make 52 characters of base64 and, with `=?UTF-8?B?…?=`, a word of 64, below RFC 2047's 75.
    private static let wordBytes = 39
    private static let space = UInt8(ascii: " ")

    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for piece in pieces(of: text) {
            if words[words.count - 1].count + piece.count > wordBytes { words.append([]) }
            words[words.count - 1] += piece
        }
        return words.map { "=?UTF-8?B?\(Base64Text.of($0))?=" }.joined(separator: "\r\n ")
    }

    /// A word must hold whole characters (RFC 2047 5); letters stay with their marks unless the pile is too high for one word.
    private static func pieces(of text: String) -> [[UInt8]] {
        text.flatMap { character -> [[UInt8]] in
            let whole = Array(character.utf8)
            return whole.count <= wordBytes ? [whole] : character.unicodeScalars.map { Array(String($0).utf8) }
        }
    }
}
