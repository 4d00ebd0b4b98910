import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas

@Suite("Work contacts")
struct CommunityContactTests {
    @Test("A manager adds one on the page; sent twice it is one; the disk holds no readable name")
    func adding() async throws {
        let world = try await CommunityWorld()
        let form = try await world.desk.get(
            "/fr/work/organisations/helpers/contacts/new", as: CommunityWorld.manager)
        #expect(form.status == .ok && form.text.contains("Ajouter un contact"))
        let id = try #require(form.text.firstMatch(of: /name="id" value="([0-9a-f-]+)"/)).output.1
        let typed = CommunityWorld.form(name: "Planted Zebulon", [("id", String(id)), ("topics", "food")])
        for _ in 0..<2 {
            let answer = try await world.desk.post(
                "/fr/work/organisations/helpers/contacts", typed, as: CommunityWorld.manager)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/fr/work/organisations/helpers?done=contact-added")
        }
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 1)
        let page = try await world.desk.get("/fr/work/contacts/\(id)", as: CommunityWorld.fieldWorker)
        #expect(page.text.contains("Planted Zebulon") && page.text.contains("mailto:ayse@example.org"))
        let known = try await world.desk.post(
            "/fr/work/organisations/helpers/contacts", CommunityWorld.form(name: "planted ZEBULON"),
            as: CommunityWorld.manager)
        #expect(known.status == .unprocessableContent && known.text.contains("figure déjà"))
        let disk = try world.bytesOnDisk()
        for secret in ["Zebulon", "zebulon", "ayse@example.org"] { #expect(disk.range(of: Data(secret.utf8)) == nil) }
        #expect(
            try await world.count(
                "SELECT count(*) AS number FROM audit WHERE kind = 'contact' AND action = 'create' AND object = \(String(id))"
            ) == 1)
        #expect(
            try await world.count(
                "SELECT count(*) AS number FROM audit WHERE kind = 'contact' AND action = 'read' AND object = \(String(id))"
            ) == 1)
    }

    @Test("What is wrong is said at its field, and nothing typed is lost; a free address waits for the city's word")
    func faults() async throws {
        let world = try await CommunityWorld()
        let path = "/en/work/organisations/helpers/contacts"
        let long = String(repeating: "x", count: 10_000)
        let answer = try await world.desk.post(
            path, CommunityWorld.form(name: long, email: "exemple@gmail.com", [("vouched", "on")]),
            as: CommunityWorld.manager)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("free mail service") && answer.text.contains("too long"))
        #expect(answer.text.contains(long) && answer.text.contains("exemple@gmail.com"))
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 0)
        let vouched = try await world.desk.post(
            path, CommunityWorld.form(email: "exemple@gmail.com", [("vouched", "on")]), as: CommunityWorld.coordinator)
        #expect(vouched.status == .seeOther)
        let hostile = try await world.desk.post(
            path, CommunityWorld.form(name: "<script>alert(1)</script>"), as: CommunityWorld.manager)
        #expect(hostile.status == .seeOther)
        let page = try await world.desk.get("/ar/work/organisations/helpers", as: CommunityWorld.manager)
        #expect(page.text.contains("dir=\"rtl\"") && page.text.contains("&lt;script&gt;alert"))
        #expect(!page.text.contains("<script>alert"))
        let more = try await world.desk.post(
            path, CommunityWorld.form([("organisation", "town")]), as: CommunityWorld.manager)
        #expect(more.status == .badRequest, "nobody sets what no form offers")
    }

    @Test("Changes need the version that was seen; a stale one keeps what was typed and shows what stands there")
    func changing() async throws {
        let world = try await CommunityWorld()
        let id = try await world.contact(of: "helpers", name: "Exemple Ada")
        let path = "/fr/work/contacts/\(id)"
        func change(_ name: String, _ version: String) async throws -> TestResponse {
            try await world.desk.post(
                path, CommunityWorld.form(name: name, [("version", version)]), as: CommunityWorld.manager)
        }
        #expect(try await change("Exemple Bea", "1").status == .seeOther)
        let stale = try await change("Exemple Cleo", "1")
        #expect(stale.status == .conflict)
        #expect(stale.text.contains("Exemple Bea") && stale.text.contains("Exemple Cleo"))
        let api = try await world.desk.api(
            .post, "contacts/\(id)",
            json: ["name": "Exemple Cleo", "email": "cleo@example.org", "version": 2], as: CommunityWorld.manager)
        #expect(api.status == .ok)
        #expect(try api.object()["name"] as? String == "Exemple Cleo")
        let found = try await world.desk.api(.get, "directory?q=cleo", as: CommunityWorld.fieldWorker)
        #expect(try found.object()["total"] as? Int == 1)
        let before = try await world.desk.api(.get, "directory?q=bea", as: CommunityWorld.fieldWorker)
        #expect(try before.object()["total"] as? Int == 0)
    }

    @Test("Someone who left is nobody any more: the row keeps when and why, nothing else")
    func leaving() async throws {
        let world = try await CommunityWorld()
        let id = try await world.contact(of: "helpers", name: "Exemple Ada", languages: ["fr"])
        let without = try await world.desk.post("/fr/work/contacts/\(id)/departure", [], as: CommunityWorld.manager)
        #expect(without.status == .unprocessableContent && without.text.contains("Choisissez une raison"))
        let answer = try await world.desk.post(
            "/fr/work/contacts/\(id)/departure", [("reason", "moved-on")], as: CommunityWorld.manager)
        #expect(answer.status == .seeOther)
        #expect(try await world.desk.get("/fr/work/contacts/\(id)", as: CommunityWorld.manager).status == .notFound)
        #expect(try await world.count("SELECT count(*) AS number FROM contact_word") == 0)
        #expect(
            try await world.count(
                """
                SELECT count(*) AS number FROM contact WHERE name IS NULL AND email IS NULL AND identity_index IS NULL
                    AND languages = '' AND left_reason = 'moved-on'
                """) == 1)
        try await world.contact(of: "helpers", name: "Exemple Ada")
    }

    @Test("Another organisation's contact is answered as one that never was, on both faces and for every deed")
    func otherOrganisation() async throws {
        let world = try await CommunityWorld()
        let theirs = try await world.contact(of: "helpers", name: "Exemple Ada")
        let never = UUIDv7().description
        let stranger = CommunityWorld.stranger
        for deed in ["", "/confirmation", "/departure"] {
            let form =
                deed.isEmpty
                ? CommunityWorld.form([("version", "1")]) : deed == "/departure" ? [("reason", "mistake")] : []
            let one = try await world.desk.post("/fr/work/contacts/\(theirs)\(deed)", form, as: stranger)
            let none = try await world.desk.post("/fr/work/contacts/\(never)\(deed)", form, as: stranger)
            #expect(one.status == .notFound && none.status == .notFound)
            #expect(Self.plain(one.text, theirs) == Self.plain(none.text, never))
            let api = try await world.desk.api(
                .post, "contacts/\(theirs)\(deed)", json: Dictionary(uniqueKeysWithValues: form), as: stranger)
            #expect(api.status == .notFound)
        }
        for path in ["contacts/%/edit", "contacts/%"] {
            // A volunteer sees the contacts of their own organisation only.
            let member = path == "contacts/%" ? TestDesk.Member.some(.volunteer, of: "town") : stranger
            let one = try await world.desk.get("/fr/work/" + path.replacing("%", with: theirs), as: member)
            let none = try await world.desk.get("/fr/work/" + path.replacing("%", with: never), as: member)
            #expect(one.status == .notFound && none.status == .notFound)
            #expect(Self.plain(one.text, theirs) == Self.plain(none.text, never))
        }
        let adding = try await world.desk.post(
            "/fr/work/organisations/helpers/contacts", CommunityWorld.form(), as: stranger)
        let nowhere = try await world.desk.post(
            "/fr/work/organisations/nowhere/contacts", CommunityWorld.form(), as: stranger)
        #expect(adding.status == .notFound && nowhere.status == .notFound)
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 1)
    }

    /// Without the id that was asked for and the reference of the request.
    static func plain(_ text: String, _ id: String) -> String {
        text.replacing(id, with: "ID").replacing(/<code[^>]*>[^<]*<\/code>/, with: "").replacing(
            /[0-9a-f]{8,}(-[0-9a-f]{4,})*/, with: "X")
    }
}
