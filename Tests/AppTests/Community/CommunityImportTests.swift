import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing

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

    @Test(
        "Every fault is told with its line, and nothing at all is written",
        arguments: [
            ("name,email\nExemple A,a@example.org\n,b@example.org", "contacts.csv:3: the name is missing"),
            ("name,email\nExemple A,a@gmail.com", "contacts.csv:2: this is an address of a free mail"),
            (
                "name,email\nA,a@example.org\nB,b@example.org\nA,a@example.org",
                "contacts.csv:4: the same contact as in line 2"
            ),
            ("name,email,organisation\nA,a@example.org,helpers", "contacts.csv:2: there is no organisation «helpers»"),
            ("name,email,organisation\nA,a@example.org,nowhere", "contacts.csv:2: there is no organisation «nowhere»"),
            ("name,email,password\nA,a@example.org,x", "contacts.csv:1: the column «password» is not known"),
            ("name,nom,email\nA,B,a@example.org", "contacts.csv:1: two columns mean «name»"),
            ("email\na@example.org", "contacts.csv:1: the column «name» is missing"),
            ("name,email\n\"A,a@example.org", "contacts.csv:2: a quote is opened and never closed"),
            ("name,email\nA", "contacts.csv:2: record 1: it has 1 cells, the header has 2"),
            ("name,email", "contacts.csv:1: the table has no rows"),
            ("", "contacts.csv:1: the file is empty"),
            (
                "name,email\n" + String(repeating: "A,a@example.org\n", count: 2_001),
                "contacts.csv:1: the table has 2001 rows"
            ),
            ("name" + String(repeating: ",", count: 5_000), "more than 500 cells in a row"),
        ])
    func faults(table: String, fault: String) async throws {
        let world = try await CommunityWorld()
        for sure in [false, true] {
            let answer = try await send(world, table, sure: sure, as: CommunityWorld.stranger)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(fault), "\(answer.text.suffix(3000))")
        }
        #expect(try await world.count("SELECT count(*) AS number FROM contact") == 0)
        let api = try await world.desk.api(
            .post, "contacts/import", json: ["text": table, "sure": true], as: CommunityWorld.stranger)
        #expect(api.status == .unprocessableContent && api.text.contains(fault.prefix(20)))
    }

    @Test("A table that is too large is refused before it is read; bytes that are not text never arrive")
    func bombs() async throws {
        let world = try await CommunityWorld()
        let large = try await send(world, "name,email\n" + String(repeating: "x", count: 600_000))
        #expect(large.status == .unprocessableContent && large.text.contains("split it"))
        let huge = try await send(world, String(repeating: "x", count: 2_200_000))
        #expect(huge.status == .contentTooLarge)
        let member = try await world.desk.post(
            path, [("text", "name,email\nA\u{0},a@example.org")], as: CommunityWorld.manager)
        #expect(member.status == .badRequest)
        #expect(try await world.desk.get(path, as: CommunityWorld.fieldWorker).status == .notFound)
    }
}
