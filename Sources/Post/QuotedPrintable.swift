/// Quoted-printable of RFC 2045 6.7: readable where the text is mostly ASCII, never a line above 76 characters.
enum QuotedPrintable {
    /// - Parameter text: lines end with CRLF.
    static func lines(of text: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.count + text.count / 8)
        var width = 0
        var index = 0
        while index < text.count {
            if text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A {
                encoded += [0x0D, 0x0A]
                width = 0
                index += 2
                continue
            }
            let unit = unit(at: index, in: text)
            if width + unit.count > 75 {
                encoded += [UInt8(ascii: "="), 0x0D, 0x0A]
                width = 0
            }
            encoded += unit
            width += unit.count
            index += 1
        }
        if width > 0 { encoded += [0x0D, 0x0A] }
        return encoded
    }

    /// A byte as itself or as `=XX`. A blank at the end of a line would be lost on the way.
    private static func unit(at index: Int, in text: [UInt8]) -> [UInt8] {
        let byte = text[index]
        let endsLine = index + 1 == text.count || text[index + 1] == 0x0D
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        if isBlank && !endsLine { return [byte] }
        if (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") { return [byte] }
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
