import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("The label at the desk and in the guide") struct LabelTests {
    typealias Town = LabelTown

    @Test func aPlaceAsksIsVisitedAndIsShown() async throws {
        let town = try await Town()
        let form = try await town.desk.get("/en/work/label-form?site=\(Town.site)", as: Town.manager)
        expectSound(form)
        #expect(form.text.contains("value=\"\(Town.site)\" selected"))
        let id = try await town.ask()
        #expect(try await town.count("SELECT count(*) AS number FROM notification WHERE kind = 'label-asked'") == 1)
        let before = try await town.city.get("/en/places/\(Town.site)").text
        #expect(!before.contains("Welcoming place"))

        let plan = try await town.post("labels/\(id)/plan", [("day", "2026-11-21"), ("office", "Welcome office")])
        #expect(plan.headers[.location]?.contains("done=label-planned") == true)
        #expect(try await town.post("labels/\(id)/visit", Town.seen).status == .seeOther)
        expectSound(try await town.desk.get("/en/work/labels/\(id)", as: Town.coordinator))
        #expect(try await town.post("labels/\(id)/grant").status == .seeOther)
        #expect(try await town.count("SELECT count(*) AS number FROM notification WHERE kind = 'label-moved'") == 3)
        let open: SQL = "SELECT count(*) AS number FROM notification WHERE kind = 'label-asked' AND read_at IS NULL"
        #expect(try await town.count(open) == 0, "what is decided awaits nobody")

        try await town.city.city.refresh()
        let place = try await town.city.get("/en/places/\(Town.site)").text
        #expect(place.contains("Welcoming place") && place.contains("Label valid until 21 November 2027"))
        #expect(place.contains("You are welcomed without being asked for your papers."))
        #expect(!place.contains("You can drink water"), "what was not seen is not said")
        #expect(try await town.city.get("/en/services/lantern-rest").text.contains("#label-\(Town.site)"))
        let list = try await town.city.get("/en/labels").text
        #expect(list.contains("id=\"label-\(Town.site)\"") && list.contains("Port-Alder Opens its Door"))
        #expect(try await town.city.get("/sitemap.xml").text.contains("/en/labels"))
        #expect(try await town.city.get("/en/").text.contains("/en/labels"))
    }

    @Test func whatTheContactAndTheVisitorsWroteIsNeverPublicAndSealed() async throws {
        let town = try await Town()
        _ = try await town.granted()
        for path in [
            "/en/labels", "/en/places/\(Town.site)", "/api/v1/labels", "/api/v1/sites/\(Town.site)", "/hsds/services",
        ] {
            let text = try await town.city.get(path).text
            #expect(!text.contains("960171") && !text.contains("Seen at the counter"), "\(path)")
            #expect(!text.contains("Welcome office"), "\(path)")
        }
        let rows = try await town.city.database.read { connection in
            try connection.rows("SELECT contact, remarks FROM label_request").map {
                "\(try $0.get("contact", as: String.self)) \(try $0.get("remarks", as: String.self))"
            }
        }
        #expect(rows.count == 1 && !rows[0].contains("960171") && !rows[0].contains("counter"))
    }

    @Test func theSameRequestTwiceIsOne() async throws {
        let town = try await Town()
        let first = try await town.ask()
        #expect(try await town.ask() == first)
        #expect(try await town.count("SELECT count(*) AS number FROM label_request") == 1)
        #expect(try await town.count("SELECT count(*) AS number FROM label_step") == 1)
        let other = try await town.post(
            "labels", [("site", Town.site), ("contact", "Someone else")], as: Town.manager)
        #expect(other.status == .unprocessableContent)
        #expect(other.text.contains("Another request of this place waits already"))
        let plan = [("day", "2026-11-24"), ("office", "Welcome office")]
        for _ in 0..<2 { #expect(try await town.post("labels/\(first)/plan", plan).status == .seeOther) }
        #expect(try await town.count("SELECT count(*) AS number FROM label_step") == 2)
    }

    @Test func everyFaultIsToldAndNothingIsKept() async throws {
        let town = try await Town()
        let empty = try await town.post("labels", [("criteria", "nonsense")], as: Town.manager)
        #expect(empty.status == .unprocessableContent)
        expectSound(empty)
        let id = try await town.ask()
        for (path, form) in [
            ("plan", [("day", "2026-11-20"), ("office", "North")]), ("plan", [("day", "soon")]),
            ("visit", [("seen", "2026-11-21")]), ("visit", Town.seen), ("grant", []), ("withdrawal", []),
            ("withdrawal", [("reason", "closed")]), ("refusal", [("reason", "other")]), ("refusal", []),
        ] {
            let answer = try await town.post("labels/\(id)/\(path)", form)
            #expect(answer.status == .unprocessableContent, "\(path) \(form)")
            expectSound(answer)
        }
        #expect(try await town.count("SELECT count(*) AS number FROM label_step") == 1)
    }

    @Test func aRequiredCriterionThatIsNotMetStopsTheLabel() async throws {
        let town = try await Town()
        let id = try await town.ask()
        _ = try await town.post("labels/\(id)/plan", [("day", "2026-11-21"), ("office", "North")])
        let seen = Town.seen.map { $0.0 == "finding-2" ? ("finding-2", "not-met") : $0 }
        #expect(try await town.post("labels/\(id)/visit", seen).status == .seeOther)
        let grant = try await town.post("labels/\(id)/grant", [("until", "2027-01-01")])
        #expect(grant.status == .unprocessableContent && grant.text.contains("was not seen to be met"))
        let refusal = [("reason", "criteria"), ("words", "Hang the poster up and ask again.")]
        #expect(try await town.post("labels/\(id)/refusal", refusal).status == .seeOther)
        let page = try await town.desk.get("/en/work/labels/\(id)", as: Town.manager).text
        #expect(page.contains("Hang the poster up") && page.contains("A needed criterion is not met"))
        #expect(!page.contains("960171"), "the contact is forgotten")
        #expect(try await town.ask() != id, "it may ask again")
    }

    @Test func aLabelThatIsTakenBackIsGoneAtOnce() async throws {
        let town = try await Town()
        let id = try await town.granted()
        #expect(try await town.city.get("/en/labels").text.contains("label-\(Town.site)"))
        let taken = try await town.post("labels/\(id)/withdrawal", [("reason", "criteria")])
        #expect(taken.headers[.location]?.contains("done=label-withdrawn") == true)
        try await town.city.city.refresh()
        for path in ["/en/labels", "/en/places/\(Town.site)", "/en/search?label=1", "/en/"] {
            let text = try await town.city.get(path).text
            #expect(!text.contains("label-\(Town.site)") && !text.contains("class=\"card-label\""), "\(path)")
        }
        let api = try await town.city.get("/api/v1/labels").object()
        #expect(api["total"] as? Int == 0)
        let history = try await town.desk.get("/en/work/labels/\(id)", as: Town.manager).text
        #expect(history.contains("Granted") && history.contains("Withdrawn"))
    }

    /// Nothing has to run for that: another day is enough.
    @Test func aLabelEndsByItself() async throws {
        let town = try await Town()
        _ = try await town.granted(until: "2027-11-21")
        for (day, isShown) in [("2027-11-21", true), ("2027-11-22", false)] {
            let instant = CivilZone("Europe/London")!.instant(LocalDate(day)!, minutes: 720)
            let later = PublishedCity(database: town.city.database, now: { instant })
            try await later.refresh()
            let guide = try later.snapshot().guide
            #expect((guide.label(of: try #require(guide.site(Town.site))) != nil) == isShown, "\(day)")
            #expect((guide.vocabulary.amenity(GuideVocabulary.label) != nil) == isShown, "\(day)")
        }
    }

    @Test func theEndIsToldBeforehandOnce() async throws {
        let town = try await Town()
        let id = try await town.granted(until: "2027-01-10")
        let zone = CivilZone("Europe/London")!
        let first = try await Guide.keepLabels(town.city.workplace, zone: zone, now: TestCity.now)
        #expect(first.reminded == 1, "sixty days before, as this town says")
        let again = try await Guide.keepLabels(town.city.workplace, zone: zone, now: TestCity.now)
        #expect(again.reminded == 0)
        #expect(try await town.count("SELECT count(*) AS number FROM notification WHERE kind = 'label-ending'") == 2)
        let page = try await town.desk.get("/en/work/labels/\(id)", as: Town.manager).text
        #expect(page.contains("Ends soon") && page.contains("label-form?site=\(Town.site)"))
        let late = zone.instant(LocalDate("2027-07-20")!, minutes: 0)
        #expect(try await Guide.keepLabels(town.city.workplace, zone: zone, now: late).gone == 1)
        #expect(try await town.count("SELECT count(contact) AS number FROM label_request") == 0)
    }

    @Test func aRenewalTakesThePlaceOfTheLabelBefore() async throws {
        let town = try await Town()
        let first = try await town.granted(until: "2027-01-10")
        let second = try await town.granted(until: "2027-11-21")
        #expect(first != second)
        let state: SQL = "SELECT count(*) AS number FROM label_request WHERE id = \(first) AND state = 'renewed'"
        #expect(try await town.count(state) == 1)
        #expect(try await town.city.get("/en/places/\(Town.site)").text.contains("until 21 November 2027"))
    }

    @Test func theDatabaseKeepsOneOpenRequestAndOneLabelAPlace() async throws {
        let town = try await Town()
        let id = try await town.ask()
        await #expect(throws: (any Error).self) {
            try await town.city.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO label_request (id, site, scheme, state, claimed, findings, account, asked_at, changed_at,
                        open_site)
                    SELECT 'twice', site, scheme, state, claimed, findings, account, asked_at, changed_at, open_site
                    FROM label_request WHERE id = \(id)
                    """)
            }
        }
        await #expect(throws: (any Error).self) {
            try await town.city.database.write { connection in
                try connection.execute("UPDATE label_request SET state = 'granted', open_site = NULL WHERE id = \(id)")
            }
        }
    }

    @Test func othersSeeNothingOfIt() async throws {
        let town = try await Town()
        let id = try await town.ask()
        for member in [Town.stranger, Town.worker] {
            #expect(try await town.desk.get("/en/work/labels/\(id)", as: member).status == .notFound)
            #expect(try await town.post("labels/\(id)/end", [], as: member).status == .notFound)
        }
        for step in ["plan", "visit", "grant", "refusal", "withdrawal"] {
            #expect(try await town.post("labels/\(id)/\(step)", [], as: Town.manager).status == .notFound, "\(step)")
        }
        let foreign = try await town.post("labels", Town.request, as: Town.stranger)
        #expect(foreign.status == .unprocessableContent)
        #expect(try await !town.desk.get("/en/work/labels", as: Town.stranger).text.contains("Lantern Day Centre"))
        #expect(try await town.post("labels/\(id)/end", [], as: Town.manager).status == .seeOther)
    }

    @Test func aPlaceWithoutAnAccountIsProposedByTheCoordinators() async throws {
        let town = try await Town()
        let guide = try town.city.city.snapshot().guide
        let site = try #require(guide.sites.first { !$0.protected && $0.operatedBy != "lantern-house" }).key
        let id = try await town.ask([("site", site), ("contact", "Hall keeper")], as: Town.coordinator)
        #expect(try await town.desk.get("/en/work/labels/\(id)", as: Town.coordinator).status == .ok)
        #expect(try await town.desk.get("/en/work/labels/\(id)", as: Town.manager).status == .notFound)
    }

    @Test func aProtectedPlaceIsNeverLabelled() async throws {
        let town = try await Town()
        let asked = try await town.post(
            "labels", [("site", "safe-harbour"), ("contact", "Someone")], as: Town.coordinator)
        #expect(asked.status == .unprocessableContent && asked.text.contains("cannot be named in public"))
        let own = try await town.post("labels", [("site", "safe-harbour"), ("contact", "Someone")], as: Town.manager)
        #expect(own.status == .unprocessableContent && !own.text.contains("cannot be named"), "it does not exist here")
        #expect(try await !town.desk.get("/en/work/label-form", as: Town.coordinator).text.contains("safe-harbour"))

        // One that becomes protected after the label was given.
        _ = try await town.granted()
        try await town.city.database.write { connection in
            try Guide.edit(
                connection, .site(.isProtected), of: Town.site, to: .bool(true), why: "a threat",
                now: TestCity.now.milliseconds)
            try Territory.bumpContentVersion(connection)
        }
        try await town.city.city.refresh()
        for path in [
            "/en/labels", "/en/places/\(Town.site)", "/en/services/lantern-rest", "/api/v1/labels",
            "/api/v1/services?label=1", "/api/v1/sites/\(Town.site)",
        ] {
            let text = try await town.city.get(path).text
            #expect(!text.contains("Label valid") && !text.contains("label-\(Town.site)"), "\(path)")
            #expect(!text.contains("\"checked\""), "\(path)")
        }
        #expect(!(try await City.exportHSDS(town.city.database, now: TestCity.now.milliseconds)).contains("2027-11-21"))
    }

    @Test func searchesFindLabelledPlaces() async throws {
        let town = try await Town()
        let without = try await town.city.get("/en/search?need=daytime-rest").text
        #expect(!without.contains("name=\"label\""), "no filter where no place has it")
        _ = try await town.granted()
        let page = try await town.city.get("/en/search?need=daytime-rest&label=1").text
        #expect(page.contains("s-lantern-rest") && page.contains("class=\"card-label\""))
        #expect(page.contains("name=\"label\" value=\"1\" checked"))
        #expect(page.contains("m0-29l2 5.3"), "a star on the map")
        let all = try await town.city.get("/api/v1/services?limit=100").object()
        let some = try await town.city.get("/api/v1/services?label=1&limit=100").object()
        let labelled = try #require(some["items"] as? [[String: Any]])
        #expect(labelled.count == some["total"] as? Int && labelled.count > 0)
        #expect(labelled.count < all["total"] as? Int ?? 0)
        for item in labelled {
            let site = try #require(item["site"] as? [String: Any])
            #expect(site["id"] as? String == Town.site)
            #expect((site["label"] as? [String: Any])?["checked"] as? [String] == ["no-papers", "poster"])
        }
        #expect(try await town.city.get("/api/v1/services?label=perhaps").status == .badRequest)
        #expect(
            try await town.city.get("/en/search?label=perhaps").text.contains("Choose yes or no for “Welcoming place”"))
    }

    @Test func otherGuidesReadIt() async throws {
        let town = try await Town()
        _ = try await town.granted()
        let text = try await City.exportHSDS(town.city.database, now: TestCity.now.milliseconds)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let places = try #require(document["locations"] as? [[String: Any]])
        let values = places.flatMap { $0["attributes"] as? [[String: Any]] ?? [] }.filter {
            $0["link_type"] as? String == "labels"
        }
        #expect(values.map { $0["value"] as? String } == ["2027-11-21"])
        let terms = try #require(document["taxonomy_terms"] as? [[String: Any]])
        #expect(terms.contains { $0["code"] as? String == "labels:welcome" })
        let content = try await City.load(town.city.database)
        #expect(try City.exportGeoJSON(content, now: TestCity.now.milliseconds).contains("\"until\":\"2027-11-21\""))
        let scheme = try await town.city.get("/api/v1/label").object()
        #expect((scheme["criteria"] as? [[String: Any]])?.count == 3)
    }

    /// Neither is it ours, nor does it go out again after it was taken back there.
    @Test func aLabelInAFileIsNotTaken() async throws {
        let town = try await StandardTown()
        let label = """
            "attributes": [{"id": "a", "link_type": "labels", "value": "2099-12-31",
            "taxonomy_term": {"id": "t", "code": "labels:welcome", "name": "Welcome"}}],
            """
        let location = HSDSTests.location(3, "1 rue A").replacing("\"name\":", with: label + "\"name\":")
        try await town.take(
            town.file("one.json", HSDSTests.document([location], [HSDSTests.service([3])])), .hsds)
        #expect(try await City.load(town.database).guide.sites.count == 1)
        let told = try await City.exportHSDS(town.database, now: TestCity.now.milliseconds)
        #expect(told.contains("by bus"), "what we cannot say goes out again")
        #expect(!told.contains("2099-12-31"))
    }

    @Test func figuresAreForThoseWhoAnswerForThePromise() async throws {
        let town = try await Town()
        let id = try await town.granted()
        _ = try await town.post("labels/\(id)/withdrawal", [("reason", "asked")])
        let page = try await town.desk.get("/en/work/label-figures", as: Town.observer)
        expectSound(page)
        let json = try await town.desk.api(.get, "label-figures", as: Town.observer).object()
        let year = try #require((json["years"] as? [[String: Any]])?.first)
        #expect(year["year"] as? Int == 2026)
        for name in ["asked", "visited", "granted", "withdrawn"] { #expect(year[name] as? Int == 1, "\(name)") }
        let others = try await town.desk.api(.get, "label-figures", as: Town.stranger).object()
        #expect((others["years"] as? [Any])?.isEmpty == true)
    }

    @Test func criteriaUnderWhichPlacesAskedDoNotChangeUnseen() async throws {
        let town = try await Town()
        let scheme = try #require(try await town.city.database.read { try LabelQueries.current($0) })
        var changed = scheme
        changed.criteria[0].isRequired = false
        let (silent, next) = (changed, LabelScheme(version: 2, name: scheme.name, criteria: changed.criteria))
        _ = try await town.city.database.write { try LabelQueries.write(silent, $0, now: 1) }
        _ = try await town.city.database.write { try LabelQueries.write(scheme, $0, now: 2) }
        _ = try await town.ask()
        await #expect(throws: (any Error).self) {
            _ = try await town.city.database.write { try LabelQueries.write(silent, $0, now: 3) }
        }
        _ = try await town.city.database.write { try LabelQueries.write(next, $0, now: 4) }
        #expect(try await town.city.database.read { try LabelQueries.current($0) }?.version == 2)
        #expect(
            try await town.city.database.read { try LabelQueries.versions($0) }.count == 2, "the old stays readable")
    }

    @Test func theActionOfThePlanLeadsToThePlaces() async throws {
        let paris = try await TestCity.paris.value
        #expect(try await paris.get("/fr/plans/paris-2019/actions/a2").text.contains("href=\"/fr/labels\""))
        #expect(try await !paris.get("/fr/plans/paris-2019/actions/a3").text.contains("href=\"/fr/labels\""))
        let page = try await paris.get("/fr/labels").text
        #expect(page.contains("Paris Accueil Réfugié·e·s") && page.contains("Aucun lieu n’a encore le label."))
        #expect(page.contains("/fr/plans/paris-2019/actions/a2"))
    }
}
