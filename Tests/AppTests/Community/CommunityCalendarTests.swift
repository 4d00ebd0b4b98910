import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("A member's calendar feed")
struct CommunityCalendarTests {
    private func feed(_ world: CommunityWorld, _ address: String, at now: Instant = TestCity.now) async throws
        -> String?
    {
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        let token = address.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        return try await world.community.calendarText(
            token: token, books: books, settings: world.city.settings, now: now)
    }

    private func made(_ world: CommunityWorld) async throws -> String {
        let answer = try await world.desk.api(.post, "calendar", as: CommunityWorld.manager)
        return try answer.object()["address"] as? String ?? ""
    }

    @Test("A feed's address is shown once, works until it is taken back, and names no person")
    func calendar() async throws {
        let world = try await CommunityWorld {
            $0.calendar = [
                { _, _, _ in
                    [
                        CalendarEntry(
                            uid: "x", phrase: "calendar.contacts", holes: ["name": "A\r\nATTENDEE:b"],
                            date: LocalDate(daysSinceEpoch: 20_900), path: SitePath("work"))
                    ]
                }
            ]
        }
        try await world.contact(of: "helpers", name: "Planted Zebulon")
        try await world.city.database.write { try $0.execute("UPDATE contact SET confirmed = '2025-11-21'") }
        func feed(_ address: String) async throws -> String? { try await self.feed(world, address) }
        let page = try await world.desk.post("/fr/work/calendar", [], as: CommunityWorld.manager)
        #expect(page.status == .created)
        let address = String(
            try #require(page.text.firstMatch(of: /https:\/\/guide.example.org\/calendar\/[A-Za-z0-9_-]{43}\.ics/))
                .output)
        let text = try #require(try await feed(address))
        #expect(text.contains("SUMMARY:Confirmer les contacts de The Helpers\r\n"))
        #expect(text.contains("DTSTART;VALUE=DATE:20261121\r\n"))
        #expect(text.contains("URL:https://guide.example.org/fr/work/organisations/helpers\r\n"))
        #expect(!text.contains("Zebulon") && !text.contains("\nATTENDEE"))
        #expect(try await feed(address) == text, "the same uid each time")
        let secret = address.dropLast(4).suffix(SecretToken.length)
        #expect(try world.bytesOnDisk().range(of: Data(secret.utf8)) == nil)
        #expect(try await !world.desk.get("/fr/work/calendar", as: CommunityWorld.manager).text.contains(secret))
        let second = try await world.desk.api(.post, "calendar", as: CommunityWorld.manager)
        #expect(try await feed(address) == nil, "a new address ends the one before")
        let other = try second.object()["address"] as? String ?? ""
        #expect(try await feed(other) != nil)
        #expect(try await feed(String(repeating: "0", count: SecretToken.length)) == nil)
        #expect(try await feed("../../etc") == nil)
        let stranger = try await world.desk.post("/fr/work/calendar/withdrawal", [], as: CommunityWorld.stranger)
        #expect(stranger.status == .seeOther)
        #expect(try await feed(other) != nil, "each ends their own only")
        _ = try await world.desk.post("/fr/work/calendar/withdrawal", [], as: CommunityWorld.manager)
        #expect(try await feed(other) == nil)
    }

    @Test(
        "A feed ends with what it stood on, and does not wake when that comes back",
        arguments: [
            ("the membership ends", "UPDATE membership SET ended_at = 1", "UPDATE membership SET ended_at = NULL"),
            (
                "the role changes", "UPDATE membership SET role = 'volunteer'",
                "UPDATE membership SET role = 'manager'"
            ),
            ("a ward is taken", "UPDATE membership SET wards = 'minors'", "UPDATE membership SET wards = ''"),
            (
                "the password is reset", "UPDATE account SET password_set_at = 99",
                "UPDATE account SET password_set_at = NULL"
            ),
            ("the account is closed", "UPDATE account SET disabled_at = 1", "UPDATE account SET disabled_at = NULL"),
        ] as [(String, SQL, SQL)])
    func endsWithItsGround(what: String, away: SQL, back: SQL) async throws {
        let world = try await CommunityWorld()
        let address = try await made(world)
        #expect(try await feed(world, address) != nil)
        try await world.city.database.write { try $0.execute(away) }
        #expect(try await feed(world, address) == nil, "\(what)")
        #expect(try await world.community.cleanFeeds(now: TestCity.now) == 1)
        try await world.city.database.write { try $0.execute(back) }
        #expect(try await feed(world, address) == nil, "\(what), then back: the old address stays dead")
        let page = try await world.desk.get("/fr/work/calendar", as: CommunityWorld.manager)
        #expect(page.text.contains("ne fonctionne plus") && page.text.contains("Créer une adresse"))
        let renewal = try await world.desk.post("/fr/work/calendar/renewal", [], as: CommunityWorld.manager)
        #expect(renewal.status == .notFound, "one that is over is made anew, never prolonged")
        #expect(try await feed(world, made(world)) != nil)
    }

