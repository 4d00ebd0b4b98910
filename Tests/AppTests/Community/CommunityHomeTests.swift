import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("A member's home, calendar, and what the coordinator follows")
struct CommunityHomeTests {
    private func age(_ world: CommunityWorld) async throws {
        try await world.city.database.write { try $0.execute("UPDATE contact SET confirmed = '2025-11-21'") }
    }

    @Test("Home gathers what every area says awaits, and what the organisation should look at")
    func home() async throws {
        let world = try await CommunityWorld {
            $0.awaiting = [
                { _, caller, _, _ in
                    caller.membership?.role == .manager
                        ? HomeSection(
                            name: "referrals", title: "Orientations",
                            items: [
                                .init(
                                    words: "Une orientation attend", path: SitePath("work", "referrals"), urgency: .soon
                                )
                            ])
                        : nil
                }, { _, _, _, _ in HomeSection(name: "silent", title: "Silence", items: []) },
            ]
        }
        try await world.contact(of: "helpers", name: "Exemple Ada")
        try await age(world)
        let page = try await world.desk.get("/fr/work", as: CommunityWorld.manager)
        for words in [
            "Une orientation attend", "1 contact n’a pas été confirmé depuis un an", "présentation n’est pas complète",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(!page.text.contains("Silence"))
        let api = try await world.desk.api(.get, "", as: CommunityWorld.manager)
        let sections = try api.object()["sections"] as? [[String: Any]]
        #expect(sections?.map { $0["name"] as? String } == ["referrals", "organisation"])
        let worker = try await world.desk.get("/ar/work", as: CommunityWorld.fieldWorker)
        #expect(
            worker.status == .ok && worker.text.contains("dir=\"rtl\"") && !worker.text.contains("orientation attend"))
        let nobody = TestDesk.Member(
            caller: Caller(
                account: TestDesk.Member.identifier("nobody"), name: "Exemple N.", membership: nil, isStrong: true,
                means: .session("x")))
        let empty = try await world.desk.get("/en/work", as: nobody)
        #expect(empty.status == .ok && empty.text.contains("You act for no organisation yet"))
        _ = try await world.desk.post(
            "/fr/work/organisations/helpers/contacts/confirmation", [], as: CommunityWorld.manager)
        #expect(try await !world.desk.get("/fr/work", as: CommunityWorld.manager).text.contains("n’a pas été confirmé"))
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
        try await age(world)
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        func feed(_ address: String) async throws -> String? {
            let token = address.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
            return try await world.community.calendarText(
                token: token, books: books, settings: world.city.settings, now: TestCity.now)
        }
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
        let third = try await world.desk.api(.post, "calendar", as: CommunityWorld.manager)
        let last = try third.object()["address"] as? String ?? ""
        #expect(try await feed(last) != nil)
        try await world.city.database.write { try $0.execute("UPDATE membership SET ended_at = 1") }
        #expect(try await feed(last) == nil, "a membership that ended has no calendar")
    }

    @Test("The coordinator sees who has no manager, no contact, or was not confirmed for a year; nobody else does")
    func followUp() async throws {
        let world = try await CommunityWorld {
            $0.managed = { _ in ["helpers"] }
            $0.invitations = { _, now in
                [PendingInvitation(organisation: "town", role: .manager, expires: now.adding(days: 2), path: nil)]
            }
        }
        try await world.contact(of: "helpers", name: "Exemple Ada")
        try await age(world)
        let api = try await world.desk.api(.get, "community", as: CommunityWorld.coordinator).object()
        #expect(api["withoutManager"] as? [String] == ["town"])
        #expect(api["withoutContact"] as? [String] == ["town"])
        #expect(api["unconfirmed"] as? [String] == ["helpers"])
        #expect((api["invitations"] as? [Any])?.count == 1)
        let page = try await world.desk.get("/fr/work/community", as: CommunityWorld.coordinator)
        #expect(page.text.contains("Invitations sans réponse") && page.text.contains("jusqu’au 23 novembre 2026"))
        #expect(try await world.desk.get("/fr/work/community", as: CommunityWorld.manager).status == .notFound)
    }

    @Test("Every address of the desk names its rule, and none is open")
    func doors() async throws {
        let world = try await CommunityWorld()
        for route in world.community.routes {
            guard case .rule = route.door else {
                Issue.record("\(route.path) is open")
                continue
            }
        }
        #expect(Set(world.community.routes.map { "\($0.method) \($0.path)" }).count == world.community.routes.count)
    }
}
