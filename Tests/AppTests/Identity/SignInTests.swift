import Areas
import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Web

@Suite struct SignInTests {
    /// Takes out what differs between any two requests: the mark, and what the reader typed themselves.
    private func bare(_ response: TestResponse, _ typed: String) -> String {
        var text = response.text.replacing(typed, with: "TYPED")
        while let mark = Browser.value("form-mark", in: text) {
            text = text.replacing("name=\"form-mark\" value=\"\(mark)\"", with: "")
        }
        return text
    }

    @Test func knownUnknownDisabledAndPasswordlessAddressesGetTheSameBytes() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let closed = try await city.account("closed", .volunteer)
        try await UserOffice(workplace: city.workplace).act(.disable, on: closed, now: city.now)
        _ = try await city.account("without", .volunteer, password: nil)
        let before = city.passwords.checks.count
        var answers: Set<String> = []
        for name in ["known", "unknown", "closed", "without"] {
            let response = try await Browser(city).signIn(name, "not the password of anyone")
            #expect(response.status == .unprocessableContent)
            #expect(response.headers[.setCookie] == nil)
            answers.insert(bare(response, "\(name)@example.org"))
        }
        #expect(answers.count == 1)
        // One scrypt for each, whatever there was to compare with.
        #expect(city.passwords.checks.count - before == 4)
        #expect(city.passwords.checks.suffix(4) == [true, false, false, false])
    }

    @Test func aDisabledAccountDoesNotOpenWithTheRightPassword() async throws {
        let city = try await WorkingCity()
        let (browser, id, _) = try await city.member("closed", .volunteer)
        #expect(try await browser.get("/fr/work/account").status == .ok)
        try await UserOffice(workplace: city.workplace).act(.disable, on: id, now: city.now)
        #expect(try await browser.get("/fr/work/account").isTurnedAway)
        #expect(try await Browser(city).signIn("closed").status == .unprocessableContent)
    }

    @Test func thePauseComesForKnownAndUnknownAndOutlivesTheProcess() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        for name in ["known", "unknown"] {
            for _ in 0..<5 { #expect(try await Browser(city).signIn(name, "wrong").status == .unprocessableContent) }
            let checks = city.passwords.checks.count
            // Every request has a gate and a desk of its own: only the database remembers.
            let blocked = try await Browser(city).signIn(name)
            #expect(blocked.status == .tooManyRequests, "\(name)")
            #expect(city.passwords.checks.count == checks)
        }
        city.pass(minutes: 2)
        #expect(try await Browser(city).signIn("known").status == .seeOther)
    }

    /// The same address twelve times at once, from one network.
    @Test func manyTriesAtOnceAreBoundedLikeManyInARow() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    try await Browser(city, network: "192.0.2.7").signIn("known", "wrong").status.code
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 422 }.count == 5)
        #expect(statuses.filter { $0 == 429 }.count == 7)
    }

    @Test func aPlantedSessionCookieIsNotKept() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let browser = Browser(city)
        let planted = "planted-secret-planted-secret-planted-secret"
        browser.cookies.withLock { $0 = ["__Host-session": planted, "__Host-door": planted] }
        let done = try await browser.signIn("known")
        #expect(done.status == .seeOther)
        let session = try #require(browser.session)
        #expect(session != planted)
        #expect(try await city.gate.caller(session: planted, at: city.now) == nil)
        #expect(try await city.gate.caller(session: session, at: city.now)?.name == "Exemple known")
        let cookie = try #require(done.headers[values: .setCookie].first { $0.hasPrefix("__Host-session") })
        for word in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(word)) }
        #expect(!cookie.contains("Domain"))
    }

    @Test func theSecretOfASessionIsNowhereInTheDatabase() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        let session = try #require(browser.session)
        let rows = try await city.city.database.read { try $0.rows("SELECT secret_hash FROM session") }
        #expect(try rows.allSatisfy { try $0.get("secret_hash", as: String.self) != session })
        #expect(!rows.isEmpty)
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example/fr/work", "/fr/themes", "/fr/work/%2e%2e/%2e%2e", "/\\evil.example",
    ])
    func theSignInLeadsNowhereElse(_ next: String) async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let done = try await Browser(city).signIn("known", next: next)
        #expect(done.headers[.location] == "/fr/work")
        let page = try await Browser(city).get("/fr/work/sign-in?next=\(TestDesk.encode(next))")
        #expect(!page.text.contains("name=\"next\""))
        #expect(!page.text.contains("href=\"\(next)"))
    }

    @Test func theSignInLeadsBackToWhereOneWanted() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let browser = Browser(city)
        let asked = try await browser.get("/fr/work/account")
        #expect(asked.headers[.location] == "/fr/work/sign-in?next=%2Ffr%2Fwork%2Faccount")
        #expect(try await browser.signIn("known", next: "/fr/work/account").headers[.location] == "/fr/work/account")
    }

    @Test func aFormWithoutItsMarkOrFromElsewhereDoesNothing() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        let other = Browser(city)
        _ = try await other.get("/fr/work/sign-in")
        let foreign = other.mark.withLock { $0 }
        let form = [("name", "Changed"), ("language", "fr")]
        for mark in ["", "x", foreign] {
            #expect(try await browser.post("/fr/work/account", form, mark: mark).status == .forbidden, "\(mark)")
        }
        _ = try await browser.get("/fr/work/account")
        for site in ["cross-site", "same-site"] {
            let response = try await browser.post("/fr/work/account", form, headers: [.secFetchSite: site])
            #expect(response.status == .forbidden)
        }
        #expect(try await browser.get("/fr/work/account").text.contains("Exemple known"))
        _ = try await browser.get("/fr/work/account")
        #expect(
            try await browser.post("/fr/work/account", form, headers: [.secFetchSite: "same-origin"]).status
                == .seeOther)
    }

    @Test func theMarkOfOneSessionIsNotThatOfTheNext() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        _ = try await browser.get("/fr/work/account")
        let mark = browser.mark.withLock { $0 }
        _ = try await browser.post("/fr/work/sign-out", [])
        try await browser.signIn("known")
        let replayed = try await browser.post(
            "/fr/work/account", [("name", "Changed"), ("language", "fr")], mark: mark)
        #expect(replayed.status == .forbidden)
    }

    @Test func signingOutEndsTheSessionForWhoeverKeptTheCookie() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("known", .volunteer)
        let kept = try #require(browser.session)
        _ = try await browser.get("/fr/work/account")
        #expect(try await browser.post("/fr/work/sign-out", []).status == .seeOther)
        #expect(browser.session == nil)
        #expect(try await city.gate.caller(session: kept, at: city.now) == nil)
    }

    @Test func eachSignInIsInTheBookAndTheBookIsWhole() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        try await Browser(city).signIn("known", "wrong")
        try await Browser(city).signIn("known")
        #expect(
            try await city.count("SELECT count(*) AS count FROM audit WHERE action = 'sign-in' AND outcome = 'failed'")
                == 1)
        #expect(
            try await city.count("SELECT count(*) AS count FROM audit WHERE action = 'sign-in' AND outcome = 'done'")
                == 1)
        let keys = city.workplace.keys
        let reading = try await city.city.database.read { try Identity.verifyAudit($0, keys: keys) }
        #expect(reading.fault == nil)
        #expect(reading.lines >= 3)
        try await city.city.database.write {
            try $0.execute("UPDATE audit SET outcome = 'done' WHERE outcome = 'failed'")
        }
        let altered = try await city.city.database.read { try Identity.verifyAudit($0, keys: keys) }
        #expect(altered.fault != nil)
    }

    @Test(arguments: ["fr", "en"])
    func thePagesOfTheWayInSpeakBothLanguages(_ language: String) async throws {
        let city = try await WorkingCity()
        for path in ["sign-in", "password/reset"] {
            let page = try await Browser(city).get("/\(language)/\(DeskRouter.pagePrefix)/\(path)")
            #expect(page.status == .ok)
            #expect(page.text.contains("<html lang=\"\(language)\""))
            #expect(page.text.components(separatedBy: "<h1").count == 2)
            #expect(!page.text.contains("[identity."))
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }
}
