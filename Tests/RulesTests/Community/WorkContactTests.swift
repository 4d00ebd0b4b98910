import Testing

@testable import Rules

@Suite("What may be a work contact")
struct WorkContactTests {
    private func faults(
        name: String = "Exemple A.", function: String = "", phone: String? = "01 43 44 55 00", email: String? = nil,
        languages: [String] = [], topics: [String] = [], vouched: Bool = false
    ) -> [ContactFault] {
        ContactDraft(
            name: name, function: function, phone: phone, email: email, languages: languages, topics: topics
        ).faults(languages: ["fr", "ar"], topics: ["food"], mayBeFreeMail: vouched)
    }

    @Test("Each thing that is wrong is named")
    func faults() {
        #expect(faults() == [])
        #expect(faults(name: "") == [.noName])
        #expect(faults(name: "A\nTEL:1") == [.longName])
        #expect(faults(name: String(repeating: "a", count: 121)) == [.longName])
        #expect(faults(function: String(repeating: "é", count: 10_000)) == [.longFunction])
        #expect(faults(phone: nil) == [.noWay])
        #expect(faults(phone: "call me") == [.badPhone])
        #expect(faults(phone: "1") == [.badPhone])
        #expect(faults(languages: ["xx"]) == [.unknownLanguage])
        #expect(faults(topics: ["foo"]) == [.unknownTopic])
        #expect(faults(name: "A\u{2028}B") == [.longName])
    }

    @Test(
        "Addresses",
        arguments: [
            ("accueil@example.org", [ContactFault]()), ("a.b+c@mairie.example.fr", []),
            ("exemple@gmail.com", [.freeMail]),
            ("Exemple@GMAIL.com", [.freeMail]), ("x@yahoo.fr", [.freeMail]), ("x@yahoo.co.uk", [.freeMail]),
            ("x@orange.fr", [.freeMail]), ("x@gmail.example.org", [.freeMail]), ("x", [.badAddress]),
            ("x@y", [.badAddress]), ("a b@example.org", [.badAddress]), ("x@-a.org", [.badAddress]),
            ("x@example..org", [.badAddress]), (".x@example.org", [.badAddress]), ("x@exämple.org", [.badAddress]),
            ("x@example.org\r\nBcc: y@example.org", [.badAddress]), ("<x@example.org>", [.badAddress]),
        ])
    func addresses(address: String, expected: [ContactFault]) {
        #expect(faults(email: address) == expected)
    }

    @Test("The city can vouch for a free address, not for a wrong one")
    func vouched() {
        #expect(faults(email: "exemple@gmail.com", vouched: true) == [])
        #expect(faults(email: "exemple", vouched: true) == [.badAddress])
    }

    @Test("It is asked again after a year")
    func age() {
        let day = LocalDate(daysSinceEpoch: 20_000)
        let contact = WorkContact(
            id: "", organisation: "", draft: ContactDraft(name: "", function: ""), confirmed: day, version: 1)
        #expect(contact.askAgain == day.adding(days: 365))
    }

    @Test("A word is found by its beginnings of three to eight letters; a longer question by its first eight")
    func words() {
        #expect(
            DirectoryWords.indexed("li dupont coordinatrice") == [
                "li", "dup", "dupo", "dupon", "dupont", "coo", "coor", "coord", "coordi", "coordin", "coordina",
            ])
        #expect(DirectoryWords.beginning("coordinateur") == "coordina")
        #expect(DirectoryWords.asked("a b c d e f g h i j").count == 8)
    }
}
