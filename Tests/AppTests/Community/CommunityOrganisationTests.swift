import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas

@Suite("Organisations at work")
struct CommunityOrganisationTests {
    private func version(_ world: CommunityWorld, _ key: String) async throws -> String {
        let answer = try await world.desk.api(.get, "organisations/\(key)", as: CommunityWorld.coordinator)
        return try answer.object()["version"] as? String ?? ""
    }

    @Test("What it says of itself survives every import, is public at once, and can be given back to the files")
    func editing() async throws {
        let world = try await CommunityWorld()
        let before = try await City.load(world.city.database).version
        let form = try await world.desk.get("/fr/work/organisations/helpers/edit", as: CommunityWorld.manager)
        #expect(form.text.contains("value=\"The Helpers\"") && form.text.contains("name=\"description-ar\""))
        let answer = try await world.desk.post(
            "/fr/work/organisations/helpers",
            [
                ("name", "Les Aides"), ("description-fr", "Douches et écoute."),
                ("website", "https://aides.example.org"),
                ("phone", "01 43 44 55 00"), ("themes", "hygiene"), ("districts", "south"), ("referrals", "conditions"),
                ("terms-fr", "Le matin."), ("version", try await version(world, "helpers")),
            ], as: CommunityWorld.manager)
        #expect(answer.status == .seeOther, "\(answer.text)")
        for time in 1...2 {
            let content = try await City.load(world.city.database)
            let helpers = try #require(content.organisations.first { $0.key == "helpers" })
            #expect(helpers.name == "Les Aides" && helpers.districts == ["south"] && helpers.referrals == .conditions)
            #expect(helpers.description == LocalisedText(["fr": "Douches et écoute."]))
            #expect(helpers.aliases == ["Helpers"])
            #expect(content.version > before)
            if time == 1 {
                try world.files.replace("name: The Helpers", with: "name: The Good Helpers", in: "organisations.yaml")
                let report = try await world.files.load(into: world.city.database, now: 9)
                #expect(report.disagreements.map(\.field) == ["name"])
            }
        }
        let undo = try await world.desk.post(
            "/fr/work/organisations/helpers/source", [("field", "name")], as: CommunityWorld.manager)
        #expect(undo.status == .seeOther)
        #expect(
            try await City.load(world.city.database).organisations.first { $0.key == "helpers" }?.name
                == "The Good Helpers")
        let edits = try await world.count("SELECT count(*) AS number FROM local_edit WHERE kind = 'organisation'")
        #expect(edits == 6, "themes are as the files say them: no edit")
        let south = try await world.desk.api(.get, "directory/organisations?district=south", as: CommunityWorld.manager)
        #expect(try south.object()["total"] as? Int == 1)
    }

    @Test("A stale form, wrong values and another organisation's words change nothing")
    func refused() async throws {
        let world = try await CommunityWorld()
        let seen = try await version(world, "helpers")
        func send(_ fields: [String: any Sendable], _ key: String = "helpers") async throws -> TestResponse {
            try await world.desk.api(.post, "organisations/\(key)", json: fields, as: CommunityWorld.manager)
        }
        #expect(try await send(["phone": "01 43 44 55 00", "version": seen]).status == .ok)
        let stale = try await send(["phone": "01 43 44 55 99", "version": seen])
        #expect(stale.status == .conflict)
        let fresh = try await version(world, "helpers")
        let faulty: [(String, any Sendable)] = [
            ("website", "javascript:alert(1)"), ("website", "https://a@b.org"), ("phone", "x"), ("themes", ["none"]),
            ("districts", ["none"]), ("publics", ["none"]), ("languages", ["none"]), ("referrals", "perhaps"),
            ("name", ""), ("name", "A\nB"), ("description-fr", String(repeating: "é", count: 10_000)),
            ("terms-fr", String(repeating: "x", count: 501)),
        ]
        for (field, value) in faulty {
            let answer = try await send([field: value, "version": fresh])
            #expect(answer.status == .unprocessableContent && answer.text.contains(field), "\(field): \(answer.text)")
        }
        #expect(try await send(["name": "Ours", "version": fresh], "town").status == .notFound)
        #expect(try await send(["name": "Ours", "version": fresh], "nowhere").status == .notFound)
        #expect(try await send(["kind": "city", "version": fresh]).status == .badRequest)
        #expect(try await version(world, "helpers") == fresh)
        let page = try await world.desk.post(
            "/fr/work/organisations/helpers", [("name", "Deux"), ("version", seen)], as: CommunityWorld.manager)
        #expect(page.status == .conflict && page.text.contains("value=\"Deux\"") && page.text.contains("The Helpers"))
        #expect(
            try await world.desk.get("/fr/work/organisations/helpers/edit", as: CommunityWorld.fieldWorker).status
                == .notFound)
    }

    @Test("A coordinator adds one and retires it; nobody else may, and nothing retires that others stand on")
    func creating() async throws {
        let world = try await CommunityWorld()
        let id = UUIDv7().description
        let form = [("id", id), ("name", "Amis d’Été"), ("kind", "association")]
        #expect(try await world.desk.get("/fr/work/organisations/new", as: CommunityWorld.manager).status == .notFound)
        #expect(
            try await world.desk.post("/fr/work/organisations", form, as: CommunityWorld.manager).status == .notFound)
        for _ in 0..<2 {
            let answer = try await world.desk.post("/fr/work/organisations", form, as: CommunityWorld.coordinator)
            #expect(answer.headers[.location] == "/fr/work/organisations/amis-d-ete?done=organisation-added")
        }
        let taken = try await world.desk.post(
            "/fr/work/organisations", [("name", "Helpers"), ("kind", "association")], as: CommunityWorld.coordinator)
        #expect(taken.status == .unprocessableContent && taken.text.contains("a cette clé"))
        try await world.contact(of: "amis-d-ete", name: "Exemple Ada")
        _ = try await world.files.load(into: world.city.database, now: 9)
        #expect(
            try await City.load(world.city.database).organisations.contains { $0.key == "amis-d-ete" },
            "an import leaves it")
        let files = try await world.desk.post(
            "/fr/work/organisations/helpers/retirement", [], as: CommunityWorld.coordinator)
        #expect(files.status == .unprocessableContent && files.text.contains("fichiers de la ville"))
        let other = try await world.desk.post(
            "/fr/work/organisations/amis-d-ete/retirement", [], as: CommunityWorld.manager)
        #expect(other.status == .notFound)
        let done = try await world.desk.post(
            "/fr/work/organisations/amis-d-ete/retirement", [], as: CommunityWorld.coordinator)
        #expect(done.status == .seeOther)
        #expect(
            try await world.desk.get("/fr/work/organisations/amis-d-ete", as: CommunityWorld.coordinator).status
                == .notFound)
        #expect(try await world.count("SELECT count(*) AS number FROM contact WHERE name IS NOT NULL") == 0)
    }

    @Test("Its page tells people, places and services as far as the reader may see them")
    func page() async throws {
        let world = try await CommunityWorld {
            $0.offers = { _, _, visit, _, key in
                [
                    OfferedLine(
                        kind: .offer, key: "house-showers", name: "Douches (\(key))", place: "The House",
                        state: "brouillon", path: nil)
                ]
            }
            $0.colleagues = { _, _, _ in [ColleagueLine(name: "Exemple Collègue", role: .manager)] }
        }
        try await world.contact(of: "helpers", name: "Exemple Ada")
        let own = try await world.desk.get("/fr/work/organisations/helpers", as: CommunityWorld.manager)
        for words in ["Exemple Ada", "Exemple Collègue", "Douches (helpers)", "brouillon", "À faire"] {
            #expect(own.text.contains(words), "\(words)")
        }
        let worker = try await world.desk.get("/fr/work/organisations/helpers", as: CommunityWorld.fieldWorker)
        #expect(worker.text.contains("Exemple Ada"))
        #expect(!worker.text.contains("Exemple Collègue") && !worker.text.contains("À faire"))
        let api = try await world.desk.api(.get, "organisations/helpers", as: CommunityWorld.fieldWorker).object()
        #expect((api["contacts"] as? [Any])?.count == 1 && (api["colleagues"] as? [Any])?.isEmpty == true)
    }
}