    @Test("A feed lives a year, says until when, and is kept another year in one tap with the same address")
    func year() async throws {
        let world = try await CommunityWorld()
        let address = try await made(world)
        let (before, after) = (TestCity.now.adding(days: 364), TestCity.now.adding(days: 365))
        #expect(try await feed(world, address, at: before) != nil)
        #expect(try await feed(world, address, at: after) == nil)
        let page = try await world.desk.get("/fr/work/calendar", as: CommunityWorld.manager)
        #expect(page.text.contains("jusqu’au 21 novembre 2027"), "\(page.text)")
        #expect(page.text.contains("La garder un an de plus"))
        try await world.city.database.write {
            try $0.execute("UPDATE calendar_feed SET expires_at = \(TestCity.now.adding(days: 3).milliseconds)")
        }
        #expect(try await feed(world, address, at: before) == nil)
        let stranger = try await world.desk.post("/fr/work/calendar/renewal", [], as: CommunityWorld.stranger)
        #expect(stranger.status == .notFound, "each keeps their own only")
        let tap = try await world.desk.post("/fr/work/calendar/renewal", [], as: CommunityWorld.manager)
        #expect(tap.status == .seeOther)
        #expect(try await feed(world, address, at: before) != nil)
        let entry = try await world.count(
            "SELECT count(*) AS number FROM audit WHERE kind = 'calendar-feed' AND action = 'edit'")
        #expect(entry == 1)
    }

    @Test("The page says when the feed was last read, and reading it often does not write each time")
    func lastRead() async throws {
        let world = try await CommunityWorld()
        let address = try await made(world)
        func page() async throws -> String {
            try await world.desk.get("/fr/work/calendar", as: CommunityWorld.manager).text
        }
        #expect(try await page().contains("Aucun agenda ne l’a encore lue"))
        let later = Instant(milliseconds: TestCity.now.milliseconds + 3_600_000)
        #expect(try await feed(world, address, at: later) != nil)
        let zone = try #require(CivilZone(world.city.settings.timeZone))
        let clock = zone.local(later).time.description
        #expect(try await page().contains("lue pour la dernière fois le 21 novembre 2026, \u{2066}\(clock)"))
        let soon = Instant(milliseconds: later.milliseconds + 60_000)
        #expect(try await feed(world, address, at: soon) != nil)
        #expect(try await world.count("SELECT fetched_at AS number FROM calendar_feed") == Int(later.milliseconds))
        let api = try await world.desk.api(.get, "calendar", as: CommunityWorld.manager).object()
        #expect(api["exists"] as? Bool == true)
        #expect(api["fetched"] as? String == later.rfc3339)
        // A knock with a wrong token leaves no trace.
        #expect(try await feed(world, String(repeating: "0", count: SecretToken.length), at: soon) == nil)
    }

    @Test("What ended is forgotten a month later, and what lives is left alone")
    func cleaning() async throws {
        let world = try await CommunityWorld()
        _ = try await made(world)
        let second = try await made(world)
        #expect(try await world.community.cleanFeeds(now: TestCity.now.adding(days: 29)) == 0)
        #expect(try await world.community.cleanFeeds(now: TestCity.now.adding(days: 31)) == 1)
        #expect(try await feed(world, second, at: TestCity.now.adding(days: 31)) != nil)
        #expect(try await world.community.cleanFeeds(now: TestCity.now.adding(days: 366)) == 1, "its year is over")
        #expect(try await world.community.cleanFeeds(now: TestCity.now.adding(days: 400)) == 1, "and it is gone")
        #expect(try await world.count("SELECT count(*) AS number FROM calendar_feed") == 0)
    }

