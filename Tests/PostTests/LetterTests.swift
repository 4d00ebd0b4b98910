import Post
import Testing

@Suite struct LetterTests {
    @Test(
        arguments: [
            "Hello\r\nBcc: everybody@example.org", "Hello\nBcc: a@example.org", "Hello\rBcc: a@example.org",
            "Hello\u{0}", "a\u{7F}b",
            "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{1B}[2J",
        ])
    func `no subject and no sender's name can add a header`(hostile: String) throws {
        #expect(throws: LetterError.controlCharacter(.subject)) { try Letter.sample(subject: hostile) }
        let address = try EmailAddress("guide@ville.example")
        #expect(throws: LetterError.controlCharacter(.senderName)) { try Sender(address, name: hostile) }
    }

    @Test(
        arguments: [
            "a@example.org", "first.last+tag@mail.example.co", "o'neil@example.org", "x@localhost",
            "a-b_c@xn--bcher-kva.example",
        ])
    func `ordinary addresses are taken as they are`(address: String) throws {
        #expect(try EmailAddress(address).text == address)
    }

    @Test(arguments: [
        ("", LetterError.AddressFault.notOneAt), ("a", .notOneAt), ("a@b@example.org", .notOneAt),
        ("@example.org", .localPart),
        ("a b@example.org", .localPart), ("a.@example.org", .localPart), (".a@example.org", .localPart),
        ("a..b@example.org", .localPart), ("a>\r\nRCPT TO:<b@example.org", .localPart), ("a,b@example.org", .localPart),
        ("<a@example.org>", .localPart), ("a@", .domain), ("a@example", .domain), ("a@-example.org", .domain),
        ("a@exa mple.org", .domain), ("a@example..org", .domain), ("a@[127.0.0.1]", .domain), ("a@127.0.0.1", .domain),
        ("a@example.org\r\nDATA", .domain), ("a@example.org\n", .domain), ("é@example.org", .beyondASCII),
        (String(repeating: "a", count: 65) + "@example.org", .localPart),
        ("a@" + String(repeating: "a.", count: 130) + "org", .tooLong),
    ])
    func `what is not an address is refused, and not repeated`(text: String, fault: LetterError.AddressFault) throws {
        let error = try #require(throws: LetterError.self) { try EmailAddress(text) }
        #expect(error == .wrongAddress(fault))
        #expect(text.isEmpty || text == "a" || !error.description.contains(text))
    }

    @Test func `ids, languages, dates and web addresses cannot add a header either`() throws {
        for id in ["", "a b", "a\r\nb", "a>b", "a@b", String(repeating: "a", count: 65)] {
            #expect(throws: LetterError.wrongID) { try Letter.sample(id: id) }
        }
        for language in ["", "f", "fr\r\nX: y", "fr_FR", "-fr", "fr-"] {
            #expect(throws: LetterError.wrongLanguage) { try Letter.sample(language: language) }
        }
        for address in [
            "javascript:alert(1)", "https://x.example/\r\nX: y", "https://x.example/>", "https://é.example",
        ] {
            #expect(throws: LetterError.wrongUnsubscribeAddress) { try Letter.sample(unsubscribe: address) }
        }
        #expect(throws: LetterError.wrongDate) {
            try Letter(id: "a", to: [EmailAddress("a@example.org")], subject: "s", text: "t", language: "fr", date: -1)
        }
        #expect(throws: LetterError.wrongNumberOfRecipients) { try Letter.sample(to: []) }
        #expect(throws: LetterError.empty(.text)) { try Letter.sample(text: "") }
        #expect(throws: LetterError.tooLong(.text)) {
            try Letter.sample(text: String(repeating: "a", count: Letter.bodyLimit + 1))
        }
    }

    @Test func `a letter in a log shows neither reader nor words`() throws {
        let letter = try Letter.sample(to: ["amina@example.org"], subject: "Planted subject", text: "Planted text")
        var dumped = ""
        dump(letter, to: &dumped)
        for shown in ["\(letter)", String(reflecting: letter), dumped, "\(letter.to)", String(reflecting: letter.to)] {
            #expect(!shown.contains("amina") && !shown.contains("Planted"))
        }
    }
}
