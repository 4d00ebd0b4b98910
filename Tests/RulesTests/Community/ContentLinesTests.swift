import Foundation
import Testing

@testable import Rules

@Suite("Lines of address books and calendars")
struct ContentLinesTests {
    @Test(
        "No line is longer than 75 octets, and unfolding gives the text back",
        arguments: [
            "", String(repeating: "a", count: 75), String(repeating: "a", count: 76),
            String(repeating: "é", count: 200),
            String(repeating: "مرحبا ", count: 60), String(repeating: "👩🏽‍⚕️", count: 40),
        ])
    func folding(text: String) {
        let folded = ContentLines.text([text])
        #expect(folded.hasSuffix("\r\n"))
        // By octets, as readers of these formats do it: a joined emoji may be cut between its characters.
        var unfolded: [UInt8] = []
        for (index, line) in folded.utf8.dropLast(2).split(separator: 10, omittingEmptySubsequences: false).enumerated()
        {
            let bare = line.last == 13 ? line.dropLast() : line
            #expect(bare.count <= 75 && String(validating: Array(bare), as: UTF8.self) != nil)
            #expect(index == 0 || bare.first == 32)
            unfolded += index == 0 ? Array(bare) : Array(bare.dropFirst())
        }
        #expect(unfolded == Array(text.utf8))
    }

    @Test(
        "A value can never begin a line of its own",
        arguments: [
            ("a\r\nEND:VCARD", "a\\nEND:VCARD"), ("a\nb", "a\\nb"), ("a\rb", "a\\nb"), ("a\u{2028}b", "a\\nb"),
            ("a\u{85}b", "a\\nb"), ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("a\u{0}b\u{7F}", "ab"),
        ])
    func escaping(text: String, escaped: String) {
        #expect(ContentLines.escape(text) == escaped)
        #expect(!ContentLines.text([ContentLines.escape(text)]).dropLast(2).contains("\n"))
    }

    @Test("A contact becomes a card that says its work, and nothing that was typed can add a property")
    func card() {
        let contact = WorkContact(
            id: "01890000-0000-7000-8000-000000000001", organisation: "helpers",
            draft: ContactDraft(
                name: "Exemple A.\r\nTEL:666", function: "Accueil, orientation", phone: "+33 (0)1 43.44",
                email: "A@example.org",
                languages: ["fr", "ar"]),
            confirmed: LocalDate(daysSinceEpoch: 0), version: 1)
        #expect(
            CardText.text(contact, organisation: "Les Aides; nord")
                == [
                    "BEGIN:VCARD", "VERSION:4.0", "KIND:individual",
                    "UID:urn:uuid:01890000-0000-7000-8000-000000000001", "FN:Exemple A.\\nTEL:666",
                    "N:Exemple A.\\nTEL:666;;;;", "ORG:Les Aides\\; nord", "TITLE:Accueil\\, orientation",
                    "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+33014344", "EMAIL;TYPE=work:a@example.org", "LANG:ar",
                    "LANG:fr", "END:VCARD", "",
                ].joined(separator: "\r\n"))
    }
}

@Suite("Contacts as another program reads them")
struct CardSampleTests {
    static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("APITests/samples/contacts.vcf")

    static var text: String {
        func card(_ number: Int, _ draft: ContactDraft, _ organisation: String) -> String {
            CardText.text(
                WorkContact(
                    id: "01920000-0000-7000-8000-00000000000\(number)", organisation: "x", draft: draft,
                    confirmed: LocalDate(daysSinceEpoch: 20_000), version: 1), organisation: organisation)
        }
        return card(
            1,
            ContactDraft(
                name: "Exemple, Zoé; dite \\ « la Loire »\nTEL:666", function: "Accueil; nuit, familles\r\nEND:VCARD",
                phone: "+33 1 43 44 55 00", email: "zoe@example.org", languages: ["fr", "ar"]),
            "Les Aides; nord, sud")
            + card(
                2,
                ContactDraft(
                    name: "مثال " + String(repeating: "طويل ", count: 20), function: String(repeating: "é", count: 120),
                    phone: "01 43 44 55 00", languages: ["ps"]), "الجهة")
            + card(3, ContactDraft(name: "👩🏽‍⚕️ Exemple", function: "", phone: "115"), "Ligne\u{2028}BEGIN:VCARD")
    }

    /// The very file that `Tests/APITests/test_contacts.py` reads by the norm.
    @Test("They are the sample that another program reads")
    func sample() throws {
        #expect(try Self.text == String(decoding: Data(contentsOf: Self.sample), as: UTF8.self))
    }
}

@Suite("The calendar feed's text")
struct CalendarTextTests {
    static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("APITests/samples/calendar.ics")

    /// The very file that `Tests/APITests/test_calendar.py` gives to another reader of calendars.
    @Test("It is the sample that another program reads")
    func sample() throws {
        let days = [
            CalendarText.Day(
                uid: "contacts-helpers@guide.example.org",
                title: "Confirmer les contacts de « L’Étape, Accueil de jour des familles; Nord et Sud réunis \\ »",
                date: LocalDate(daysSinceEpoch: 20_786),
                url: "https://guide.example.org/fr/work/organisations/helpers"),
            CalendarText.Day(
                uid: "referral-1@guide.example.org", title: "إحالة تنتظر الجواب",
                date: LocalDate(daysSinceEpoch: 20_880),
                url: "https://guide.example.org/ar/work/referrals/1\r\nATTENDEE:x"),
        ]
        let text = CalendarText.text(name: "Ce qui m’attend", days: days, now: Instant(milliseconds: 1_795_251_600_000))
        #expect(try text == String(decoding: Data(contentsOf: Self.sample), as: UTF8.self))
        #expect(!text.contains("\nATTENDEE"))
    }

    @Test("An empty calendar still has a component, as the norm asks")
    func empty() {
        let text = CalendarText.text(name: "x", days: [], now: Instant(milliseconds: 0))
        #expect(text.contains("BEGIN:VTIMEZONE\r\n") && !text.contains("VEVENT"))
        #expect(CalendarText.basic(Instant(milliseconds: 1_795_251_600_000)) == "20261121T090000Z")
    }
}
