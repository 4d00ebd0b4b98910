import Post
import Testing

@Suite struct MessageTextTests {
    private static func sender() throws -> Sender {
        try Sender(EmailAddress("guide@ville.example"), name: "Guide of the city")
    }

    @Test func `a plain letter is these bytes`() throws {
        let letter = try Letter.sample(
            text: "Bonjour à tous,\n.\nfin \n", unsubscribe: "https://ville.example/fr/letters")
        let expected = """
            Date: Sat, 21 Nov 2026 12:39:23 +0000
            From: "Guide of the city"
             <guide@ville.example>
            To: amina@example.org
            Message-ID: <0193-test@ville.example>
            Subject: Something awaits you
            MIME-Version: 1.0
            Content-Language: en
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            List-Unsubscribe:
             <https://ville.example/fr/letters>
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Bonjour =C3=A0 tous,
            .
            fin=20

            """
        #expect(
            String(decoding: MessageText(letter, from: try Self.sender()).bytes, as: UTF8.self)
                == networkLines(expected))
    }

    @Test func `a letter with two bodies offers the plain one first`() throws {
        let letter = try Letter.sample(text: "Bonjour", html: "<p>Bonjour</p>")
        let text = String(decoding: MessageText(letter, from: try Self.sender()).bytes, as: UTF8.self)
        let expected = """
            Content-Type: multipart/alternative;
             boundary="=_0193-test"

            --=_0193-test
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Bonjour
            --=_0193-test
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Bonjour</p>
            --=_0193-test--

            """
        #expect(text.hasSuffix(networkLines(expected)))
    }

    @Test func `the same letter is the same bytes at every attempt`() throws {
        let letter = try Letter.sample(subject: "مرحبا", text: "ሰላም", html: "<p>ሰላም</p>")
        #expect(
            MessageText(letter, from: try Self.sender()).bytes == MessageText(letter, from: try Self.sender()).bytes)
    }

    @Test(arguments: [
        "a", "plain", "=?UTF-8?B?ZmFrZQ==?=", " blank before", String(repeating: "word ", count: 100),
        String(repeating: "م", count: 400), String(repeating: "👩‍👩‍👧‍👦", count: 30),
        "e" + String(repeating: "\u{301}", count: 200),
        "\u{200F}\u{2067}مرحبا\u{2069} Paris", String(repeating: "x", count: 800),
    ])
    func `every line is short, in ASCII, and ends as the network wants`(words: String) throws {
        let letter = try Letter.sample(
            subject: words, text: words + "\r\rx\n\r\n." + words, html: String(repeating: words + "\t\n", count: 30))
        let bytes = MessageText(
            letter,
            from: try Sender(
                EmailAddress("guide@ville.example"),
                name: words.utf8.count <= 100 ? words : String(words.prefix(2).unicodeScalars.prefix(20)))
        ).bytes
        var width = 0
        for (index, byte) in bytes.enumerated() {
            #expect(byte < 128)
            if byte == 0x0D { #expect(bytes[index + 1] == 0x0A) }
            if byte == 0x0A {
                #expect(index > 0 && bytes[index - 1] == 0x0D)
                #expect(width - 1 <= 78)
                width = 0
            } else {
                width += 1
            }
        }
        #expect(width == 0)
    }

    @Test(arguments: [
        (Int64(0), "Thu, 01 Jan 1970 00:00:00 +0000"), (951_827_696_000, "Tue, 29 Feb 2000 12:34:56 +0000"),
        (1_709_251_199_999, "Thu, 29 Feb 2024 23:59:59 +0000"), (4_107_542_399_000, "Sun, 28 Feb 2100 23:59:59 +0000"),
        (4_107_542_400_000, "Mon, 01 Mar 2100 00:00:00 +0000"),
    ])
    func `dates are those of the calendar`(instant: Int64, expected: String) throws {
        let letter = try Letter(
            id: "a", to: [EmailAddress("a@example.org")], subject: "s", text: "t", language: "fr", date: instant)
        let text = String(decoding: MessageText(letter, from: try Self.sender()).bytes, as: UTF8.self)
        #expect(text.hasPrefix("Date: \(expected)\r\n"))
    }

    private func networkLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}
