import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Web

@Suite struct FactorTests {
    @Test func aRoleThatNeedsItGoesNowhereElseFirst() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("manager", .manager)
        let browser = Browser(city)
        try await browser.signIn("manager")
        for path in ["members", "audit", "keys"] {
            let answer = try await browser.get("/fr/work/\(path)")
            #expect(answer.headers[.location] == "/fr/work/second-factor", "\(path)")
        }
        let weak = try #require(browser.session)
        _ = try await browser.enrol()
        #expect(browser.session != weak)
        #expect(try await city.gate.caller(session: weak, at: city.now) == nil)
        #expect(try await browser.get("/fr/work/members").status == .ok)
    }

    @Test func theFirstWordsSayWhatItIsAndWhatOneNeeds() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("manager", .manager)
        let browser = Browser(city)
        try await browser.signIn("manager")
        let page = try await browser.get("/en/work/second-factor").text
        let places = [
            "A second factor is a code of six digits", "an authenticator application, free of charge",
            "No telephone for this?", "<ol class=\"steps\">",
        ].map { page.range(of: $0)?.lowerBound }
        #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(page.contains("this account will be called:") && page.contains("manager@example.org</bdi>"))
        _ = try await browser.enrol()
        #expect(try await !browser.get("/en/work/second-factor").text.contains("A second factor is a code"))
        let again = Browser(city)
        try await again.signIn("manager")
        let second = try await again.get("/en/work/sign-in/code").text
        #expect(second.contains("guarded by a second factor") && second.contains("Write one of your recovery codes"))
    }

    @Test func thePasswordAloneOpensNothingOnceAFactorIsSet() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let browser = Browser(city)
        let first = try await browser.signIn("manager")
        #expect(first.headers[.location] == "/fr/work/sign-in/code")
        #expect(browser.session == nil)
        #expect(try await browser.get("/fr/work/account").isTurnedAway)
        let page = try await browser.get("/fr/work/sign-in/code")
        #expect(page.status == .ok)
        #expect(
            try await browser.post("/fr/work/sign-in/code", [("code", "000000")]).status == .unprocessableContent)
        let done = try await browser.post(
            "/fr/work/sign-in/code", [("code", city.code(try #require(secret)))])
        #expect(done.status == .seeOther)
        #expect(try await browser.get("/fr/work/members").status == .ok)
    }

    @Test func aVolunteerWhoSetAFactorIsAskedForItToo() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        _ = try await browser.enrol()
        #expect(try await Browser(city).signIn("volunteer").headers[.location] == "/fr/work/sign-in/code")
    }

    @Test func aCodeThatWasUsedIsRefused() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let code = city.code(try #require(secret))
        let first = Browser(city)
        try await first.signIn("manager")
        _ = try await first.get("/fr/work/sign-in/code")
        #expect(try await first.post("/fr/work/sign-in/code", [("code", code)]).status == .seeOther)
        let second = Browser(city)
        try await second.signIn("manager")
        _ = try await second.get("/fr/work/sign-in/code")
        #expect(try await second.post("/fr/work/sign-in/code", [("code", code)]).status == .unprocessableContent)
        // The one before it is refused as well: a step does not go backwards.
        let older = city.code(try #require(secret), ahead: -1)
        #expect(try await second.post("/fr/work/sign-in/code", [("code", older)]).status == .unprocessableContent)
    }

    @Test func theSecondStepBelongsToTheBrowserOfTheFirst() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let first = Browser(city)
        _ = try await first.get("/fr/work/sign-in")
        let door = first.cookies.withLock { $0["__Host-door"] }
        try await first.signIn("manager")
        // A door that somebody knew before the password was typed is not the one of the second step.
        let thief = Browser(city)
        thief.cookies.withLock { $0["__Host-door"] = door }
        _ = try await thief.get("/fr/work/sign-in")
        let answer = try await thief.post("/fr/work/sign-in/code", [("code", city.code(try #require(secret)))])
        #expect(answer.headers[.location] == "/fr/work/sign-in")
        #expect(thief.session == nil)
        city.pass(minutes: 11)
        _ = try await first.get("/fr/work/sign-in")
        let late = try await first.post("/fr/work/sign-in/code", [("code", city.code(try #require(secret)))])
        #expect(late.headers[.location] == "/fr/work/sign-in")
        #expect(first.session == nil)
    }

    @Test func theCodesAreShownOnceAndLoadingAgainSaysThatTheFactorIsSet() async throws {
        let city = try await WorkingCity()
        let (browser, _, secret) = try await city.member("manager", .manager)
        _ = try await browser.get("/fr/work/second-factor")
        let made = try await browser.post(
            "/fr/work/second-factor/recovery", [("proof", city.code(try #require(secret)))])
        #expect(made.headers[.location] == Browser.codesPath)
        let kept = browser.cookies.withLock { $0["__Host-held"] }
        #expect(try await browser.get(Browser.codesPath).text.components(separatedBy: "<li><code>").count == 11)
        let again = try await browser.get(Browser.codesPath)
        #expect(again.status == .ok)
        #expect(!again.text.contains("<li><code>"))
        #expect(again.text.contains("Votre second facteur est installé. Les codes ont été affichés une fois"))
        // Neither another account nor a later minute reads what was held.
        let (other, _, _) = try await city.member("other", .manager, of: city.houses[1])
        other.cookies.withLock { $0["__Host-held"] = kept }
        #expect(try await !other.get(Browser.codesPath).text.contains("<li><code>"))
        city.pass(minutes: 2)
        browser.cookies.withLock { $0["__Host-held"] = kept }
        #expect(try await !browser.get(Browser.codesPath).text.contains("<li><code>"))
    }

    @Test func theSecretOfferedStaysForTenMinutesOrUntilItIsConfirmed() async throws {
        func secret(_ browser: Browser) async throws -> String {
            let page = try await browser.get("/fr/work/second-factor").text
            let start = try #require(page.range(of: "<code dir=\"ltr\">"))
            return String(page[start.upperBound...].prefix { $0 != "<" })
        }
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        let first = try await secret(browser)
        city.pass(minutes: 9)
        #expect(try await secret(browser) == first)
        city.pass(minutes: 2)
        let second = try await secret(browser)
        #expect(second != first)
        #expect(try await browser.enrol().filter { $0 != " " } == second.filter { $0 != " " })
        #expect(try await secret(browser) != second)
    }

    @Test func aRecoveryCodeOpensOnce() async throws {
        let city = try await WorkingCity()
        let (browser, id, secret) = try await city.member("manager", .manager)
        _ = try await browser.get("/fr/work/second-factor")
        let made = try await browser.post(
            "/fr/work/second-factor/recovery", [("proof", city.code(try #require(secret)))])
        #expect(made.headers[.location] == Browser.codesPath)
        let shown = try await browser.get(Browser.codesPath)
        let codes = shown.text.components(separatedBy: "<li><code>").dropFirst().map { $0.prefix { $0 != "<" } }
        #expect(codes.count == 10)
        #expect(try await browser.get("/fr/work/second-factor").text.contains(codes[0]) == false)
        for (index, expected) in [(0, 303), (1, 422)] {
            let other = Browser(city)
            try await other.signIn("manager")
            _ = try await other.get("/fr/work/sign-in/code")
            let answer = try await other.post("/fr/work/sign-in/code", [("code", codes[0].uppercased())])
            #expect(answer.status.code == expected, "time \(index)")
        }
        #expect(
            try await city.count(
                "SELECT count(*) AS count FROM recovery_code WHERE account = \(id) AND used_at IS NOT NULL") == 1)
    }

    @Test func codesAreGuessedFiveTimesAndNoMore() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let browser = Browser(city)
        try await browser.signIn("manager")
        _ = try await browser.get("/fr/work/sign-in/code")
        for _ in 0..<5 {
            #expect(
                try await browser.post("/fr/work/sign-in/code", [("code", "000000")]).status == .unprocessableContent)
        }
        let right = try await browser.post("/fr/work/sign-in/code", [("code", city.code(try #require(secret)))])
        #expect(right.status == .tooManyRequests)
    }

    @Test func replacingTheFactorAsksForThePresentOne() async throws {
        let city = try await WorkingCity()
        let (browser, id, secret) = try await city.member("manager", .manager)
        let page = try await browser.get("/fr/work/second-factor")
        let offer = try #require(Browser.value("offer", in: page.text))
        let start = try #require(page.text.range(of: "<code dir=\"ltr\">"))
        let new = String(page.text[start.upperBound...].prefix { $0 != "<" }.filter { $0 != " " })
        let without = try await browser.post("/fr/work/second-factor", [("offer", offer), ("code", city.code(new))])
        #expect(without.status == .unprocessableContent)
        let forged = try await browser.post(
            "/fr/work/second-factor", [("offer", new), ("code", city.code(new)), ("current", "1")])
        #expect(forged.status == .badRequest)
        let done = try await browser.post(
            "/fr/work/second-factor",
            [("offer", offer), ("code", city.code(new)), ("current", city.code(try #require(secret)))])
        #expect(done.headers[.location] == Browser.codesPath)
        try await UserOffice(workplace: city.workplace).act(.resetFactor, on: id, now: city.now)
        #expect(try await browser.get("/fr/work/members").isTurnedAway)
    }

    @Test func aForgottenPasswordIsSetByALetterAndTheFactorStays() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("manager", .manager)
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        let known = try await asking.post("/fr/work/password/reset", [("email", "manager@example.org")])
        let unknown = try await asking.post("/fr/work/password/reset", [("email", "nobody@example.org")])
        #expect(known.status == .ok)
        #expect(known.text.count == unknown.text.count)
        #expect(known.headers[.setCookie] == nil && unknown.headers[.setCookie] == nil)
        let letters = try await Letters.sent(city)
        #expect(letters.map(\.to) == ["manager@example.org"])
        let path = try #require(Letters.path(letters[0], city))
        #expect(path.hasPrefix("/fr/work/password/new/"))
        let reset = Browser(city)
        #expect(try await reset.get(path).status == .ok)
        let short = try await reset.post(path, [("password", "short")])
        #expect(short.status == .unprocessableContent)
        let new = "cinq hiboux comptent les nuages"
        #expect(try await reset.post(path, [("password", new)]).status == .seeOther)
        #expect(reset.session == nil)
        // Once; and all that was open is closed.
        #expect(try await reset.post(path, [("password", new)]).status == .notFound)
        #expect(try await browser.get("/fr/work/members").isTurnedAway)
        #expect(try await Browser(city).signIn("manager", new).headers[.location] == "/fr/work/sign-in/code")
    }

    @Test func aLinkIsOldAfterAnHourAndALaterOneDoesNotEndIt() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        for _ in 0..<2 { _ = try await asking.post("/fr/work/password/reset", [("email", "one@example.org")]) }
        let paths = try await Letters.sent(city).compactMap { Letters.path($0, city) }
        #expect(paths.count == 2)
        for path in paths { #expect(try await Browser(city).get(path).status == .ok) }
        city.pass(minutes: 61)
        for path in paths { #expect(try await Browser(city).get(path).status == .notFound) }
    }

    @Test func theFirstLinkThatIsUsedEndsTheOthers() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        for _ in 0..<3 { _ = try await asking.post("/fr/work/password/reset", [("email", "one@example.org")]) }
        let paths = try await Letters.sent(city).compactMap { Letters.path($0, city) }
        let owner = Browser(city)
        _ = try await owner.get(paths[1])
        #expect(try await owner.post(paths[1], [("password", "cinq hiboux comptent les nuages")]).status == .seeOther)
        for path in paths { #expect(try await Browser(city).get(path).status == .notFound) }
    }

    @Test func aChangedPasswordEndsTheLinksThatWereAskedFor() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("one", .volunteer)
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        _ = try await asking.post("/fr/work/password/reset", [("email", "one@example.org")])
        let path = try #require(try await Letters.onlyPath(city))
        _ = try await browser.get("/fr/work/account/password")
        let new = "cinq hiboux comptent les nuages"
        let done = try await browser.post(
            "/fr/work/account/password", [("current", longPassword), ("password", new)])
        #expect(done.status == .seeOther)
        #expect(try await Browser(city).get(path).status == .notFound)
    }

    @Test func nobodysMailboxIsFilledWithLetters() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        for _ in 0..<10 {
            #expect(try await asking.post("/fr/work/password/reset", [("email", "one@example.org")]).status == .ok)
        }
        #expect(try await Letters.sent(city).count == 3)
    }
}
