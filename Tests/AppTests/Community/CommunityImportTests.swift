import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Contacts from a table")
struct CommunityImportTests {
    private let path = "/fr/work/contacts/import"

    private func send(
        _ world: CommunityWorld, _ table: String, sure: Bool = false,
        as member: TestDesk.Member = CommunityWorld.coordinator
    )
        async throws -> TestResponse
    {
        try await world.desk.post(path, [("text", table)] + (sure ? [("sure", "on")] : []), as: member)
    }

    @Test("First what would happen, then all of it; those who are there already stay as they are")
    func goodTable() async throws {
        let world = try await CommunityWorld()
        try await world.contact(of: "helpers", name: "Exemple Été")
        let table = """
            Organisation;Nom;Fonction;Téléphone;Courriel;Langues;Thèmes
            helpers;exemple ete;Accueil;;exemplet@example.org;fr;food
            The Helpers;Exemple Bo;"Accueil; nuit";'+33 1 43 44 55 00;;fr, ar;hygiene food
            town;Exemple Cy;;;cy@example.org;;
            """
        let preview = try await send(world, table)
        #expect(preview.status == .ok, "\(preview.text)")
        #expect(preview.text.contains("2 contacts seraient ajoutés") && preview.text.contains("1 est déjà là"))
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 1, "a preview writes nothing")
        #expect(try await send(world, table, sure: true).status == .seeOther)
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 3)
        let twice = try await world.desk.api(
            .post, "contacts/import", json: ["text": table, "sure": true], as: CommunityWorld.coordinator)
        #expect(try twice.object()["new"] as? Int == 0)
        #expect(try twice.object()["known"] as? Int == 3)
        let found = try await world.desk.api(.get, "directory?q=bo&language=ar", as: CommunityWorld.coordinator)
        let items = try found.object()["items"] as? [[String: Any]]
        #expect(items?.first?["function"] as? String == "Accueil; nuit")
        #expect(items?.first?["phone"] as? String == "+33 1 43 44 55 00")
    }

    @Test("Languages are read by their names, and a name stands in one column or in two")
    func namesOfLanguages() async throws {
        let world = try await CommunityWorld()
        let table = """
            organisation;prénom;nom;e-mail;langues
            helpers;Exemple;Un;un@example.org;français, Arabic
            helpers;;Deux;deux@example.org;fr ar
            """
        let preview = try await send(world, table)
        #expect(preview.status == .ok, "\(preview.text)")
        #expect(preview.text.contains("Exemple Un"))
        #expect(try await send(world, table, sure: true).status == .seeOther)
        let found = try await world.desk.api(.get, "directory?language=ar", as: CommunityWorld.coordinator)
        let items = try found.object()["items"] as? [[String: Any]]
        #expect(Set((items ?? []).compactMap { $0["name"] as? String }) == ["Exemple Un", "Deux"])
    }

    /// What is wrong where: code, line, column, what was found.
    struct Told: Equatable, Sendable, CustomStringConvertible {
        var code: String
        var line: Int?
        var column: String?
        var found: String?

        init(_ code: String, _ line: Int?, _ column: String? = nil, _ found: String? = nil) {
            (self.code, self.line, self.column, self.found) = (code, line, column, found)
        }

        init(_ error: [String: Any]) {
            self.init(
                error["code"] as? String ?? "", error["line"] as? Int, error["column"] as? String,
                error["found"] as? String)
        }

        var description: String { "\(code) \(line ?? 0) \(column ?? "") \(found ?? "")" }
    }

    static let faultyTables: [(String, [Told])] = [
        ("Nom,E-mail\nExemple A,a@example.org\n,b@example.org", [Told("no-name", 3, "Nom")]),
        ("name,email\nExemple A,a@gmail.com", [Told("free-mail", 2, "email", "a@gmail.com")]),
        ("name,phone\nExemple A,abc", [Told("bad-phone", 2, "phone", "abc")]),
        ("name,email\nExemple A,a at b", [Told("bad-address", 2, "email", "a at b")]),
        ("name,email,langues\nA,a@example.org,fr klingon", [Told("unknown-language", 2, "langues", "klingon")]),
        ("name,email,topics\nA,a@example.org,food magic", [Told("unknown-topic", 2, "topics", "magic")]),
        ("name,email,phone\nA,,", [Told("no-way", 2, "email")]),
        (
            "name,email\nA,a@example.org\nB,b@example.org\nA,a@example.org", [Told("same-contact", 4, "name", "A")]
        ),
        (
            "name,email,organisation\nA,a@example.org,helpers",
            [Told("no-organisation", 2, "organisation", "helpers")]
        ),
        (
            "name,email,structure\nA,a@example.org,nowhere", [Told("no-organisation", 2, "structure", "nowhere")]
        ),
        ("name,email,password\nA,a@example.org,x", [Told("unknown-column", 1, "password", "password")]),
        ("name,nom,email\nA,B,a@example.org", [Told("double-column", 1, "nom", "nom")]),
        ("email,fonction\na@example.org,x", [Told("missing-column", 1, nil, "email, fonction")]),
        ("nom,fonction\nA,x", [Told("missing-reach", 1, nil, "nom, fonction")]),
        ("name,email\nB,b@example.org\n\"A,a@example.org", [Told("open-quote", 3, "name", "A,a@example.org")]),
        ("name,email\n\"A\"b,a@example.org", [Told("after-quote", 2, "name", "A")]),
        ("name,email\nA", [Told("cell-count", 2, nil, "1")]),
        (
            "name,email\nA,\n,b@example.org\nC,c",
            [Told("no-way", 2, "email"), Told("no-name", 3, "name"), Told("bad-address", 4, "email", "c")]
        ),
        ("name,email", [Told("no-rows", nil)]),
        ("", [Told("empty", nil)]),
        ("\n \n", [Told("empty", nil)]),
        (
            "name,email\n" + String(repeating: "A,a@example.org\n", count: 2_001),
            [Told("too-many-rows", nil, nil, "2001")]
        ),
        ("name" + String(repeating: ",", count: 5_000), [Told("too-wide", 1, "502", "")]),
    ]

    @Test(
        "Every fault is told with its line, its column and what stands there, and nothing at all is written",
        arguments: faultyTables)
    func faults(table: String, told: [Told]) async throws {
        let world = try await CommunityWorld()
        let api = try await world.desk.api(
            .post, "contacts/import", json: ["text": table, "sure": true], as: CommunityWorld.stranger)
        #expect(api.status == .unprocessableContent)
        #expect(api.headers[.contentType] == "application/problem+json")
        let errors = try api.object()["errors"] as? [[String: Any]] ?? []
        #expect(errors.map(Told.init) == told, "\(api.text)")
        for error in errors {
            let reason = error["reason"] as? String ?? ""
            #expect(reason.hasSuffix(".") && !reason.contains("[") && !reason.contains("{"), "\(reason)")
        }
        for sure in [false, true] {
            let answer = try await send(world, table, sure: sure, as: CommunityWorld.stranger)
            #expect(answer.status == .unprocessableContent)
            for fault in told {
                if let column = fault.column { #expect(answer.text.contains(">\(column)</bdi>"), "\(column)") }
                if let found = fault.found, !found.isEmpty { #expect(answer.text.contains(">\(found)</bdi>")) }
            }
        }
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 0)
    }

    @Test(
        "Faults are said in the reader's language, whichever it is",
        arguments: ["en", "fr", "ar"])
    func faultsInEveryLanguage(language: String) async throws {
        let world = try await CommunityWorld()
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        for (table, told) in Self.faultyTables {
            let page = try await world.desk.post(
                "/\(language)/\(DeskRouter.pagePrefix)/contacts/import", [("text", table)], as: CommunityWorld.stranger)
            for fault in told {
                let keys = ["contact.import.fault.\(fault.code)", "contact.fault.\(fault.code)"]
                let key = try #require(keys.first { books.book(language).has($0) }, "\(fault.code) has no phrase")
                let words = books.book(language)(key).split(separator: "{").first.map(String.init) ?? ""
                #expect(page.text.contains(HTML(words).text), "\(language): \(words)")
            }
            // English words on a French page were the defect.
            if language == "fr" { #expect(!page.text.contains("lang=\"en\" dir=\"ltr\"><li>")) }
        }
    }

    @Test("What was read well is shown beside the faults, and the table's text stands there to be mended")
    func nothingIsLost() async throws {
        let world = try await CommunityWorld()
        let table = "nom;e-mail\nExemple Bon;bon@example.org\nExemple Mal;mal\n"
        let answer = try await world.desk.post(
            path, [], file: ("table", "contacts.csv", Array(table.utf8)), as: CommunityWorld.manager)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("1 contact a été bien lu") && answer.text.contains("<bdi>Exemple Bon</bdi>"))
        #expect(!answer.text.contains("<bdi>Exemple Mal</bdi>"))
        #expect(answer.text.contains("\n\(table)</textarea>"), "the text of the file stands in the form")
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 0)
    }

    @Test("More faults than are shown are counted")
    func manyFaults() async throws {
        let world = try await CommunityWorld()
        let table = "name,email\n" + (1...250).map { "Exemple \($0),none\n" }.joined()
        let page = try await send(world, table)
        #expect(page.text.contains("250 points à corriger") && page.text.contains("50 autres seront indiqués"))
        let api = try await world.desk.api(
            .post, "contacts/import", json: ["text": table], as: CommunityWorld.coordinator)
        #expect((try api.object()["errors"] as? [Any])?.count == 200)
    }

    static let french = "Nom;Fonction;Téléphone\r\nExemple Zoé;Accueil – l’après-midi;01 43 44 55 00\r\n"

    @Test(
        "A table is read however a spreadsheet saved it: with a mark, as UTF-16, in the Windows encoding of a French Excel",
        arguments: [
            (Array(french.utf8), "UTF-8"), (Array(("\u{FEFF}" + french).utf8), "UTF-8"),
            ([0xFF, 0xFE] + french.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, "UTF-16"),
            ([0xFE, 0xFF] + french.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, "UTF-16"),
            (
                french.unicodeScalars.map { scalar -> UInt8 in
                    switch scalar {
                    case "–": 0x96
                    case "’": 0x92
                    default: UInt8(scalar.value)
                    }
                }, "Windows-1252"
            ),
            (Array(french.replacing("\r\n", with: "\r").utf8), "UTF-8"),
            (Array(french.replacing(";", with: "\t").utf8), "UTF-8"),
            (Array(french.replacing("\r\n", with: ";;\r\n").utf8), "UTF-8"),
        ] as [([UInt8], String)])
    func encodings(bytes: [UInt8], encoding: String) async throws {
        let world = try await CommunityWorld()
        let file = (field: "table", name: "contacts.csv", bytes: bytes)
        let preview = try await world.desk.post(path, [], file: file, as: CommunityWorld.manager)
        #expect(preview.status == .ok, "\(preview.text.suffix(3000))")
        #expect(preview.text.contains("Exemple Zoé") && preview.text.contains("Accueil – l’après-midi"))
        #expect(preview.text.contains("Windows-1252") == (encoding == "Windows-1252"))
        // What the preview sends back is written as it was shown.
        let hidden = try #require(preview.text.firstMatch(of: /name="text" value="([^"]*)"/)).output.1
        #expect(try await send(world, String(hidden), sure: true, as: CommunityWorld.manager).status == .seeOther)
        let found = try await world.desk.api(.get, "directory?q=zoe", as: CommunityWorld.manager)
        let items = try found.object()["items"] as? [[String: Any]]
        #expect(items?.first?["name"] as? String == "Exemple Zoé")
        #expect(items?.first?["function"] as? String == "Accueil – l’après-midi")
    }

    @Test(
        "A file that is no text is named for what it is",
        arguments: [
            (Array("PK\u{3}\u{4}rest".utf8), nil, "XLSX, ODS, ZIP"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], nil, "XLS"),
            (Array("name,email\nA\u{0},x".utf8), 2, "0x0"),
            (Array("name,email\nA\u{1F},x".utf8), 2, "0x1F"),
            (Array("name,email\n".utf8) + [0xE9, 0x81, 0x0A], 2, "0x81"),
        ] as [([UInt8], Int?, String)])
    func noText(bytes: [UInt8], line: Int?, found: String) async throws {
        let world = try await CommunityWorld()
        let file = (field: "table", name: "contacts.csv", bytes: bytes)
        let page = try await world.desk.post(path, [], file: file, as: CommunityWorld.manager)
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("Ce n’est pas du texte") && page.text.contains("<bdi dir=\"auto\">\(found)</bdi>"))
        if let line { #expect(page.text.contains("data-label=\"Ligne\">\(line)</th>")) }
    }

    @Test("A table that is too large is refused before it is read; bytes that are not text never arrive")
    func bombs() async throws {
        let world = try await CommunityWorld()
        let large = try await send(world, "name,email\n" + String(repeating: "x", count: 600_000))
        #expect(large.status == .unprocessableContent && large.text.contains("Le tableau est trop grand"))
        let huge = try await send(world, String(repeating: "x", count: 2_200_000))
        #expect(huge.status == .contentTooLarge)
        let member = try await world.desk.post(
            path, [("text", "name,email\nA\u{0},a@example.org")], as: CommunityWorld.manager)
        #expect(member.status == .badRequest)
        #expect(try await world.desk.get(path, as: CommunityWorld.fieldWorker).status == .notFound)
    }
}
