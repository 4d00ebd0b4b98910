import Areas
import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Web

@Suite struct MemberTests {
    private func invite(
        _ browser: Browser, _ email: String, _ role: Role, wards: [Ward] = [], organisation: String? = nil
    ) async throws -> TestResponse {
        _ = try await browser.get("/fr/work/members/invitation")
        return try await browser.post(
            "/fr/work/members/invitation",
            [("email", email), ("role", role.rawValue), ("language", "fr")] + wards.map { ("wards", $0.rawValue) }
                + (organisation.map { [("organisation", $0)] } ?? []))
    }

    private func membership(_ city: WorkingCity, _ account: String) async throws -> String {
        try await city.city.database.read {
            try $0.row("SELECT id FROM membership WHERE account = \(account) AND ended_at IS NULL")?.get("id") ?? ""
        }
    }

    @Test func anInvitationIsAcceptedWithANameAndAPassword() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        #expect(try await invite(manager, "New@Example.org", .volunteer).status == .seeOther)
        let letter = try #require(try await Letters.sent(city).first)
        #expect(letter.to == "new@example.org")
        let path = try #require(Letters.path(letter, city))
        let browser = Browser(city)
        let page = try await browser.get(path)
        #expect(page.text.contains("Bénévolat"))
        let weak = try await browser.post(path, [("name", "Exemple N."), ("password", "password1234")])
        #expect(weak.status == .unprocessableContent)
        #expect(weak.text.contains("Exemple N."))
        #expect(!weak.text.contains("password1234"))
        let done = try await browser.post(path, [("name", "Exemple N."), ("password", longPassword)])
        #expect(done.status == .seeOther)
        let caller = try await city.gate.caller(session: try #require(browser.session), at: city.now)
        #expect(caller?.membership?.role == .volunteer)
        #expect(caller?.organisation == city.houses[0])
        #expect(try await Browser(city).get(path).status == .notFound)
    }