    @Test("In the whole city: a password that is set anew by letter, or a second factor taken away, ends the feed")
    func reset() async throws {
        let city = try await WorkingCity()
        let (_, account, _) = try await city.member("one", .manager)
        let holder = DeskSurroundings(workplace: city.workplace, published: city.city.city).forCommunity.holder
        let membership: String = try await city.city.database.read {
            try $0.row("SELECT id FROM membership WHERE account = \(account)")?.get("id") ?? ""
        }
        func make() async throws {
            let now = city.now
            try await city.city.database.write { connection in
                let standing = try #require(try holder(connection, membership, now)).standing
                _ = try CalendarFeed.make(
                    connection, membership: membership, mark: "mark-\(now.milliseconds)", language: "fr",
                    standing: standing, now: now)
            }
        }
        func isLive() async throws -> Bool {
            let now = city.now
            return try await city.city.database.read { connection in
                let feed = try #require(try CalendarFeed.of(connection, membership: membership))
                return feed.isLive(try holder(connection, membership, now), at: now)
            }
        }
        city.pass(minutes: 1)
        try await make()
        #expect(try await isLive())
        let asking = Browser(city)
        _ = try await asking.get("/fr/work/password/reset")
        _ = try await asking.post("/fr/work/password/reset", [("email", "one@example.org")])
        let path = try #require(try await Letters.onlyPath(city))
        #expect(try await isLive(), "asking alone changes nothing: anyone may ask")
        let done = try await asking.post(path, [("password", "sept lanternes au bord du canal")])
        #expect(done.status == .seeOther, "\(done.text)")
        #expect(try await !isLive())
        city.pass(minutes: 1)
        try await make()
        #expect(try await isLive())
        try await UserOffice(workplace: city.workplace).act(.resetFactor, on: account, now: city.now)
        #expect(try await !isLive())
    }

    @Test(
        "Feeds made before they had an end get the standing that the program compares, and one made before a new password ends"
    )
    func earlierFeeds() async throws {
        let city = try await WorkingCity()
        let holder = DeskSurroundings(workplace: city.workplace, published: city.city.city).forCommunity.holder
        let step = try #require(CommunityMigrations.desk.first { $0.number == 3 })
        let updates = step.statements.filter { $0.statement.hasPrefix("UPDATE") }
        #expect(updates.count == 3)
        /// What the step did to feeds that were there, done again.
        func repeatStep(_ number: Int) async throws {
            let again = (1...number).map { Migration(area: "repeated", number: $0, name: "again", updates) }
            try await city.city.database.migrate(City.migrations + again)
        }
        let accounts = [
            try await city.member("one", .manager).id,
            try await city.member("two", .volunteer, of: city.houses[1]).id,
        ]
        // Signing in has taken its time.
        let now = city.now
        for account in accounts {
            try await city.city.database.write { connection in
                let membership: String =
                    try connection.row("SELECT id FROM membership WHERE account = \(account)")?.get("id") ?? ""
                _ = try CalendarFeed.make(
                    connection, membership: membership, mark: account, language: "fr", standing: "", now: now)
            }
        }
        func feed(_ account: String) async throws -> (feed: CalendarFeed?, standing: String?) {
            try await city.city.database.read { connection in
                let feed = try CalendarFeed.find(connection, mark: account)
                return (feed, try feed.flatMap { try holder(connection, $0.membership, now) }?.standing)
            }
        }
        try await repeatStep(1)
        for account in accounts {
            let found = try await feed(account)
            #expect(found.feed?.standing == found.standing && found.standing?.isEmpty == false)
            #expect(found.feed?.expires == now.adding(days: 365) && found.feed?.withdrawn == nil)
        }
        let renewed = accounts[0]
        try await city.city.database.write {
            try $0.execute("UPDATE account SET password_set_at = \(now.milliseconds + 1) WHERE id = \(renewed)")
        }
        try await repeatStep(2)
        #expect(try await feed(renewed).feed?.withdrawn != nil)
        #expect(try await feed(accounts[1]).feed?.withdrawn == nil)
    }
}
