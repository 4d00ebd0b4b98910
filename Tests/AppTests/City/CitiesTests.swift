import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

/// Several cities in one process: the host name alone chooses, and nothing of one is in reach of the other.
@Suite struct CitiesTests {
    static func responder(_ city: TestCity) throws -> any HTTPResponder<AppContext> {
        let (books, assets) = try TestCity.resources.get()
        let desk = CityDesk(
            workplace: city.workplace, published: city.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now })
        return CityRouter(
            city: city.city, reports: city.reports, desk: desk, books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(logsRequests: false), now: { TestCity.now }
        ).router.buildResponder()
    }

    static func ask(_ whole: CitiesResponder, _ host: String, _ path: String) async throws -> TestResponse {
        try await Application(responder: whole).test(.router) { client in
            try await client.executeRequest(uri: path, method: .get, headers: [.init("x-host")!: host], body: nil)
        }
    }

    @Test func eachNameHasItsOwnCityAndNoOther() async throws {
        let (paris, demo) = (try await TestCity.paris.value, try await TestCity.demo.value)
        let (one, two) = (try Self.responder(paris), try Self.responder(demo))
        // The same addresses, asked of each: what one has the other has not.
        for (city, path, expected) in [
            (one, "/api/v1/organisations/emmaus-solidarite", HTTPResponse.Status.ok),
            (two, "/api/v1/organisations/emmaus-solidarite", .notFound),
            (two, "/api/v1/organisations/lantern-house", .ok), (one, "/api/v1/organisations/lantern-house", .notFound),
            (two, "/fr/", .notFound), (one, "/fr/", .ok),
        ] {
            let answer = try await Application(responder: CitiesResponder(city)).test(.router) { client in
                try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            }
            #expect(answer.status == expected, "\(path)")
        }
        // A host that nobody has leads to no city; only the question whether the process is alive is answered.
        let whole = CitiesResponder([(["one.example"], one), (["two.example"], two)])
        #expect(try await Self.ask(whole, "", "/fr/").status == .misdirectedRequest)
        #expect(try await Self.ask(whole, "", "/health").status == .ok)
    }

    @Test func theKeysOfOneOpenNothingOfTheOther() async throws {
        let (one, two) = (try await TestCity("demo-ville"), try await TestCity("demo-ville"))
        let place = FieldPlace(table: "account", column: "name", row: "1")
        let sealed = try one.workplace.keys.seal("Exemple", for: place)
        #expect(throws: VaultError.self) { try two.workplace.keys.open(sealed, for: place) }
        try await KeyProof.check(one.database, one.workplace.keys, now: TestCity.now)
        await #expect(throws: IdentityFault.self) {
            try await KeyProof.check(one.database, two.workplace.keys, now: TestCity.now)
        }
        // What a person's session, key or form is called in one means nothing in the other.
        let (gate, other) = (Gate(workplace: one.workplace), Gate(workplace: two.workplace))
        let secret = gate.freshSecret()
        #expect(gate.isMark(gate.mark(for: secret), for: secret))
        #expect(!other.isMark(gate.mark(for: secret), for: secret))
        let member = TestDesk.Member.some(.manager, of: CaseworkTown.a)
        try await TestGate.remember(member.caller, one.workplace)
        let found = try await two.database.read {
            try $0.row("SELECT id FROM account WHERE id = \(member.caller.account)")
        }
        #expect(found == nil)
    }
}
