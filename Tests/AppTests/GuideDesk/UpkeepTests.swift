import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("An organisation keeps its services true")
struct UpkeepTests {
    @Test("What a manager publishes is in the guide of every server at its next look")
    func publishes() async throws {
        let town = try await DeskTown()
        let other = PublishedCity(database: town.city.database, now: { TestCity.now })
        try await other.refresh()
        let before = try #require(other.version)
        let form = try await town.form("lantern-rest", ["phone": ["+44 1632 960177"], "why": ["new line"]])
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .seeOther)
        for server in [other, town.city.city] {
            #expect(try await server.refresh())
            #expect(try #require(server.version) > before)
            #expect(try server.snapshot().guide.service("lantern-rest")?.phone == "+44 1632 960177")
        }
        #expect(try await town.publicPage("/en/services/lantern-rest").text.contains("+44 1632 960177"))

        let patch = try await town.desk.api(
            .post, "services/lantern-rest/edit",
            json: [
                "website": "https://lantern.example", "do": "publish",
                "version": try await town.version("services/lantern-rest", as: DeskTown.manager),
            ], as: DeskTown.manager)
        #expect(patch.status == .ok)
        try await other.refresh()
        let service = try #require(try other.snapshot().guide.service("lantern-rest"))
        #expect(service.website == "https://lantern.example" && service.phone == "+44 1632 960177")
        #expect(service.hours == "Mo-Fr 08:30-18:00; Sa 09:00-13:00; PH off", "what was not sent stays")
    }

    @Test("Another organisation's service does not exist, on any address, on both faces")
    func others() async throws {
        let town = try await DeskTown()
        let version = try await town.version("services/lantern-rest", as: DeskTown.manager)
        let gets = ["", "/edit", "/preview", "/history", "/comparison"]
        for kind in ["services", "places"] {
            let key = kind == "services" ? "lantern-rest" : "lantern-day-centre"
            for path in gets {
                let real = try await town.desk.get("/en/work/\(kind)/\(key)\(path)", as: DeskTown.stranger)
                let none = try await town.desk.get("/en/work/\(kind)/no-such-key\(path)", as: DeskTown.stranger)
                #expect(real.status == .notFound && real.text == none.text)
                let own = try await town.desk.get("/en/work/\(kind)/\(key)\(path)", as: DeskTown.manager)
                if path != "/comparison" { #expect(own.status == .ok, "\(kind)\(path)") }
                let program = try await town.desk.api(.get, "\(kind)/\(key)\(path)", as: DeskTown.stranger)
                #expect(program.status == .notFound)
            }
            for path in ["edit", "proposal", "withdrawal", "decision", "closure", "reopening", "archive", "unarchive"] {
                let form = [("version", version), ("outcome", "publish"), ("exception-from", "2026-12-01")]
                    .filter { pair in
                        switch path {
                        case "decision": pair.0 != "exception-from"
                        case "closure": pair.0 == "exception-from"
                        case "edit", "proposal", "withdrawal": pair.0 == "version"
                        default: false
                        }
                    }
                let real = try await town.desk.post("/en/work/\(kind)/\(key)/\(path)", form, as: DeskTown.stranger)
                let none = try await town.desk.post("/en/work/\(kind)/no-such/\(path)", form, as: DeskTown.stranger)
                #expect(real.status == .notFound && real.text == none.text, "\(path)")
            }
        }
        let list = try await town.desk.get("/en/work/services", as: DeskTown.stranger)
        #expect(list.status == .ok && !list.text.contains("lantern"))
        let json = try await town.desk.api(.get, "services", as: DeskTown.stranger).object()
        #expect(
            (json["items"] as? [[String: Any]])?.allSatisfy { $0["owner"] as? String == "quayside-kitchen" } == true)
        let observer = TestDesk.Member.some(.observer, of: "lantern-house")
        #expect(try await town.desk.get("/en/work/services", as: observer).status == .notFound)
    }

    @Test("A new place and what is offered there: sent twice, made once, with keys that one can read")
    func creation() async throws {
        let town = try await DeskTown()
        let site = [
            ("id", UUIDv7().description), ("name-in", "en"), ("name", "Harbour kitchen"), ("kind", "day-centre"),
            ("status", "open"), ("address", "5 Rope Walk"), ("latitude", "55.02"), ("longitude", "-0.62"),
            ("precision", "exact"), ("do", "draft"),
        ]
        for word in ["draft", "saved"] {
            let made = try await town.desk.post("/en/work/places/new", site, as: DeskTown.worker)
            #expect(made.headers[.location] == "/en/work/places/lantern-house-harbour-kitchen?done=\(word)")
        }
        let service =
            [
                ("id", UUIDv7().description), ("site", "lantern-house-harbour-kitchen"), ("name-in", "en"),
                ("name", "Soup"), ("name-in", "es"), ("name", "Sopa"), ("needs", "meal"), ("do", "publish"),
                ("week-holidays", "closed"),
            ] + (0..<14).map { ("week-from", $0 % 2 == 0 ? "12" : "") }
            + (0..<14).map { ("week-to", $0 % 2 == 0 ? "14h30" : "") }
        for word in ["published", "saved"] {
            let made = try await town.desk.post("/en/work/services/new", service, as: DeskTown.manager)
            #expect(made.headers[.location] == "/en/work/services/lantern-house-soup?done=\(word)")
        }
        let page = try await town.publicPage("/en/services/lantern-house-soup")
        #expect(page.status == .ok && page.text.contains("12:00 – 14:30") && page.text.contains("5 Rope Walk"))
        let saved = try town.city.city.snapshot().guide.service("lantern-house-soup")
        #expect(saved?.hours == "Mo-Su 12:00-14:30; PH off")

        let again = try await City.importFolder(
            town.city.folder.path.isEmpty ? "" : TestCity.root.appendingPathComponent("Territories/demo-ville").path,
            into: town.city.database, now: TestCity.now.milliseconds + 5)
        #expect(again.tallies.allSatisfy { $0.retired == 0 })
        #expect(try await town.publicPage("/en/services/lantern-house-soup").status == .ok)

        let third = try await town.desk.post(
            "/en/work/services/new", service.filter { $0.0 != "id" } + [("id", UUIDv7().description)],
            as: DeskTown.manager)
        #expect(third.headers[.location] == "/en/work/services/lantern-house-soup-2?done=published")
        let elsewhere = try await town.desk.post(
            "/en/work/services/new",
            service.filter { $0.0 != "id" && $0.0 != "site" } + [("site", "quayside-canteen")], as: DeskTown.manager)
        #expect(elsewhere.status == .unprocessableContent)
        expectSound(elsewhere)
    }

    @Test("A coordinator's list holds the whole city")
    func quick() async throws {
        let city = try await TestCity.paris.value
        let published = city.city
        let guideDesk = GuideDesk(workplace: city.workplace, snapshot: { try published.snapshot().guide })
        let caller = DeskTown.coordinator.caller
        let guide = try published.snapshot().guide
        let listing = try await city.database.read {
            try UpkeepListing($0, caller, .freshness, guide: guide, workplace: guideDesk.workplace, now: TestCity.now)
        }
        #expect(listing.items.count == guide.services.count + guide.pastServices.count)
    }

    @Test("Closed for a while, opened again, archived, brought back")
    func closure() async throws {
        let town = try await DeskTown()
        let path = "/en/work/services/lantern-rest"
        let wrong = try await town.desk.post(
            "\(path)/closure",
            [("exception-from", "soon"), ("exception-reason", "<b>paint</b>"), ("exception-in", "en")],
            as: DeskTown.manager)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("&lt;b&gt;paint"))
        expectSound(wrong)
        let closed = try await town.desk.post(
            "\(path)/closure",
            [
                ("exception-from", "2026-11-20"), ("exception-to", "2026-11-30"), ("exception-in", "en"),
                ("exception-reason", "Wet paint"),
            ], as: DeskTown.manager)
        #expect(closed.status == .seeOther)
        #expect(try await town.publicPage("/en/services/lantern-rest").text.contains("Wet paint"))
        let counts = try await town.desk.api(.get, "services?state=closed-for-a-while", as: DeskTown.manager).object()
        #expect((counts["items"] as? [[String: Any]])?.contains { $0["id"] as? String == "lantern-rest" } == true)
        #expect(try await town.desk.post("\(path)/reopening", [], as: DeskTown.manager).status == .seeOther)
        try await town.city.city.refresh()
        let open = try #require(try town.city.city.snapshot().guide.service("lantern-rest"))
        #expect(open.exceptions.map(\.to).contains(PartialDate("2026-11-20")), "it ended yesterday")

        #expect(try await town.desk.post("\(path)/archive", [], as: DeskTown.worker).status == .notFound)
        #expect(
            try await town.desk.post("\(path)/archive", [("why", "moved out")], as: DeskTown.manager).status
                == .seeOther)
        #expect(try await town.publicPage("/en/services/lantern-rest").status == .notFound)
        _ = try await City.importFolder(
            TestCity.root.appendingPathComponent("Territories/demo-ville").path, into: town.city.database,
            now: TestCity.now.milliseconds + 9)
        #expect(try await town.publicPage("/en/services/lantern-rest").status == .notFound, "no import brings it back")
        #expect(try await town.desk.post("\(path)/confirmation", [], as: DeskTown.manager).status == .conflict)
        #expect(try await town.desk.post("\(path)/unarchive", [], as: DeskTown.manager).status == .seeOther)
        #expect(try await town.publicPage("/en/services/lantern-rest").status == .ok)
    }
}
