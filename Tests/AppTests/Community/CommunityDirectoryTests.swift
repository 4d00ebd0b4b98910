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

    @Test("Three hundred and twenty contacts are paged whole: each once, the question kept on every way")
    func paging() async throws {
        let world = try await CommunityWorld()
        let table = (1...320).map { number in
            let letters = String(number).map { String(UnicodeScalar(97 + ($0.wholeNumberValue ?? 0)) ?? "a") }.joined()
            return "\(number % 2 == 0 ? "helpers" : "town"),Exemple \(letters),Accueil,n\(number)@example.org,fr"
        }
        let sent = try await world.desk.api(
            .post, "contacts/import",
            json: [
                "text": (["organisation,name,function,email,languages"] + table).joined(separator: "\n"), "sure": true,
            ],
            as: CommunityWorld.coordinator)
        #expect(sent.status == .created, "\(sent.text)")
        var seen: [String] = []
        for page in 1...8 {
            let answer = try await world.desk.api(
                .get, "directory?q=exemple&language=fr&page=\(page)", as: CommunityWorld.fieldWorker
            ).object()
            let items = answer["items"] as? [[String: Any]] ?? []
            #expect(answer["total"] as? Int == 320 && items.count == (page <= 6 ? 50 : page == 7 ? 20 : 0))
            seen += items.compactMap { $0["id"] as? String }
        }
        #expect(seen.count == 320 && Set(seen).count == 320)
        let page = try await world.desk.get(
            "/fr/work/directory?q=exemple&language=fr&page=3", as: CommunityWorld.manager)
        #expect(page.text.contains("Page 3 sur 7"))
        for way in [
            "/fr/work/directory?q=exemple&amp;language=fr&amp;page=2",
            "/fr/work/directory?q=exemple&amp;language=fr&amp;page=4",
            "/fr/work/directory/organisations?q=exemple&amp;language=fr",
            "/fr/work/directory/csv?q=exemple&amp;language=fr",
            "/fr/work/directory/vcard?q=exemple&amp;language=fr",
        ] { #expect(page.text.contains(way), "\(way)") }
        #expect(page.text.contains("value=\"exemple\"") && page.text.contains("<option value=\"fr\" selected>"))
        let beyond = try await world.desk.get("/fr/work/directory?page=99", as: CommunityWorld.manager)
        #expect(beyond.text.contains("Page 7 sur 7") && beyond.text.contains("<tbody><tr>"), "never an empty table")
        let csv = try await world.desk.get("/fr/work/directory/csv?q=exemple", as: CommunityWorld.manager)
        #expect(csv.text.components(separatedBy: "\r\n").count == 322)
    }

    @Test("What is typed stands in the form again, whatever it is, and is never markup")
    func typed() async throws {
        let world = try await Self.filled()
        for (asked, shown) in [
            ("%22%3E%3Cscript%3E", "value=\"&quot;&gt;&lt;script&gt;\""), ("l%27%C3%A9t%C3%A9", "value=\"l&#39;été\""),
            ("nobody", "value=\"nobody\""),
        ] {
            for list in ["directory", "directory/organisations"] {
                let page = try await world.desk.get(
                    "/fr/work/\(list)?q=\(asked)&district=north", as: CommunityWorld.manager)
                #expect(page.text.contains(shown), "\(list) \(asked)")
                #expect(page.text.contains("<option value=\"north\" selected>"), "a choice that finds nothing stays")
            }
        }
    }

    @Test("A list without anything says what to do next: to whoever may add, how; to the others, where to look")
    func emptyLists() async throws {
        let world = try await CommunityWorld()
        let manager = try await world.desk.get("/fr/work/directory", as: CommunityWorld.manager)
        #expect(manager.text.contains("Personne n’est encore dans l’annuaire"))
        #expect(manager.text.contains("href=\"/fr/work/contacts/import\""))
        let worker = try await world.desk.get("/fr/work/directory", as: CommunityWorld.fieldWorker)
        #expect(worker.text.contains("Personne n’est encore dans l’annuaire"))
        #expect(
            !worker.text.contains("contacts/import") && worker.text.contains("Chercher plutôt parmi les organisations"))
        let none = try await world.desk.get("/fr/work/directory/organisations?q=zzz", as: CommunityWorld.fieldWorker)
        #expect(none.text.contains("href=\"/fr/work/directory?q=zzz\"") && none.text.contains("Recommencer"))
        let own = try await world.desk.get("/fr/work/organisations/helpers", as: CommunityWorld.manager)
        #expect(own.text.contains("Ajoutez les personnes que les collègues"))
        let seen = try await world.desk.get("/fr/work/organisations/helpers", as: CommunityWorld.fieldWorker)
        #expect(seen.text.contains("Appelez le numéro public") && !seen.text.contains("contacts/new"))
        let follow = try await world.desk.get("/fr/work/community", as: CommunityWorld.coordinator)
        #expect(
            follow.text.contains("Rien à faire ici") && follow.text.contains("Aucune invitation n’attend de réponse"))
        let calm = try await world.desk.get("/fr/work", as: CommunityWorld.fieldWorker)
        #expect(calm.text.contains("Rien ne vous attend pour le moment"))
    }
}
