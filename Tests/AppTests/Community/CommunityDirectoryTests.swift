import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas

@Suite("The directory")
struct CommunityDirectoryTests {
    static func filled() async throws -> CommunityWorld {
        let world = try await CommunityWorld()
        try await world.contact(
            of: "helpers", name: "Exemple Éloïse", function: "Coordinatrice", languages: ["fr", "ar"], topics: ["food"])
        try await world.contact(
            of: "helpers", name: "Exemple Malik", function: "Nuit", languages: ["fr"], topics: ["water"])
        try await world.contact(of: "town", name: "Exemple Zoé", function: "=cmd|'/c calc'!A0", languages: ["ps"])
        return world
    }

    private func total(
        _ world: CommunityWorld, _ query: String, as member: TestDesk.Member = CommunityWorld.fieldWorker
    )
        async throws -> Int
    {
        let answer = try await world.desk.api(.get, "directory?\(query)", as: member)
        #expect(answer.status == .ok, "\(answer.text)")
        return try answer.object()["total"] as? Int ?? -1
    }

    @Test(
        "Words are found without accents, by their beginnings, in names, functions and organisations",
        arguments: [
            ("eloise", 1), ("ELO", 1), ("coordinat", 1), ("coordi", 1), ("coordinatrice", 1), ("exemple", 3),
            ("exemple malik", 1), ("malik eloise", 0), ("helpers", 2), ("helpers eloise", 1), ("ma", 0), ("loise", 0),
            ("town zo", 0), ("town zoe", 1), ("%27%20OR%201=1", 0), ("", 3),
        ])
    func words(question: String, expected: Int) async throws {
        let world = try await Self.filled()
        let escaped = question.replacing(" ", with: "%20")
        #expect(try await total(world, "q=\(escaped)") == expected)
    }

    @Test("Beside each choice stands exactly what it finds, whatever else is chosen")
    func counts() async throws {
        let world = try await Self.filled()
        for base in ["", "q=exemple", "language=fr", "theme=food", "need=water&language=fr", "district=north"] {
            let answer = try await world.desk.api(.get, "directory?\(base)", as: CommunityWorld.fieldWorker).object()
            let counts = try #require(answer["counts"] as? [String: [String: Int]])
            var seen = 0
            for (facet, values) in counts {
                for (value, count) in values {
                    let others = base.split(separator: "&").filter { !$0.hasPrefix("\(facet)=") }.map(String.init)
                    let query = (others + ["\(facet)=\(value)"]).joined(separator: "&")
                    #expect(try await total(world, query) == count, "\(base): \(facet)=\(value)")
                    seen += 1
                }
            }
            #expect(seen > 4)
        }
        #expect(try await total(world, "theme=food") == 2, "by their topics, a need counts for its theme")
        #expect(try await total(world, "need=shower") == 2, "by what their organisation offers")
    }

    @Test(
        "A volunteer finds their own organisation only, in lists and in counts; others who may not, find nothing there")
    func scope() async throws {
        let world = try await Self.filled()
        let answer = try await world.desk.api(.get, "directory", as: CommunityWorld.volunteer)
        #expect(try answer.object()["total"] as? Int == 2)
        #expect(!answer.text.contains("Zo") && !answer.text.contains("\"ps\"") && !answer.text.contains("town"))
        let organisations = try await world.desk.api(.get, "directory/organisations", as: CommunityWorld.volunteer)
        #expect(try organisations.object()["total"] as? Int == 1)
        #expect(!organisations.text.contains("Town"))
        for path in [
            "directory", "directory/organisations", "directory/csv", "directory/vcard", "organisations/helpers",
        ] {
            #expect(try await world.desk.get("/fr/work/\(path)", as: CommunityWorld.observer).status == .notFound)
        }
        #expect(try await world.desk.get("/fr/work/directory/csv", as: CommunityWorld.fieldWorker).status == .notFound)
        let other = try await world.desk.get("/fr/work/organisations/town", as: CommunityWorld.volunteer)
        let none = try await world.desk.get("/fr/work/organisations/none", as: CommunityWorld.volunteer)
        #expect(other.status == .notFound)
        #expect(
            CommunityContactTests.plain(other.text, "organisations/town")
                == CommunityContactTests.plain(none.text, "organisations/none"))
        #expect(try await world.desk.get("/fr/work/directory", as: nil).status == .found)
    }

    @Test("Pages in both directions of writing; a value that does not exist is refused")
    func pages() async throws {
        let world = try await Self.filled()
        let page = try await world.desk.get("/fr/work/directory?language=fr", as: CommunityWorld.manager)
        #expect(page.status == .ok && page.text.contains("2 contacts") && page.text.contains("data-label=\"Fonction\""))
        #expect(page.text.contains("/fr/work/directory/csv?language=fr"))
        let arabic = try await world.desk.get("/ar/work/directory/organisations", as: CommunityWorld.fieldWorker)
        #expect(arabic.text.contains("dir=\"rtl\"") && arabic.text.contains("<bdi>The Helpers</bdi>"))
        for query in ["theme=none", "page=0", "page=x", "district=%3Cscript%3E", "extra=1"] {
            #expect(
                try await world.desk.api(.get, "directory?\(query)", as: CommunityWorld.manager).status == .badRequest)
        }
        let beyond = try await world.desk.api(.get, "directory?page=9000", as: CommunityWorld.manager)
        #expect(try (beyond.object()["items"] as? [Any])?.isEmpty == true)
        let long = String(repeating: "a", count: 1_000)
        let cut = try await world.desk.api(.get, "directory?q=\(long)", as: CommunityWorld.manager)
        #expect(cut.status == .ok, "\(cut.text)")
        let endless = String(repeating: "a", count: 10_000)
        #expect(
            try await world.desk.api(.get, "directory?q=\(endless)", as: CommunityWorld.manager).status == .badRequest)
        let empty = try await world.desk.get("/en/work/directory?q=nobody", as: CommunityWorld.fieldWorker)
        #expect(empty.text.contains("Look among organisations instead"))
    }

    @Test("Exports hold what was found, no formula, and stand in the audit book")
    func exports() async throws {
        let world = try await Self.filled()
        let csv = try await world.desk.get("/fr/work/directory/csv", as: CommunityWorld.coordinator)
        #expect(csv.status == .ok && csv.headers[.contentType] == "text/csv; charset=utf-8")
        let rows = csv.text.components(separatedBy: "\r\n")
        #expect(rows.count == 5 && rows[0].hasSuffix("confirmed"))
        #expect(rows.contains { $0.contains("\"'=cmd|'/c calc'!A0\"") })
        let card = try await world.desk.get("/fr/work/directory/vcard?q=eloise", as: CommunityWorld.manager)
        #expect(card.text.components(separatedBy: "BEGIN:VCARD").count == 2)
        #expect(card.text.contains("FN:Exemple Éloïse\r\n") && card.text.contains("ORG:The Helpers\r\n"))
        #expect(
            try await world.count("SELECT count(*) AS number FROM audit WHERE kind = 'contact' AND action = 'export'")
                == 2)
        let back = try await world.desk.api(
            .post, "contacts/import", json: ["text": csv.text], as: CommunityWorld.coordinator)
        #expect(try back.object()["known"] as? Int == 3, "what goes out comes back as it was: \(back.text)")
    }
}
