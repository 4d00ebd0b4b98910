import Areas
import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Web

@Suite struct KeyTests {
    static func key(_ text: String) -> String? {
        guard let start = text.range(of: "vrt_") else { return nil }
        return "vrt_" + text[start.upperBound...].prefix { $0 != "<" }
    }

    private func make(
        _ browser: Browser, _ allowed: [String], days: String = "30", id: String? = nil
    ) async throws -> TestResponse {
        _ = try await browser.get("/fr/work/keys")
        return try await browser.post(
            "/fr/work/keys",
            [("name", "Agenda"), ("days", days)] + allowed.map { ("allowed", $0) } + (id.map { [("id", $0)] } ?? []))
    }

    private func ask(_ city: WorkingCity, _ path: String, key: String?) async throws -> TestResponse {
        try await Browser(city).send(
            .get, "/api/v1/work/\(path)", nil, key.map { [.authorization: "Bearer \($0)"] } ?? [:])
    }

    @Test func aKeyDoesWhatItWasAllowedUntilItsDay() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("manager", .manager)
        let key = try #require(Self.key(try await make(browser, ["member.read"]).text))
        #expect(try await ask(city, "members", key: key).status == .ok)
        #expect(try await ask(city, "audit", key: key).status == .notFound)
        #expect(try await ask(city, "members", key: nil).status == .unauthorized)
        #expect(try await ask(city, "members", key: key + "x").status == .unauthorized)
        let session = try #require(browser.session)
        #expect(try await ask(city, "members", key: session).status == .unauthorized)
        #expect(try await browser.get("/fr/work/keys").text.contains(key) == false)
        city.pass(minutes: 30 * 24 * 60)
        #expect(try await ask(city, "members", key: key).status == .unauthorized)
    }

    @Test func aKeyIsAllowedNothingThatItsMakerMayNot() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        for allowed in [
            ["person.read"], ["member.edit"], ["account.edit"], ["token.edit"], ["nonsense"], [],
            ["directory.read", "system.read"],
        ] {
            #expect(try await make(browser, allowed).status == .unprocessableContent, "\(allowed)")
        }
        for days in ["0", "366", "-1", "x"] {
            #expect(try await make(browser, ["directory.read"], days: days).status == .unprocessableContent)
        }
    }

    @Test func theSameFormTwiceMakesOneKeyAndShowsItOnce() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        let id = UUIDv7().description
        #expect(Self.key(try await make(browser, ["directory.read"], id: id).text) != nil)
        let second = try await make(browser, ["directory.read"], id: id)
        #expect(second.status == .seeOther)
        #expect(try await city.count("SELECT count(*) AS count FROM program_key") == 1)
    }

    @Test func aKeyIsWithdrawnByItsOwnerAlone() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        let (stranger, _, _) = try await city.member("stranger", .volunteer)
        let id = UUIDv7().description
        let key = try #require(Self.key(try await make(browser, ["directory.read"], id: id).text))
        _ = try await stranger.get("/fr/work/keys")
        #expect(try await stranger.post("/fr/work/keys/\(id)/withdrawal", []).status == .notFound)
        #expect(try await city.gate.caller(key: key, at: city.now) != nil)
        _ = try await browser.get("/fr/work/keys")
        #expect(try await browser.post("/fr/work/keys/\(id)/withdrawal", []).status == .seeOther)
        #expect(try await city.gate.caller(key: key, at: city.now) == nil)
    }

    @Test func aDatabaseDoesNotOpenWithAnotherRing() async throws {
        let city = try await WorkingCity()
        let (database, keys) = (city.city.database, city.workplace.keys)
        try await KeyProof.check(database, keys, now: city.now)
        try await KeyProof.check(database, keys, now: city.now)
        await #expect(throws: IdentityFault.foreignKey("k1")) {
            try await KeyProof.check(database, try KeyRing.fresh(id: "k1"), now: city.now)
        }
        await #expect(throws: IdentityFault.foreignKey("k1")) {
            try await KeyProof.check(database, try KeyRing.fresh(id: "k2"), now: city.now)
        }
        let turned = try keys.adding(id: "k2")
        try await KeyProof.check(database, turned, now: city.now)
        // The old ring lacks the key that was used meanwhile.
        await #expect(throws: IdentityFault.foreignKey("k2")) {
            try await KeyProof.check(database, keys, now: city.now)
        }
        #expect(try await city.count("SELECT count(*) AS count FROM key_proof") == 2)
    }

    @Test(arguments: ["en", "fr"])
    func theGuideSaysWhatTheTableSays(_ language: String) throws {
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        let file = TestCity.root.appendingPathComponent("docs/guide/\(language)/permissions.md")
        let expected = PermissionPage.markdown(books.book(language))
        #expect(
            try String(contentsOf: file, encoding: .utf8) == expected,
            "renew it: villerefuge permissions --markdown --language \(language) > docs/guide/\(language)/permissions.md"
        )
    }
}
