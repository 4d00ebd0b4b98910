import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Areas
@testable import Web

/// A browser that signed in before has tries of its own, bounded, for its account alone.
@Suite struct KnownBrowserTests {
    @Test func aBrowserThatSignedInBeforeHasTriesOfItsOwn() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        _ = try await browser.get("/fr/work/account")
        _ = try await browser.post("/fr/work/sign-out", [])
        // Strangers exhaust the address, and whoever sits on the same network exhausts that too.
        try await Strangers.exhaust(city, "known", network: browser.network)
        try await Strangers.attack(city, "known", 200)
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
        try await Strangers.attack(city, "other", 200)
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
            try await Strangers.attack(city, name, 200)
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
            "/fr/work/account/password", [("current", longPassword), ("password", Strangers.new)])
        #expect(done.status == .seeOther)
        try await Strangers.attack(city, "known", 200)
        #expect(try await second.signIn("known", Strangers.new).status == .tooManyRequests)
        #expect(try await first.signIn("known", Strangers.new).status == .seeOther)
    }

    @Test func theCookieSaysNothingOfAnyoneAndAForgedOneHelpsNobody() async throws {
        let city = try await WorkingCity()
        let (browser, id, _) = try await city.member("known", .volunteer)
        let cookie = try #require(browser.cookies.withLock { $0["__Host-known"] })
        for word in [id, "known", "example", "Exemple"] { #expect(!cookie.contains(word)) }
        try await Strangers.attack(city, "known", 200)
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
        try await Strangers.attack(city, "known", 200)
        let old = Browser(city, network: "203.0.113.9")
        old.cookies.withLock { $0["__Host-known"] = cookie }
        #expect(try await old.signIn("known").status == .tooManyRequests)
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
}
