import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Web

/// A provider that vouches for whom the test names.
struct FakeProvider: SignInProvider {
    let name = "AgentExemple"
    var person: ProvidedPerson

    func begin(redirect: String, now: Instant) async throws -> (address: String, pending: String) {
        ("https://provider.example/authorize?redirect=\(TestDesk.encode(redirect))", "pending-\(redirect)")
    }

    func finish(query: [String: String], pending: String, now: Instant) async throws -> ProvidedPerson {
        guard query["code"] == "right", pending.hasPrefix("pending-https://guide.example.org/") else {
            throw LetterFailure.permanent
        }
        return person
    }

    func logoutAddress(token: String, redirect: String, now: Instant) async throws -> String? {
        "https://provider.example/logout?id_token_hint=\(token)"
    }
}

@Suite struct ProviderTests {
    private func person(_ address: String?, isStrong: Bool = false) -> ProvidedPerson {
        ProvidedPerson(
            issuer: "https://provider.example", subject: "subject-1", verifiedAddress: address, name: "Exemple P.",
            token: "token-1", isStrong: isStrong)
    }

    private func come(_ browser: Browser, code: String = "right") async throws -> TestResponse {
        _ = try await browser.get("/fr/work/sign-in")
        let away = try await browser.post("/fr/work/sign-in/provider", [])
        #expect(away.text.contains("https://provider.example/authorize"))
        return try await browser.get("/fr/work/sign-in/provider/return?code=\(code)&state=x")
    }

    @Test func whoseVerifiedAddressHasAnAccountIsSignedInToIt() async throws {
        let city = try await WorkingCity(provider: FakeProvider(person: person("Known@example.org")))
        let id = try await city.account("known", .volunteer)
        let browser = Browser(city)
        #expect(try await come(browser).status == .ok)
        let caller = try await city.gate.caller(session: try #require(browser.session), at: city.now)
        #expect(caller?.account == id)
        #expect(caller?.isStrong == false)
        _ = try await browser.get("/fr/work/account")
        let out = try await browser.post("/fr/work/sign-out", [])
        #expect(out.text.contains("https://provider.example/logout?id_token_hint=token-1"))
        #expect(browser.session == nil)
    }

    @Test(arguments: [nil, "stranger@example.org"] as [String?])
    func nobodyElseIs(_ address: String?) async throws {
        let city = try await WorkingCity(provider: FakeProvider(person: person(address)))
        _ = try await city.account("known", .volunteer)
        let browser = Browser(city)
        #expect(try await come(browser).status == .badRequest)
        #expect(browser.session == nil)
        #expect(try await city.count("SELECT count(*) AS count FROM account") == 1)
    }

    @Test func whoWasInvitedAtThatAddressBecomesAMember() async throws {
        let city = try await WorkingCity(provider: FakeProvider(person: person("new@example.org")))
        let (manager, _, _) = try await city.member("manager", .manager)
        _ = try await manager.get("/fr/work/members/invitation")
        _ = try await manager.post(
            "/fr/work/members/invitation", [("email", "new@example.org"), ("role", "volunteer"), ("language", "fr")])
        let browser = Browser(city)
        #expect(try await come(browser).status == .ok)
        let caller = try await city.gate.caller(session: try #require(browser.session), at: city.now)
        #expect(caller?.membership?.role == .volunteer)
    }

    @Test func theProviderDoesNotReplaceTheSecondFactorUnlessItShowedOne() async throws {
        let weak = try await WorkingCity(provider: FakeProvider(person: person("manager@example.org")))
        let (_, _, secret) = try await weak.member("manager", .manager)
        let browser = Browser(weak)
        #expect(try await come(browser).status == .ok)
        #expect(browser.session == nil)
        _ = try await browser.get("/fr/work/sign-in/code")
        let done = try await browser.post("/fr/work/sign-in/code", [("code", weak.code(try #require(secret)))])
        #expect(done.status == .seeOther)
        #expect(try await weak.gate.caller(session: try #require(browser.session), at: weak.now)?.isStrong == true)

        let strong = try await WorkingCity(
            provider: FakeProvider(person: person("manager@example.org", isStrong: true)))
        _ = try await strong.member("manager", .manager)
        let other = Browser(strong)
        #expect(try await come(other).status == .ok)
        #expect(try await strong.gate.caller(session: try #require(other.session), at: strong.now)?.isStrong == true)
    }

    @Test func theWayBackWorksOnceAndOnlyInTheBrowserThatLeft() async throws {
        let city = try await WorkingCity(provider: FakeProvider(person: person("known@example.org")))
        _ = try await city.account("known", .volunteer)
        let attacker = Browser(city)
        _ = try await attacker.get("/fr/work/sign-in")
        _ = try await attacker.post("/fr/work/sign-in/provider", [])
        let victim = Browser(city)
        _ = try await victim.get("/fr/work/sign-in")
        #expect(
            try await victim.get("/fr/work/sign-in/provider/return?code=right&state=x").status == .badRequest)
        #expect(victim.session == nil)
        let browser = Browser(city)
        #expect(try await come(browser, code: "wrong").status == .badRequest)
        #expect(
            try await browser.get("/fr/work/sign-in/provider/return?code=right&state=x").status == .badRequest)
        #expect(browser.session == nil)
    }
}
