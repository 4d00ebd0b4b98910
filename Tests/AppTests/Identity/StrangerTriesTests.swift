import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Areas
@testable import Web

/// What strangers do to an address takes nothing from whoever it belongs to. Every request has a gate and a desk of its own, as on many
/// servers and after a restart: only the database remembers.
@Suite struct StrangerTriesTests {
    @Test func oneNetworkKeepsNobodyOutOnAnother() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        try await Strangers.exhaust(city, "known", network: "198.51.100.7")
        #expect(try await Browser(city, network: "192.0.2.1").signIn("known").status == .seeOther)
        // The stranger waits on.
        #expect(try await Browser(city, network: "198.51.100.7").signIn("known").status == .tooManyRequests)
    }

    @Test func theOldTrickOfOneTryAnHourKeepsNobodyOut() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        for hour in 0..<9 {
            _ = try await Browser(city, network: "198.51.100.\(hour % 3 + 1)").signIn("known", "wrong")
            #expect(try await Browser(city, network: "192.0.2.1").signIn("known").status == .seeOther)
            city.pass(minutes: 60)
        }
    }

    @Test func anAddressThatManyNetworksTryIsSlowedDownForHalfAMinuteAtMost() async throws {
        let city = try await WorkingCity()
        for name in ["known", "unknown"] {
            if name == "known" { _ = try await city.account(name, .volunteer) }
            try await Strangers.attack(city, name, 200)
            let checks = city.passwords.checks.count
            #expect(try await Browser(city, network: "203.0.113.9").signIn(name).status == .tooManyRequests, "\(name)")
            #expect(city.passwords.checks.count == checks)
        }
        city.pass(minutes: 1)
        #expect(try await Browser(city, network: "203.0.113.9").signIn("known").status == .seeOther)
    }

    /// One subscriber of IPv6 takes each try from another of their 65,536 networks.
    @Test func theNetworksOfOneSubscriberAreCountedTogether() async throws {
        let city = try await WorkingCity()
        let tries = SignInTries(keys: city.workplace.keys)
        let now = city.now
        func taken(_ count: Int, _ address: (Int) -> String, _ name: (Int) -> String) async throws -> Int {
            let ways = (0..<count).map { index in
                tries.way(
                    "\(name(index))@example.org", nil,
                    SignIn.Circumstances(
                        browser: "", address: address(index), known: nil, session: nil, next: nil, now: now))
            }
            return try await city.city.database.write { connection in
                try ways.count { try tries.take(connection, $0, now: now) }
            }
        }
        // At one address: ten times what one network may.
        #expect(try await taken(80, { "2001:db8:1:\(String($0, radix: 16))::1" }, { _ in "one" }) == 50)
        // At ever other addresses.
        #expect(
            try await taken(600, { "2001:db8:2:\(String($0, radix: 16))::1" }, { "n\($0)" }) == 500)
        #expect(try await taken(60, { _ in "2001:db8:3:4::1" }, { "m\($0)" }) == 50)
        // Another subscriber is another.
        #expect(try await taken(1, { _ in "2001:db8:9:1::1" }, { _ in "known" }) == 1)
    }

    @Test func whoeverIsRefusedLeavesNoRowBehind() async throws {
        let city = try await WorkingCity()
        let browser = Browser(city, network: "198.51.100.7")
        for index in 0..<50 {
            #expect(try await browser.signIn("n\(index)", "wrong").status == .unprocessableContent)
        }
        let rows = try await city.count("SELECT count(*) AS count FROM limit_count")
        for index in 50..<60 { #expect(try await browser.signIn("n\(index)", "wrong").status == .tooManyRequests) }
        #expect(try await city.count("SELECT count(*) AS count FROM limit_count") == rows)
        // Nor does one who tries an address that is slowed down.
        try await Strangers.attack(city, "known", 200)
        let slowed = try await city.count("SELECT count(*) AS count FROM limit_count")
        #expect(try await Browser(city, network: "192.0.2.1").signIn("known").status == .tooManyRequests)
        #expect(try await city.count("SELECT count(*) AS count FROM limit_count") == slowed)
    }

    @Test func waysToTheProviderAreBoundedByNetwork() async throws {
        let person = ProvidedPerson(
            issuer: "https://provider.example", subject: "s", verifiedAddress: nil, name: nil, token: "t",
            isStrong: false)
        let city = try await WorkingCity(provider: FakeProvider(person: person))
        let browser = Browser(city, network: "198.51.100.7")
        func begin(_ browser: Browser) async throws -> Int {
            _ = try await browser.get("/fr/work/sign-in")
            return try await browser.post("/fr/work/sign-in/provider", []).status.code
        }
        #expect(try await begin(browser) == 200)
        // Ninety-eight more were begun, and none of them ended.
        try await city.city.database.write {
            try $0.execute("UPDATE limit_count SET count = count + 98 WHERE name LIKE 'provider/%'")
        }
        #expect(try await begin(browser) == 200)
        #expect(try await begin(browser) == 429)
        #expect(try await city.count("SELECT count(*) AS count FROM provider_start") == 2)
        #expect(try await begin(Browser(city, network: "192.0.2.1")) == 200)
        city.pass(minutes: 2)
        #expect(try await begin(browser) == 200)
    }

    @Test func aPasswordOfLowerCostIsSealedAnewWhenItsOwnerTypesIt() async throws {
        let city = try await WorkingCity()
        let id = try await city.account("known", .volunteer)
        try await city.city.database.write {
            try $0.execute("UPDATE account SET password = \("cheap:" + longPassword) WHERE id = \(id)")
        }
        func kept() async throws -> (String, Int64) {
            try await city.city.database.read { connection in
                let row = try connection.row("SELECT password, password_set_at FROM account WHERE id = \(id)")
                return (try row?.get("password") ?? "", try row?.get("password_set_at") ?? 0)
            }
        }
        let before = try await kept()
        #expect(try await Browser(city).signIn("known", "wrong").status == .unprocessableContent)
        #expect(try await kept() == before)
        city.pass(minutes: 5)
        #expect(try await Browser(city).signIn("known").status == .seeOther)
        // Sealed anew; it was set when it was set, so no browser becomes a stranger by it.
        #expect(try await kept() == ("kept:" + longPassword, before.1))
    }
}
