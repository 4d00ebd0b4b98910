/// A letter as it travels: RFC 5322 headers, RFC 2045 bodies, ASCII throughout, CRLF, no line above 998 characters.
///
/// Dots at the beginning of a line are left as they are: doubling them is the business of who speaks SMTP.
public struct MessageText: Sendable {
    public let bytes: [UInt8]

    public init(_ letter: Letter, from sender: Sender) {
        var bytes = Array(Self.headers(of: letter, from: sender).utf8)
        let plain = BodyPart(letter.text, type: "text/plain")
        if let html = letter.html {
            // "=_" cannot stand in quoted-printable nor in base64, so that no body can hold the boundary.
            let boundary = "=_\(letter.id)"
            bytes += Array("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8)
            for part in [plain, BodyPart(html, type: "text/html")] {
                bytes += Array("--\(boundary)\r\n".utf8) + part.bytes
            }
            bytes += Array("--\(boundary)--\r\n".utf8)
        } else {
            bytes += plain.bytes
        }
        self.bytes = bytes
    }

    private static func headers(of letter: Letter, from sender: Sender) -> String {
        var lines = [
            "Date: \(MessageDate.text(letter.date))",
            "From: \(sender.name.map { "\(HeaderText.phrase($0))\r\n " } ?? "")<\(sender.address.text)>",
            "To: \(letter.to.map(\.text).joined(separator: ",\r\n "))",
            "Message-ID: <\(letter.id)@\(sender.address.domain)>",
            "Subject: \(HeaderText.unstructured(letter.subject, after: "Subject"))",
            "MIME-Version: 1.0",
            "Content-Language: \(letter.language)",
            // RFC 3834 5: nobody's absence notice answers a machine. The second line says it to Exchange.
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
        ]
        if let unsubscribe = letter.unsubscribe { lines.append("List-Unsubscribe:\r\n <\(unsubscribe)>") }
        return lines.map { "\($0)\r\n" }.joined()
    }
}

/// One body with its own headers, in the shorter of the two encodings.
private struct BodyPart {
    let bytes: [UInt8]

    init(_ text: String, type: String) {
        let lines = Self.withNetworkLineEnds(text)
        let quoted = QuotedPrintable.lines(of: lines)
        let base64 = Base64Text.lines(of: lines)
        let isQuoted = quoted.count <= base64.count
        let head = """
            Content-Type: \(type); charset=utf-8\r
            Content-Transfer-Encoding: \(isQuoted ? "quoted-printable" : "base64")\r
            \r

            """
        bytes = Array(head.utf8) + (isQuoted ? quoted : base64)
    }

    /// CR, LF and CRLF all become CRLF; the text ends with one.
    private static func withNetworkLineEnds(_ text: String) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.utf8.count + 64)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0D: lines += [0x0D, 0x0A]
            case 0x0A: if previous != 0x0D { lines += [0x0D, 0x0A] }
            default: lines.append(byte)
            }
            previous = byte
        }
        if previous != 0x0D && previous != 0x0A { lines += [0x0D, 0x0A] }
        return lines
    }
}
