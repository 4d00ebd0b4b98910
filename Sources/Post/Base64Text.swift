internal import Foundation

/// Base64 of RFC 2045 6.8.
enum Base64Text {
    static func of(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    /// Lines of 76 characters, each with CRLF.
    static func lines(of bytes: [UInt8]) -> [UInt8] {
        let text = Array(of(bytes).utf8)
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count + text.count / 38 + 2)
        for start in stride(from: 0, to: text.count, by: 76) {
            lines += text[start..<min(start + 76, text.count)]
            lines += [0x0D, 0x0A]
        }
        return lines
    }
}
