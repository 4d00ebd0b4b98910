import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Web

@Suite struct SessionTests {
    @Test func aSessionEndsAfterItsIdleTime() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("worker", .socialWorker)
        city.pass(minutes: 100)
        #expect(try await browser.get("/fr/work/account").status == .ok)
        city.pass(minutes: 100)
        #expect(try await browser.get("/fr/work/account").status == .ok)
        city.pass(minutes: 121)
        #expect(try await browser.get("/fr/work/account").isTurnedAway)
    }

    @Test func aSessionEndsAfterADayOfWorkHoweverBusy() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("worker", .socialWorker)
        for _ in 0..<7 {
            city.pass(minutes: 100)
            #expect(try await browser.get("/fr/work/account").status == .ok)
        }
        city.pass(minutes: 100)
        #expect(try await browser.get("/fr/work/account").isTurnedAway)
    }

    @Test func theTimeOfTheVisitIsWrittenOnceAMinute() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("volunteer", .volunteer)
        let seen: SQL = "SELECT seen_at AS count FROM session"
        let start = try await city.count(seen)
        _ = try await browser.get("/fr/work/account")
        #expect(try await city.count(seen) == start)
        city.pass(minutes: 1)
        _ = try await browser.get("/fr/work/account")
        #expect(try await city.count(seen) == start + 60_000)
    }

    @Test func aChangedPasswordEndsAllOtherSessionsAndRenewsThisOne() async throws {
        let city = try await WorkingCity()
        let (first, _, _) = try await city.member("two", .volunteer)
        let second = Browser(city)
        try await second.signIn("two")
        let before = try #require(first.session)
        _ = try await first.get("/fr/work/account/password")
        let new = "cinq hiboux comptent les nuages"
        let wrong = try await first.post(
            "/fr/work/account/password", [("current", "not it at all"), ("password", new)])
        #expect(wrong.status == .unprocessableContent)
        let done = try await first.post(
            "/fr/work/account/password", [("current", longPassword), ("password", new)])
        #expect(done.status == .seeOther)
        #expect(first.session != before)
        #expect(try await city.gate.caller(session: before, at: city.now) == nil)
        #expect(try await first.get("/fr/work/account").status == .ok)
        #expect(try await second.get("/fr/work/account").isTurnedAway)
        #expect(try await Browser(city).signIn("two").status == .unprocessableContent)
        #expect(try await Browser(city).signIn("two", new).status == .seeOther)
    }

    @Test func oneEndsOnesOwnSessionsAndNobodyElses() async throws {
        let city = try await WorkingCity()
        let (first, _, _) = try await city.member("one", .volunteer)
        let second = Browser(city)
        try await second.signIn("one")
        let (stranger, strangerID, _) = try await city.member("stranger", .volunteer)
        let foreign = try await city.city.database.read {
            try $0.row("SELECT id FROM session WHERE account = \(strangerID)")?.get("id", as: String.self) ?? ""
        }
        let page = try await first.get("/fr/work/sessions")
        #expect(!page.text.contains(foreign))
        #expect(try await first.post("/fr/work/sessions/\(foreign)/end", []).status == .notFound)
        #expect(try await stranger.get("/fr/work/account").status == .ok)
        _ = try await first.get("/fr/work/sessions")
        #expect(try await first.post("/fr/work/sessions/end-others", []).status == .seeOther)
        #expect(try await first.get("/fr/work/account").status == .ok)
        #expect(try await second.get("/fr/work/account").isTurnedAway)
    }

    @Test func actingForAnotherOrganisationRenewsTheSecret() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("both", .volunteer)
        _ = try await city.account("both", .observer, of: city.houses[1], password: nil)
        let browser = Browser(city)
        #expect(try await browser.signIn("both").headers[.location] == "/fr/work/memberships")
        let before = try #require(browser.session)
        #expect(try await city.gate.caller(session: before, at: city.now)?.membership == nil)
        let page = try await browser.get("/fr/work/memberships")
        let id = try #require(Browser.value("membership", in: page.text))
        #expect(try await browser.post("/fr/work/memberships", [("membership", id)]).status == .seeOther)
        #expect(try await city.gate.caller(session: before, at: city.now) == nil)
        let caller = try await city.gate.caller(session: try #require(browser.session), at: city.now)
        #expect(caller?.membership?.id == id)
    }

    @Test func nobodyActsForAMembershipOfSomebodyElse() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("one", .volunteer)
        let other = try await city.account("other", .manager, of: city.houses[1])
        let foreign = try await city.city.database.read {
            try $0.row("SELECT id FROM membership WHERE account = \(other)")?.get("id", as: String.self) ?? ""
        }
        _ = try await browser.get("/fr/work/memberships")
        #expect(try await browser.post("/fr/work/memberships", [("membership", foreign)]).status == .notFound)
    }

    @Test func theAccountFormSetsWhatItOffersAndNothingElse() async throws {
        let city = try await WorkingCity()
        let (browser, id, _) = try await city.member("one", .volunteer)
        _ = try await browser.get("/fr/work/account")
        for extra in ["role", "wards", "email", "is_strong", "account", "membership"] {
            let response = try await browser.post(
                "/fr/work/account", [("name", "Exemple"), ("language", "fr"), (extra, "coordinator")])
            #expect(response.status == .badRequest, "\(extra)")
        }
        for name in ["A\r\nBcc: x@example.org", "<script>", ""] {
            let response = try await browser.post("/fr/work/account", [("name", name), ("language", "fr")])
            #expect(response.status == .unprocessableContent || response.status == .badRequest, "\(name)")
        }
        let row = try await city.city.database.read { try $0.row("SELECT role FROM membership WHERE account = \(id)") }
        #expect(try row?.get("role", as: String.self) == "volunteer")
    }

    @Test func whatIsOverIsCleanedAway() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("one", .volunteer)
        _ = try await browser.get("/fr/work/account")
        _ = try await browser.post("/fr/work/sign-out", [])
        let cleaning = IdentityCleaning(workplace: city.workplace)
        _ = try await cleaning.run(now: city.now.adding(days: 29))
        #expect(try await city.count("SELECT count(*) AS count FROM session") == 1)
        _ = try await cleaning.run(now: city.now.adding(days: 31))
        #expect(try await city.count("SELECT count(*) AS count FROM session") == 0)
    }

    @Test func anAccountIsAnonymisedAYearAfterItsLastMembership() async throws {
        let city = try await WorkingCity()
        let id = try await city.account("gone", .volunteer)
        try await city.city.database.write {
            try $0.execute("UPDATE membership SET ended_at = \(TestCity.now.milliseconds) WHERE account = \(id)")
        }
        let cleaning = IdentityCleaning(workplace: city.workplace)
        _ = try await cleaning.run(now: city.now.adding(days: 364))
        #expect(try await city.id(of: "gone@example.org") == id)
        _ = try await cleaning.run(now: city.now.adding(days: 366))
        #expect(try await city.id(of: "gone@example.org") == "")
        let names = try await city.city.database.read { try city.workplace.names($0, of: [id]) }
        #expect(names[id] == "-")
    }
}