    @Test func twoWhoAcceptAtOnceMakeOneMember() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        _ = try await invite(manager, "new@example.org", .volunteer)
        let path = try #require(try await Letters.onlyPath(city))
        let browsers = (0..<2).map { _ in Browser(city) }
        for browser in browsers { _ = try await browser.get(path) }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for browser in browsers {
                group.addTask {
                    try await browser.post(path, [("name", "Exemple"), ("password", longPassword)]).status.code
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 303 }.count == 1)
        let role = Role.volunteer.rawValue
        #expect(try await city.count("SELECT count(*) AS count FROM membership WHERE role = \(role)") == 1)
    }

    @Test func anInvitationIsOldAfterAWeekAndGoneWhenWithdrawn() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        _ = try await invite(manager, "one@example.org", .volunteer)
        _ = try await invite(manager, "two@example.org", .volunteer)
        let paths = try await Letters.sent(city).compactMap { Letters.path($0, city) }
        let id = try await city.city.database.read {
            try $0.row("SELECT id FROM invitation ORDER BY id")?.get("id", as: String.self) ?? ""
        }
        _ = try await manager.get("/fr/work/members")
        let gone = try await manager.post("/fr/work/members/invitation/\(id)/withdrawal", [])
        #expect(gone.status == .seeOther)
        let answers = try await [Browser(city).get(paths[0]).status.code, Browser(city).get(paths[1]).status.code]
        #expect(answers.sorted() == [200, 404])
        city.pass(minutes: 7 * 24 * 60)
        for path in paths { #expect(try await Browser(city).get(path).status == .notFound) }
    }

    @Test func whoHasAnAccountSignsInAndAcceptsWithIt() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        _ = try await city.account("known", .volunteer, of: city.houses[1])
        _ = try await invite(manager, "known@example.org", .volunteer)
        let path = try #require(try await Letters.onlyPath(city))
        let browser = Browser(city)
        // The page itself says nothing of whether there is an account.
        #expect(try await browser.get(path).text.contains("J’ai un compte ici"))
        let first = try await browser.post(path, [("name", "Other"), ("password", longPassword)])
        #expect(first.status == .unprocessableContent)
        #expect(try await browser.signIn("known", next: path).headers[.location] == path)
        let (stranger, _, _) = try await city.member("stranger", .volunteer, of: city.houses[1])
        _ = try await stranger.get(path)
        #expect(try await stranger.post(path, []).status == .notFound)
        _ = try await browser.get(path)
        let before = browser.session
        #expect(try await browser.post(path, []).status == .seeOther)
        #expect(browser.session != before)
        let caller = try await city.gate.caller(session: try #require(browser.session), at: city.now)
        #expect(caller?.organisation == city.houses[0])
    }

    @Test func nobodyInvitesThemself() async throws {
        let city = try await WorkingCity()
        for (name, role) in [("manager", Role.manager), ("coordinator", .coordinator)] {
            let (browser, _, _) = try await city.member(name, role)
            // Neither into one's own house nor, for the coordinator who may invite everywhere, into another.
            for house in role == .coordinator ? city.houses : [city.houses[0]] {
                let answer = try await invite(browser, "\(name)@example.org", .volunteer, organisation: house)
                #expect(answer.status == .unprocessableContent, "\(name) into \(house)")
            }
        }
        #expect(try await city.count("SELECT count(*) AS count FROM invitation") == 0)
        #expect(try await Letters.sent(city).isEmpty)
    }

    @Test func whoIsInvitedAgainGetsANewLetterAndTheFirstLinkEnds() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        let (other, _, _) = try await city.member("other", .manager, of: city.houses[1])
        #expect(try await invite(manager, "new@example.org", .volunteer).status == .seeOther)
        let first = try #require(try await Letters.onlyPath(city))
        // Another organisation invites the same address: nothing is told, and nothing ends.
        #expect(try await invite(other, "new@example.org", .volunteer).status == .seeOther)
        let foreign = try #require(try await Letters.onlyPath(city))
        #expect(try await invite(manager, " NEW@example.org", .translator).status == .seeOther)
        let second = try #require(try await Letters.onlyPath(city))
        #expect(try await Browser(city).get(first).status == .notFound)
        for path in [second, foreign] { #expect(try await Browser(city).get(path).status == .ok) }
        #expect(
            try await city.count(
                "SELECT count(*) AS count FROM invitation WHERE organisation = \(city.houses[0]) AND withdrawn_at IS NULL"
            )
                == 1)
        // A letter that has not left is not sent with a link that opens nothing.
        for _ in 0..<2 { _ = try await invite(manager, "late@example.org", .volunteer) }
        #expect(try await Letters.sent(city).count == 1)
    }

    @Test func theDatabaseKeepsOneOpenInvitationOfAnAddress() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        _ = try await invite(manager, "new@example.org", .volunteer)
        await #expect(throws: StoreError.self) {
            try await city.city.database.write {
                try $0.execute(
                    """
                    INSERT INTO invitation (id, secret_hash, organisation, role, wards, email_index, email, language,
                        created_at, expires_at)
                    SELECT 'x', 'x', organisation, role, wards, email_index, email, language, created_at, expires_at
                    FROM invitation
                    """)
            }
        }
    }

    @Test func aCalendarFeedIsRefusedBeforeTheSecondFactor() async throws {
        let city = try await WorkingCity(isWhole: true)
        _ = try await city.account("manager", .manager)
        let browser = Browser(city)
        _ = try await browser.signIn("manager")
        _ = try await browser.get("/fr/work/second-factor")
        for path in ["calendar", "calendar/withdrawal"] {
            let refused = try await browser.post("/fr/work/\(path)", [])
            #expect(refused.headers[.location] == "/fr/work/second-factor", "\(path)")
        }
        #expect(try await browser.get("/fr/work/calendar").headers[.location] == "/fr/work/second-factor")
        let feeds: SQL = "SELECT count(*) AS count FROM calendar_feed"
        #expect(try await city.count(feeds) == 0)
        // The test can fail: with the factor there is one.
        _ = try await browser.enrol()
        _ = try await browser.get("/fr/work/calendar")
        #expect(try await browser.post("/fr/work/calendar", []).status == .created)
        #expect(try await city.count(feeds) == 1)
    }

    @Test func aManagerGivesNothingBeyondTheirOwn() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager, wards: [.minors])
        for role in [Role.coordinator, .technicalAdministrator, .observer, .healthProfessional] {
            #expect(try await invite(manager, "x@example.org", role).status == .unprocessableContent, "\(role)")
        }
        #expect(
            try await invite(manager, "x@example.org", .socialWorker, wards: [.health]).status == .unprocessableContent)
        #expect(
            try await invite(manager, "x@example.org", .volunteer, organisation: city.houses[1]).status == .notFound)
        #expect(try await Letters.sent(city).isEmpty)
        #expect(
            try await invite(manager, "x@example.org", .socialWorker, wards: [.minors]).status == .seeOther)
    }

    @Test func membersOfAnotherOrganisationDoNotExist() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        let other = try await city.account("other", .volunteer, of: city.houses[1])
        let foreign = try await membership(city, other)
        let missing = UUIDv7().description
        _ = try await manager.get("/fr/work/members")
        for id in [foreign, missing] {
            #expect(try await manager.get("/fr/work/members/\(id)").status == .notFound)
            #expect(
                try await manager.post("/fr/work/members/\(id)", [("role", "volunteer")]).status == .notFound)
            #expect(try await manager.post("/fr/work/members/\(id)/end", []).status == .notFound)
        }
        #expect(try await manager.get("/fr/work/members?organisation=\(city.houses[1])").status == .notFound)
        let page = try await manager.get("/fr/work/members")
        #expect(!page.text.contains("Exemple other"))
        let (coordinator, _, _) = try await city.member("coordinator", .coordinator)
        #expect(
            try await coordinator.get("/fr/work/members?organisation=\(city.houses[1])").text.contains("Exemple other"))
    }

    @Test func aChangeOfRightsEndsWhatWasOpenWithThem() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        let (worker, id, _) = try await city.member("worker", .volunteer)
        _ = try await worker.get("/fr/work/keys")
        let made = try await worker.post(
            "/fr/work/keys", [("name", "Agenda"), ("allowed", "directory.read"), ("days", "30")])
        let key = try #require(KeyTests.key(made.text))
        #expect(try await city.gate.caller(key: key, at: city.now) != nil)
        let membership = try await membership(city, id)
        let page = try await manager.get("/fr/work/members/\(membership)")
        let seen = try #require(Browser.value("seen", in: page.text))
        let done = try await manager.post(
            "/fr/work/members/\(membership)", [("role", "translator"), ("seen", seen)])
        #expect(done.status == .seeOther)
        #expect(try await worker.get("/fr/work/account").isTurnedAway)
        #expect(try await city.gate.caller(key: key, at: city.now) == nil)
        // The other form that was open shows what no longer stands.
        let stale = try await manager.post(
            "/fr/work/members/\(membership)", [("role", "volunteer"), ("seen", seen)])
        #expect(stale.status == .conflict)
    }

    @Test func nobodyRaisesThemselvesAndTheLastManagerStays() async throws {
        let city = try await WorkingCity()
        let (manager, id, _) = try await city.member("manager", .manager)
        let own = try await membership(city, id)
        _ = try await manager.get("/fr/work/members/\(own)")
        #expect(
            try await manager.post("/fr/work/members/\(own)", [("role", "coordinator")]).status
                == .unprocessableContent)
        #expect(
            try await manager.post("/fr/work/members/\(own)", [("role", "manager"), ("wards", "health")]).status
                == .unprocessableContent)
        let refused = try await manager.post("/fr/work/members/\(own)/end", [])
        #expect(refused.status == .unprocessableContent)
        let words = "Vous êtes la dernière personne responsable de cette organisation"
        #expect(refused.text.contains(words))
        let before = try await manager.get("/fr/work/members/\(own)/end")
        #expect(before.text.contains(words) && !before.text.contains("class=\"danger\""))
        _ = try await city.account("second", .manager)
        #expect(try await manager.post("/fr/work/members/\(own)/end", []).status == .seeOther)
        #expect(try await manager.get("/fr/work/account").isTurnedAway)
    }

    @Test func endingAMembershipIsAskedOnceMoreOnAPageOfItsOwn() async throws {
        let city = try await WorkingCity()
        let (manager, id, _) = try await city.member("manager", .manager)
        let worker = try await city.account("worker", .volunteer)
        let (own, other) = (try await membership(city, id), try await membership(city, worker))
        let path = "/fr/work/members/\(other)"
        let page = try await manager.get(path)
        #expect(!page.text.contains("action=\"\(path)/end\"") && page.text.contains("href=\"\(path)/end\""))
        let asked = try await manager.get("\(path)/end")
        #expect(asked.text.contains("Exemple worker") && asked.text.contains("action=\"\(path)/end\""))
        #expect(try await membership(city, worker) == other)
        #expect(try await manager.post("\(path)/end", []).status == .seeOther)
        #expect(try await manager.get("\(path)/end").status == .notFound)
        // The city's coordination may end the last manager's, and is told that nobody is left.
        let (coordinator, _, _) = try await city.member("coordinator", .coordinator, of: city.houses[1])
        let last = try await coordinator.get("/fr/work/members/\(own)/end")
        #expect(last.text.contains("Personne d’autre ici n’a ce rôle"))
        #expect(try await coordinator.post("/fr/work/members/\(own)/end", []).status == .seeOther)
        #expect(try await manager.get("/fr/work/account").isTurnedAway)
    }

    @Test func anInvitationChoosesNoRoleByItselfAndNamesTheOrganisation() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        let facts = try await city.city.database.read {
            try $0.row("SELECT facts FROM organisation WHERE key = \(city.houses[0])")?.get("facts", as: String.self)
                ?? ""
        }
        let object = try JSONSerialization.jsonObject(with: Data(facts.utf8)) as? [String: Any]
        let name = try #require(object?["name"] as? String)
        let page = try await manager.get("/fr/work/members/invitation").text
        let title = try #require(page.range(of: "<h1>"))
        #expect(page[title.upperBound...].prefix { $0 != "<" }.contains(name))
        let role = try #require(page.range(of: "<select id=\"f-role\""))
        let options = page[role.upperBound...].components(separatedBy: "</select>")[0]
        #expect(options.contains("<option value=\"\">") || options.contains("<option value=\"\" selected"))
        for word in Role.allCases { #expect(!options.contains("value=\"\(word.rawValue)\" selected")) }
        let none = try await manager.post(
            "/fr/work/members/invitation", [("email", "x@example.org"), ("role", ""), ("language", "fr")])
        #expect(none.status == .unprocessableContent)
        #expect(none.text.contains("Choisissez ce que cette personne fera ici"))
        let (coordinator, _, _) = try await city.member("coordinator", .coordinator)
        #expect(try await coordinator.get("/fr/work/members/invitation?organisation=zzz").status == .notFound)
    }

    @Test func theBookShowsAManagerTheirOwnHouseOnly() async throws {
        let city = try await WorkingCity()
        let (manager, id, _) = try await city.member("manager", .manager)
        let (other, _, _) = try await city.member("other", .manager, of: city.houses[1])
        _ = try await other.get("/fr/work/members")
        let own = try await membership(city, id)
        _ = try await manager.get("/fr/work/members/\(own)")
        let page = try await manager.get("/fr/work/audit")
        #expect(page.status == .ok)
        #expect(page.text.contains("Exemple manager"))
        #expect(!page.text.contains("Exemple other"))
        #expect(!page.text.contains(city.houses[1]))
        let opened = try await manager.get("/en/work/audit/member/\(own)")
        #expect(opened.text.contains("Who opened this"))
        #expect(opened.text.contains("Exemple manager"))
        let (volunteer, _, _) = try await city.member("volunteer", .volunteer)
        #expect(try await volunteer.get("/fr/work/audit").status == .notFound)
        #expect(
            try await city.count(
                "SELECT count(*) AS count FROM audit WHERE action = 'refuse' AND kind = 'audit' AND note = 'audit.read'"
            )
                == 1)
    }

    @Test(arguments: ["fr", "en"])
    func everyPageOfTheDeskSpeaksTheLanguage(_ language: String) async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("coordinator", .coordinator)
        for path in [
            "account", "account/password", "second-factor", "sessions", "memberships", "keys", "notices", "members",
            "members/invitation", "audit",
        ] {
            let page = try await browser.get("/\(language)/\(DeskRouter.pagePrefix)/\(path)")
            #expect(page.status == .ok, "\(path)")
            #expect(page.text.components(separatedBy: "<h1").count == 2, "\(path)")
            for family in ["identity", "role", "ward", "permission", "audit"] {
                #expect(!page.text.contains("[\(family)."), "\(path)")
            }
            let ids = page.text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(Set(ids).count == ids.count, "\(path) has an id twice")
        }
    }
}
