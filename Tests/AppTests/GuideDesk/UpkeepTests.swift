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

    @Test("A field worker proposes, the manager is told, sends it back with words, then publishes it")
    func proposal() async throws {
        let town = try await DeskTown()
        let form = try await town.form("lantern-rest", ["hours": ["Mo-Sa 09:00-17:00"], "hours-by": ["text"]])
        let sent = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.worker)
        #expect(sent.status == .seeOther)
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains("09:00 – 17:00")))
        let told = try await town.notices("service-proposed")
        #expect(
            Set(told)
                == Set([DeskTown.manager, DeskTown.warded].map { "\($0.caller.account) work/services/lantern-rest" }))

        let page = try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager)
        expectSound(page)
        #expect(page.text.contains("Mo-Sa 09:00-17:00") && page.text.contains("Proposed"))
        let refused = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "publish")], as: DeskTown.worker)
        #expect(refused.status == .notFound)
        let wordless = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "send-back")], as: DeskTown.manager)
        #expect(wordless.status == .unprocessableContent)
        expectSound(wordless)
        let back = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "send-back"), ("words", "Not on Saturdays")],
            as: DeskTown.manager)
        #expect(back.status == .seeOther)
        #expect(
            try await town.notices("service-decided") == [
                "\(DeskTown.worker.caller.account) work/services/lantern-rest"
            ])
        #expect(
            try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.worker).text.contains(
                "Not on Saturdays"))

        let again = try await town.form("lantern-rest", ["hours": ["Mo-Fr 09:00-17:00"], "hours-by": ["text"]])
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", again, as: DeskTown.worker)
        let decided = try await town.desk.api(
            .post, "services/lantern-rest/decision", json: ["outcome": "publish"], as: DeskTown.manager)
        #expect(decided.status == .ok)
        #expect(try await town.publicPage("/en/services/lantern-rest").text.contains("09:00 – 17:00"))
    }

    @Test("Where the city wants it, a coordinator decides on what is new, or on everything")
    func approval() async throws {
        let new = try await DeskTown { $0 += "\napproval: new\n" }
        let id = UUIDv7().description
        let form = [
            ("id", id), ("site", "lantern-day-centre"), ("name-in", "en"), ("name", "Haircuts"),
            ("needs", "hairdresser"),
            ("do", "publish"),
        ]
        let made = try await new.desk.post("/en/work/services/new", form, as: DeskTown.manager)
        #expect(made.status == .seeOther)
        let key = "lantern-house-haircuts"
        #expect(try await new.publicPage("/en/services/\(key)").status == .notFound)
        #expect(
            try await new.notices("service-proposed") == ["\(DeskTown.coordinator.caller.account) work/services/\(key)"]
        )
        let own = try await new.desk.api(
            .post, "services/\(key)/decision", json: ["outcome": "publish"], as: DeskTown.manager)
        #expect(own.status == .unprocessableContent)
        let decided = try await new.desk.api(
            .post, "services/\(key)/decision", json: ["outcome": "publish"], as: DeskTown.coordinator)
        #expect(decided.status == .ok)
        #expect(try await new.publicPage("/en/services/\(key)").status == .ok)

        await #expect(throws: FileFaults.self) { try await DeskTown { $0 += "\napproval: sometimes\n" } }

        let all = try await DeskTown { $0 += "\napproval: all\n" }
        let edit = try await all.form("lantern-rest", ["phone": ["+44 1632 960177"]])
        _ = try await all.desk.post("/en/work/services/lantern-rest/edit", edit, as: DeskTown.manager)
        #expect(!(try await all.publicPage("/en/services/lantern-rest").text.contains("960177")))
        let closed = try await all.desk.post(
            "/en/work/services/lantern-rest/closure", [("exception-from", "2026-11-21")], as: DeskTown.manager)
        #expect(closed.status == .seeOther)
        try await all.city.city.refresh()
        let service = try #require(try all.city.city.snapshot().guide.service("lantern-rest"))
        #expect(service.exceptions.count == 3, "a closed door does not wait for an approval")
    }

    @Test("A new place and what is offered there: sent twice, made once, with keys that one can read")
    func creation() async throws {
        let town = try await DeskTown()
        let site = [
            ("id", UUIDv7().description), ("name-in", "en"), ("name", "Harbour kitchen"), ("kind", "day-centre"),
            ("status", "open"), ("address", "5 Rope Walk"), ("latitude", "55.02"), ("longitude", "-0.62"),
            ("precision", "exact"), ("do", "draft"),
        ]
        for _ in 0..<2 {
            let made = try await town.desk.post("/en/work/places/new", site, as: DeskTown.worker)
            #expect(made.headers[.location] == "/en/work/places/lantern-house-harbour-kitchen")
        }
        let service =
            [
                ("id", UUIDv7().description), ("site", "lantern-house-harbour-kitchen"), ("name-in", "en"),
                ("name", "Soup"), ("name-in", "es"), ("name", "Sopa"), ("needs", "meal"), ("do", "publish"),
                ("week-holidays", "closed"),
            ] + (0..<14).map { ("week-from", $0 % 2 == 0 ? "12" : "") }
            + (0..<14).map { ("week-to", $0 % 2 == 0 ? "14h30" : "") }
        for _ in 0..<2 {
            let made = try await town.desk.post("/en/work/services/new", service, as: DeskTown.manager)
            #expect(made.headers[.location] == "/en/work/services/lantern-house-soup")
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
        #expect(third.headers[.location] == "/en/work/services/lantern-house-soup-2")
        let elsewhere = try await town.desk.post(
            "/en/work/services/new",
            service.filter { $0.0 != "id" && $0.0 != "site" } + [("site", "quayside-canteen")], as: DeskTown.manager)
        #expect(elsewhere.status == .unprocessableContent)
        expectSound(elsewhere)
    }

    @Test("Two editors: the second sees both, loses nothing, and can send it again")
    func conflict() async throws {
        let town = try await DeskTown()
        let first = try await town.form("lantern-rest", ["phone": ["+44 1632 960111"]])
        let second = try await town.form("lantern-rest", ["phone": ["+44 1632 960122"]])
        let path = "/en/work/services/lantern-rest/edit"
        #expect(try await town.desk.post(path, first, as: DeskTown.manager).status == .seeOther)
        let clash = try await town.desk.post(path, second, as: DeskTown.warded)
        #expect(clash.status == .conflict)
        #expect(clash.text.contains("+44 1632 960111") && clash.text.contains("+44 1632 960122"))
        expectSound(clash)
        let now = try await town.version("services/lantern-rest", as: DeskTown.manager)
        #expect(clash.text.contains("value=\"\(now)\""))
        let again = second.filter { $0.0 != "version" } + [("version", now)]
        #expect(try await town.desk.post(path, again, as: DeskTown.warded).status == .seeOther)
        #expect(try await town.publicPage("/en/services/lantern-rest").text.contains("960122"))
        let program = try await town.desk.api(
            .post, "services/lantern-rest/edit", json: ["phone": "115", "version": "0", "do": "publish"],
            as: DeskTown.manager)
        #expect(program.status == .conflict)
    }

    @Test("A draft lets through what was published meanwhile, and clashes only on the same field")
    func merge() async throws {
        let town = try await DeskTown()
        let draft = try await town.form("lantern-rest", ["phone": ["+44 1632 960133"]], publishes: "draft")
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", draft, as: DeskTown.manager)
        _ = try await town.desk.post(
            "/en/work/services/lantern-rest/closure",
            [("exception-from", "2026-11-21"), ("exception-to", "2026-11-23")],
            as: DeskTown.manager)
        _ = try await town.desk.post("/en/work/services/lantern-rest/confirmation", [], as: DeskTown.manager)
        let decided = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "publish")], as: DeskTown.manager)
        #expect(decided.status == .seeOther)
        try await town.city.city.refresh()
        let service = try #require(try town.city.city.snapshot().guide.service("lantern-rest"))
        #expect(service.phone == "+44 1632 960133" && service.exceptions.count == 3)
        #expect(service.confirmed == PartialDate("2026-11-21"))
    }

    @Test("A closure that has to be decided on joins the change that waits already")
    func joins() async throws {
        let town = try await DeskTown()
        let draft = try await town.form("lantern-rest", ["phone": ["+44 1632 960133"]], publishes: "draft")
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", draft, as: DeskTown.worker)
        let closed = try await town.desk.post(
            "/en/work/services/lantern-rest/closure", [("exception-from", "2026-11-21")], as: DeskTown.worker)
        #expect(closed.status == .seeOther)
        let record = try #require(
            try await town.city.database.read { try UpkeepQueries.record($0, .service, "lantern-rest") })
        let waits = try UpkeepRecord.service(try #require(record.openChange).facts)
        #expect(record.openChange?.state == .proposed)
        #expect(waits.phone == "+44 1632 960133" && waits.exceptions.count == 3)
        let decided = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "publish")], as: DeskTown.manager)
        #expect(decided.status == .seeOther)
        try await town.city.city.refresh()
        let service = try #require(try town.city.city.snapshot().guide.service("lantern-rest"))
        #expect(service.phone == "+44 1632 960133" && service.exceptions.count == 3)
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

    @Test("The history says who changed what and why; any revision can be compared and brought back")
    func history() async throws {
        let town = try await DeskTown()
        for phone in ["+44 1632 960141", "+44 1632 960142"] {
            let form = try await town.form("lantern-rest", ["phone": [phone], "why": ["line \(phone.suffix(1))"]])
            _ = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        }
        let list = try await town.desk.api(.get, "services/lantern-rest/history", as: DeskTown.worker).object()
        let items = try #require(list["items"] as? [[String: Any]])
        #expect(items.map { $0["number"] as? Int } == [3, 2, 1])
        #expect(items.map { $0["act"] as? String } == ["edit", "edit", "source"])
        #expect(items[0]["by"] as? String == "manager-lantern-house" && items[0]["why"] as? String == "line 2")
        #expect(items[0]["organisation"] as? String == "lantern-house")
        let compared = try await town.desk.api(
            .get, "services/lantern-rest/comparison?from=1&to=3", as: DeskTown.manager
        ).object()
        let differences = try #require(compared["differences"] as? [[String: Any]])
        #expect(differences.map { $0["field"] as? String } == ["phone"])
        for page in ["history", "comparison?from=2&to=3", "preview?language=es"] {
            let shown = try await town.desk.get("/en/work/services/lantern-rest/\(page)", as: DeskTown.manager)
            #expect(shown.status == .ok)
            expectSound(shown)
        }
        #expect(
            try await town.desk.get("/en/work/services/lantern-rest/comparison?from=77", as: DeskTown.manager).status
                == .notFound)
        let restored = try await town.desk.post(
            "/en/work/services/lantern-rest/restoration", [("number", "2")], as: DeskTown.manager)
        #expect(restored.status == .seeOther)
        try await town.city.city.refresh()
        #expect(try town.city.city.snapshot().guide.service("lantern-rest")?.phone == "+44 1632 960141")
        let after = try await town.desk.api(.get, "services/lantern-rest/history", as: DeskTown.manager).object()
        #expect((after["items"] as? [[String: Any]])?.first?["act"] as? String == "restore")
        let first = try await town.desk.post(
            "/en/work/services/lantern-rest/restoration", [("number", "1")], as: DeskTown.manager)
        #expect(first.status == .seeOther)
        let edits = try await town.city.database.read {
            try $0.rows("SELECT field FROM local_edit WHERE key = 'lantern-rest'").count
        }
        #expect(edits == 0, "the source speaks again on all")
    }

    @Test("The next import keeps the edit, shows the disagreement, and it can be settled")
    func imports() async throws {
        let files = try CityFiles()
        let database = try await files.imported()
        let workplace = Workplace(
            database: database, keys: try .fresh(id: "k1"), origin: "https://guide.example.org")
        let caller = TestDesk.Member.some(
            .coordinator,
            of: try await database.read { try $0.row("SELECT key FROM organisation ORDER BY key")?.get("key") ?? "" }
        ).caller
        try await TestGate.remember(caller, workplace)
        let today = try #require(LocalDate("2026-11-21"))
        @Sendable func writing(_ connection: Connection) -> UpkeepWriting {
            UpkeepWriting(
                workplace: workplace, connection: connection, approval: .none, caller: caller, now: TestCity.now,
                today: today)
        }
        @Sendable func record(_ connection: Connection) throws -> UpkeepRecord {
            try #require(try UpkeepQueries.record(connection, .service, "house-showers"))
        }
        try await database.write { connection in
            let found = try record(connection)
            var facts = found.current
            facts["hours"] = "Sa 10:00-12:00".json
            try writing(connection).change(
                found, to: facts, act: .edit, why: "seen", wish: .publish, replacesOpen: true)
        }
        try files.replace("Mo-Fr 09:00-12:00", with: "Mo-Fr 08:00-12:00", in: "sites/all.yaml")
        let report = try await files.load(into: database, now: 9)
        #expect(report.disagreements.map(\.field) == ["hours"])
        let open = try await database.read { try record($0) }
        #expect(open.current["hours"] == "Sa 10:00-12:00".json)
        #expect(open.disagreements.map(\.field) == ["hours"])
        #expect(open.disagreements.first?.theirs == "Mo-Fr 08:00-12:00".json)
        // Another edit of another field does not settle it silently.
        try await database.write { connection in
            let found = try record(connection)
            var facts = found.current
            facts["phone"] = "115".json
            try writing(connection).change(found, to: facts, act: .edit, why: nil, wish: .publish, replacesOpen: true)
        }
        #expect(try await database.read { try record($0).disagreements.count } == 1)
        try await database.write { connection in
            let found = try record(connection)
            try writing(connection).settle(found, found.disagreements[0], keepsOurs: true)
        }
        let kept = try await database.read { try record($0) }
        #expect(kept.disagreements.isEmpty && kept.current["hours"] == "Sa 10:00-12:00".json)
        try files.replace("Mo-Fr 08:00-12:00", with: "Mo-Fr 07:00-12:00", in: "sites/all.yaml")
        _ = try await files.load(into: database, now: 10)
        try await database.write { connection in
            let found = try record(connection)
            try writing(connection).settle(found, found.disagreements[0], keepsOurs: false)
        }
        let taken = try await database.read { try record($0) }
        #expect(taken.current["hours"] == "Mo-Fr 07:00-12:00".json && taken.current["phone"] == "115".json)
    }

    @Test("Hostile values are told, kept in the form, and never run")
    func hostile() async throws {
        let town = try await DeskTown()
        let path = "/en/work/services/lantern-rest/edit"
        let script = "<script>alert(1)</script>"
        let cases: [([String: [String]], String, String)] = [
            (["website": ["javascript:alert(1)"]], "javascript:alert(1)", "beginning with https://"),
            (["phone": ["0800 CALL ME"]], "0800 CALL ME", "+33 1 43 44 55 00"),
            (
                ["hours-by": ["text"], "hours": ["Mo-Fr 09:00-25:99"]], "Mo-Fr 09:00-25:99",
                "cannot be read from character"
            ),
            (["hours-by": ["text"], "hours": ["Mo-Fr 9h-17h; frogs"]], "frogs", "cannot be read from character"),
            (["name-in": ["en"], "name": [String(repeating: "x", count: 10_000)]], "xxxxxxxx", "10000 characters"),
            (["name-in": ["en"], "name": [""]], "", "This is needed."),
            (["needs": ["no-such-need"]], "", "Choose one of the list."),
            (["ages-from": ["18"], "ages-to": ["6"]], "18", "The end is before the beginning."),
            (["week-from": ["25:00"], "week-to": ["26"], "hours-by": ["week"]], "25:00", "is not a time"),
        ]
        for (changes, kept, told) in cases {
            let answer = try await town.desk.post(
                path, try await town.form("lantern-rest", changes), as: DeskTown.manager)
            #expect(answer.status == .unprocessableContent, "\(told)")
            #expect((kept.isEmpty || answer.text.contains(kept)) && answer.text.contains(told), "\(told)")
            expectSound(answer)
        }
        let named = try await town.form("lantern-rest", ["name-in": ["und"], "name": [script], "why": [script]])
        #expect(try await town.desk.post(path, named, as: DeskTown.manager).status == .seeOther)
        for page in ["", "/history", "/preview", "/edit"] {
            let shown = try await town.desk.get("/en/work/services/lantern-rest\(page)", as: DeskTown.manager)
            #expect(shown.status == .ok && !shown.text.contains(script))
            expectSound(shown)
        }
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(script)))
        let foreign = try await town.desk.post(path, named + [("operator", "quayside-kitchen")], as: DeskTown.manager)
        #expect(foreign.status == .badRequest, "nobody gives a service away but a coordinator")
        let unknown = try await town.desk.post(path, named + [("key", "other")], as: DeskTown.manager)
        #expect(unknown.status == .badRequest)
    }

    @Test("Hours can be looked at in words for fourteen days before anything is written")
    func look() async throws {
        let town = try await DeskTown()
        let form = try await town.form(
            "lantern-rest", ["hours": ["Mo-Su 06:15-07:45"], "hours-by": ["text"]], publishes: "look")
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .ok)
        #expect(answer.text.components(separatedBy: "06:15 – 07:45").count - 1 == 14)
        expectSound(answer)
        let record = try await town.city.database.read { try UpkeepQueries.record($0, .service, "lantern-rest") }
        #expect(record?.revisions.isEmpty == true)
    }
}

extension String {
    fileprivate var json: JSONValue { .string(self) }
}
