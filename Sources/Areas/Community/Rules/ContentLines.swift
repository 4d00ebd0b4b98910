/// Lines as vCard (RFC 6350, 3.2 and 3.4) and iCalendar (RFC 5545, 3.1 and 3.3.11) both write them.
public enum ContentLines {
    /// Most octets of a line, its end not counted.
    public static let longest = 75

    /// The lines, folded, each ended by CR LF. A character is never cut in two.
    public static func text(_ lines: [String]) -> String {
        lines.map { fold($0) + "\r\n" }.joined()
    }

    static func fold(_ line: String) -> String {
        guard line.utf8.count > longest else { return line }
        var folded = ""
        var room = longest
        for scalar in line.unicodeScalars {
            let size = scalar.utf8.count
            if size > room {
                folded += "\r\n "
                // The space that begins a continued line counts.
                room = longest - 1
            }
            folded.unicodeScalars.append(scalar)
            room -= size
        }
        return folded
    }

    /// A text value: backslash, comma, semicolon and line ends are escaped, other control characters left out, so that no value can
    /// begin a line of its own.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ",", ";": escaped += "\\" + String(scalar)
            case "\r": escaped += "\\n"
            case "\n": if previous != "\r" { escaped += "\\n" }
            case "\u{85}", "\u{2028}", "\u{2029}": escaped += "\\n"
            default:
                let isControl = scalar.value < 32 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
                if !isControl { escaped.unicodeScalars.append(scalar) }
            }
            previous = scalar
        }
        return escaped
    }
}
