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
    static let new = "cinq hiboux comptent les nuages"

    /// Tries from one network until it has to wait.
    private func exhaust(_ city: WorkingCity, _ name: String, network: String) async throws {
        for _ in 0..<5 {
            #expect(
                try await Browser(city, network: network).signIn(name, "wrong").status == .unprocessableContent)
        }
        #expect(try await Browser(city, network: network).signIn(name).status == .tooManyRequests)
    }

    /// As if many networks had tried: `count` tries are counted against the address.
    private func attack(_ city: WorkingCity, _ name: String, _ count: Int) async throws {
        let counter = SignInTries.counter(city.workplace.keys, "\(name)@example.org")
        let now = city.now
        try await city.city.database.write { connection in
            for _ in 0..<count {
                // The pauses passed by: an attacker has time.
                try connection.execute("UPDATE limit_count SET blocked_until = NULL WHERE name = \(counter)")
                _ = try TryTable().take(connection, counter, LockOut.address, now: now)
            }
        }
    }

    @Test func oneNetworkKeepsNobodyOutOnAnother() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        try await exhaust(city, "known", network: "198.51.100.7")
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
            try await attack(city, name, 200)
            let checks = city.passwords.checks.count
            #expect(try await Browser(city, network: "203.0.113.9").signIn(name).status == .tooManyRequests, "\(name)")
            #expect(city.passwords.checks.count == checks)
        }
        city.pass(minutes: 1)
        #expect(try await Browser(city, network: "203.0.113.9").signIn("known").status == .seeOther)
    }

    @Test func aBrowserThatSignedInBeforeHasTriesOfItsOwn() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        _ = try await browser.get("/fr/work/account")
        _ = try await browser.post("/fr/work/sign-out", [])
        // Strangers exhaust the address, and whoever sits on the same network exhausts that too.
        try await exhaust(city, "known", network: browser.network)
        try await attack(city, "known", 200)
        try await city.city.database.write {
            try $0.execute("UPDATE limit_count SET count = 60 WHERE name LIKE 'from/%'")
        }
        _ = try await Browser(city).signIn("nobody", "wrong")
        #expect(try await Browser(city).signIn("somebody", "wrong").status == .tooManyRequests)
        #expect(try await Browser(city).signIn("known").status == .tooManyRequests)
        #expect(try await browser.signIn("known").status == .seeOther)
    }

    @Test func aKnownBrowserIsBoundedTooAndForItsAccountAlone() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        _ = try await city.account("other", .volunteer)
        for _ in 0..<5 { #expect(try await browser.signIn("known", "wrong").status == .unprocessableContent) }
        #expect(try await browser.signIn("known").status == .tooManyRequests)
        // For another account it is a stranger.
        try await attack(city, "other", 200)
        #expect(try await browser.signIn("other").status == .tooManyRequests)
        city.pass(minutes: 2)
        #expect(try await browser.signIn("known").status == .seeOther)
    }

    @Test func aComputerThatColleaguesShareIsKnownToEach() async throws {
        let city = try await WorkingCity()
        let shared = Browser(city)
        for name in ["one", "two", "three"] {
            _ = try await city.account(name, .volunteer)
            #expect(try await shared.signIn(name).status == .seeOther)
        }
        for name in ["one", "two", "three"] {
            try await attack(city, name, 200)
            #expect(try await Browser(city, network: "203.0.113.9").signIn(name).status == .tooManyRequests)
            #expect(try await shared.signIn(name).status == .seeOther)
        }
    }

    @Test func aNewPasswordMakesEveryBrowserAStrangerButTheOneThatSetIt() async throws {
        let city = try await WorkingCity()
        let (first, _, _) = try await city.member("known", .volunteer)
        let second = Browser(city)
        #expect(try await second.signIn("known").status == .seeOther)
        city.pass(minutes: 1)
        _ = try await first.get("/fr/work/account/password")
        let done = try await first.post(
            "/fr/work/account/password", [("current", longPassword), ("password", Self.new)])
        #expect(done.status == .seeOther)
        try await attack(city, "known", 200)
        #expect(try await second.signIn("known", Self.new).status == .tooManyRequests)
        #expect(try await first.signIn("known", Self.new).status == .seeOther)
    }

    @Test func theCookieSaysNothingOfAnyoneAndAForgedOneHelpsNobody() async throws {
        let city = try await WorkingCity()
        let (browser, id, _) = try await city.member("known", .volunteer)
        let cookie = try #require(browser.cookies.withLock { $0["__Host-known"] })
        for word in [id, "known", "example", "Exemple"] { #expect(!cookie.contains(word)) }
        try await attack(city, "known", 200)
        let parts = cookie.split(separator: ".").map(String.init)
        let day = try #require(Int(parts[2]))
        let forged = [
            "", "~", "x.y.z", parts.dropLast().joined(separator: ".") + "." + String(repeating: "0", count: 32),
            "s.\(parts[1]).\(day + 1).\(parts[3])", "l.\(parts[1]).\(day).\(parts[3])",
            String(repeating: cookie + "~", count: 100),
        ]
        for text in forged {
            let thief = Browser(city, network: "203.0.113.9")
            thief.cookies.withLock { $0["__Host-known"] = text }
            #expect(try await thief.signIn("known").status == .tooManyRequests, "\(text.prefix(80))")
        }
        // The cookie itself is known for half a year.
        let kept = Browser(city, network: "203.0.113.9")
        kept.cookies.withLock { $0["__Host-known"] = cookie }
        #expect(try await kept.signIn("known").status == .seeOther)
        city.pass(minutes: 180 * 24 * 60)
        try await attack(city, "known", 200)
        let old = Browser(city, network: "203.0.113.9")
        old.cookies.withLock { $0["__Host-known"] = cookie }
        #expect(try await old.signIn("known").status == .tooManyRequests)
    }

    @Test func theLinkOfALetterOpensWhateverStrangersDo() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        try await exhaust(city, "known", network: "192.0.2.1")
        try await attack(city, "known", 200)
        let owner = Browser(city)
        _ = try await owner.get("/fr/work/password/reset")
        _ = try await owner.post("/fr/work/password/reset", [("email", "known@example.org")])
        let path = try #require(try await Letters.onlyPath(city))
        _ = try await owner.get(path)
        #expect(try await owner.post(path, [("password", Self.new)]).status == .seeOther)
        #expect(try await owner.signIn("known", Self.new).status == .seeOther)
    }

    /// Whoever guessed the password and tries codes does not keep the owner from the second step.
    @Test func theSecondStepOfAKnownBrowserIsCountedApart() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let factor = try #require(secret)
        let owner = Browser(city)
        _ = try await owner.signIn("manager")
        _ = try await owner.get("/fr/work/sign-in/code")
        #expect(try await owner.post("/fr/work/sign-in/code", [("code", city.code(factor))]).status == .seeOther)
        city.pass(minutes: 2)
        let thief = Browser(city, network: "198.51.100.7")
        _ = try await thief.signIn("manager")
        _ = try await thief.get("/fr/work/sign-in/code")
        for _ in 0..<5 {
            #expect(
                try await thief.post("/fr/work/sign-in/code", [("code", "000000")]).status == .unprocessableContent)
        }
        #expect(
            try await thief.post("/fr/work/sign-in/code", [("code", city.code(factor))]).status == .tooManyRequests)
        _ = try await owner.signIn("manager")
        _ = try await owner.get("/fr/work/sign-in/code")
        #expect(try await owner.post("/fr/work/sign-in/code", [("code", city.code(factor))]).status == .seeOther)
    }

    /// A stolen mailbox must not buy endless tries at the second factor, link by link.
    @Test func aLinkOfALetterBuysNoTriesAtTheSecondStep() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let factor = try #require(secret)
        for round in 0..<2 {
            let thief = Browser(city, network: "198.51.100.7")
            _ = try await thief.get("/fr/work/password/reset")
            _ = try await thief.post("/fr/work/password/reset", [("email", "manager@example.org")])
            let path = try #require(try await Letters.onlyPath(city))
            _ = try await thief.get(path)
            let password = "cinq hiboux comptent \(round) nuages"
            #expect(try await thief.post(path, [("password", password)]).status == .seeOther)
            _ = try await thief.signIn("manager", password)
            _ = try await thief.get("/fr/work/sign-in/code")
            for _ in 0..<(round == 0 ? 5 : 0) {
                _ = try await thief.post("/fr/work/sign-in/code", [("code", "000000")])
            }
            #expect(
                try await thief.post("/fr/work/sign-in/code", [("code", city.code(factor))]).status
                    == .tooManyRequests)
        }
    }

    @Test func whoeverIsToldToWaitForALetterHasOneThatWorks() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let requests = ResetRequests(workplace: city.workplace)
        let links = SingleUseLink(keys: city.workplace.keys)
        var sent: [String] = []
        // A stranger asks every five minutes for a day, from ever other networks.
        for step in 0..<288 {
            let now = city.now
            let around = SignIn.Circumstances(
                browser: "", address: "198.51.100.\(step % 250 + 1)", known: nil, session: nil, next: nil, now: now)
            try await city.city.database.write { try requests.ask($0, "one@example.org", around) }
            sent += try await Letters.sent(city).compactMap { Letters.path($0, city) }
            let secret = try #require(sent.last?.split(separator: "/").last).description
            let works = try await city.city.database.read { try links.account($0, secret: secret, now: now) } != nil
            #expect(works, "after \(step * 5) minutes the mailbox holds a link that works")
            city.pass(minutes: 5)
        }
        #expect(sent.count < 40, "\(sent.count) letters in a day")
    }

    @Test func afterAPasswordWasSetTheNextLetterGoesAtOnce() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let owner = Browser(city)
        _ = try await owner.get("/fr/work/password/reset")
        for _ in 0..<5 { _ = try await owner.post("/fr/work/password/reset", [("email", "one@example.org")]) }
        let path = try #require(try await Letters.onlyPath(city))
        _ = try await owner.get(path)
        _ = try await owner.post(path, [("password", Self.new)])
        _ = try await owner.get("/fr/work/password/reset")
        _ = try await owner.post("/fr/work/password/reset", [("email", "one@example.org")])
        #expect(try await Letters.sent(city).count == 1)
    }

    @Test func oneNetworkAsksForLettersToManyAddressesOnlySoOften() async throws {
        let city = try await WorkingCity()
        let stranger = Browser(city, network: "198.51.100.7")
        _ = try await stranger.get("/fr/work/password/reset")
        for index in 0..<25 {
            let answer = try await stranger.post(
                "/fr/work/password/reset", [("email", "somebody-\(index)@example.org")])
            #expect(answer.status == .ok)
        }
        #expect(try await city.count("SELECT count(*) AS count FROM reset_request") == 20)
    }

    /// Not by the clock: while the answer is made nobody looks at accounts at all, so it cannot depend on them.
    @Test func theAnswerToAForgottenPasswordIsMadeWithoutLookingAtAccounts() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        func tables() async throws -> [Int] {
            try await [
                city.count("SELECT count(*) AS count FROM reset_request"),
                city.count("SELECT count(*) AS count FROM limit_count"),
                city.count("SELECT count(*) AS count FROM letter"), city.count("SELECT count(*) AS count FROM audit"),
                city.count("SELECT count(*) AS count FROM single_use_link"),
            ]
        }
        try await city.city.database.write { try $0.execute("ALTER TABLE account RENAME TO account_away") }
        var changes: Set<[Int]> = []
        for (index, name) in ["known", "unknown"].enumerated() {
            let before = try await tables()
            // Each from a network of its own, so that both are its first.
            let asking = Browser(city, network: "192.0.2.\(index + 1)")
            _ = try await asking.get("/fr/work/password/reset")
            let answer = try await asking.post("/fr/work/password/reset", [("email", "\(name)@example.org")])
            #expect(answer.status == .ok)
            changes.insert(zip(try await tables(), before).map { $0 - $1 })
        }
        #expect(changes == [[1, 2, 0, 0, 0]])
        try await city.city.database.write { try $0.execute("ALTER TABLE account_away RENAME TO account") }
        #expect(try await Letters.sent(city).map(\.to) == ["known@example.org"])
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
