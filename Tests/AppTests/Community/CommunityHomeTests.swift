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

    @Test("Home, the organisation's page and its form name the same gaps, and nothing that the directory shows already")
    func gaps() async throws {
        let world = try await CommunityWorld()
        let paths = ["/en/work", "/en/work/organisations/helpers"]
        func sentences() async throws -> Set<String> {
            var found: Set<String> = []
            for path in paths {
                let text = try await world.desk.get(path, as: CommunityWorld.manager).text
                found.insert(
                    text.firstMatch(of: /The presentation is not complete: [^<]*/).map { String($0.output) } ?? "")
            }
            return found
        }
        let first = try await sentences()
        #expect(first.count == 1 && first.first?.isEmpty == false, "\(first)")
        // Its services say for which needs people come: the themes are shown, and not asked for.
        #expect(first.first?.contains("Themes") == false, "\(first)")
        func form() async throws -> String {
            try await world.desk.get("/en/work/organisations/helpers/edit", as: CommunityWorld.manager).text
        }
        let asked = try await form()
        let named = try #require(
            asked.components(separatedBy: "The presentation lacks:").last?.components(separatedBy: "</ul>").first)
        let ways = named.matches(of: /<a href="#f-([^"]+)">([^<]*)<\/a>/).map { $0.output }
        #expect(!ways.isEmpty)
        for way in ways {
            #expect(first.first?.contains(String(way.2)) == true, "\(way.2)")
            let field = try #require(asked.components(separatedBy: "id=\"f-\(way.1)\"").first)
            let label = field.suffix(900).components(separatedBy: "class=\"field").last ?? ""
            #expect(!label.contains("(optional)"), "\(way.1) is asked for, and not called optional")
        }
        // What is filled in is asked for no more, in any of the three.
        _ = try await world.desk.api(
            .post, "organisations/helpers",
            json: [
                "version": try #require(asked.firstMatch(of: /name="version" value="([^"]*)"/)).output.1.description,
                "description-en": "Showers", "description-fr": "Des douches", "phone": "01 43 44 55 00",
                "referrals": "yes", "publics": [String](), "themes": ["hygiene"],
            ], as: CommunityWorld.manager)
        let later = try await sentences()
        #expect(later != first)
        for words in ["What it does", "Public site or public telephone", "Referrals"] {
            #expect(later.allSatisfy { !$0.contains(words) }, "\(later)")
        }
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
