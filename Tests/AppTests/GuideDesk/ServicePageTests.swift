import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("The page of a service at the desk says everything in words")
struct ServicePageTests {
    private func facts(_ page: String) throws -> String {
        let start = try #require(page.range(of: "<dl class=\"facts\">"))
        let end = try #require(page[start.upperBound...].range(of: "</dl>"))
        return String(page[start.upperBound..<end.lowerBound])
    }

    @Test("No code and no language tag stands among the facts", arguments: ["en", "es"])
    func labels(_ language: String) async throws {
        let town = try await DeskTown()
        let taxonomy = try town.city.city.snapshot().guide.taxonomy
        var codes = Set(taxonomy.needs.map(\.key))
        for list in [Taxonomy.List.publics, .statuses, .conditions, .accessibility, .amenities, .costs, .siteKinds] {
            codes.formUnion(taxonomy[list].map(\.key))
        }
        // A code that is also a word of the page proves nothing.
        codes = codes.filter { $0.contains("-") }
        for path in ["services/lantern-rest", "services/lantern-showers", "places/lantern-day-centre"] {
            let answer = try await town.desk.get(
                "/\(language)/\(DeskRouter.pagePrefix)/\(path)", as: DeskTown.coordinator)
            if answer.status == .notFound { continue }
            expectSound(answer)
            let facts = try facts(answer.text)
            for code in codes { #expect(!facts.contains(">\(code)<"), "\(path): \(code)") }
            for tag in ["en: ", "es: ", "und: ", ">en<", "true", "2026-"] {
                #expect(!facts.contains(tag), "\(path): \(tag)")
            }
        }
    }

    @Test("The hours stand in words, day by day, for fourteen days")
    func hours() async throws {
        let town = try await DeskTown()
        let page = try await town.desk.get(
            "/en/\(DeskRouter.pagePrefix)/services/lantern-showers", as: DeskTown.manager
        ).text
        let start = try #require(page.range(of: "The hours in words</h2>"))
        let section = page[start.upperBound...].prefix { $0 != "§" }
        let table = try #require(section.range(of: "</table>").map { section[..<$0.lowerBound] })
        #expect(table.components(separatedBy: "<tr><th scope=\"row\">").count == 15)
        #expect(table.contains("Monday") && table.contains("–"))
    }

    @Test("Texts say their language by its name, in its own direction")
    func texts() async throws {
        let town = try await DeskTown()
        let facts = try facts(
            try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager).text)
        #expect(facts.contains("<small>English</small> <bdi>Daytime rest</bdi>"))
        #expect(facts.contains("<small>Español</small> <bdi><span lang=\"es\""))
    }

    @Test("A closure that comes, or holds, stands in the head of the public page beside «open now»")
    func closure() async throws {
        let town = try await DeskTown()
        func head() async throws -> String {
            let page = try await town.publicPage("/en/services/lantern-rest").text
            let start = try #require(page.range(of: "<header class=\"service-head\">"))
            return String(
                page[
                    start
                        .upperBound..<(try #require(
                            page.range(of: "</header>", range: start.upperBound..<page.endIndex))).lowerBound])
        }
        #expect(!(try await head().contains("Works in the kitchen")))
        let answer = try await town.desk.post(
            "/en/work/services/lantern-rest/closure",
            [
                ("exception-from", "2026-11-25"), ("exception-to", "2026-11-27"), ("exception-in", "en"),
                ("exception-reason", "Works in the kitchen"),
            ], as: DeskTown.manager)
        #expect(answer.headers[.location]?.hasSuffix("?done=closed") == true)
        let coming = try await head()
        #expect(coming.contains("<strong>Closed</strong>") && coming.contains("25 November 2026"))
        #expect(coming.contains("Works in the kitchen"))
        // Opening again today leaves what is announced; taking back is asked for by its own button.
        _ = try await town.desk.post("/en/work/services/lantern-rest/reopening", [], as: DeskTown.manager)
        #expect(try await head().contains("Works in the kitchen"))
        let back = try await town.desk.post(
            "/en/work/services/lantern-rest/reopening", [("announced", "yes")], as: DeskTown.manager)
        #expect(back.headers[.location]?.hasSuffix("?done=closures-cancelled") == true)
        _ = try await town.desk.post(
            "/en/work/services/lantern-rest/closure", [("exception-from", "2027-03-01")], as: DeskTown.manager)
        #expect(!(try await head().contains("<strong>Closed</strong>")), "what is months away stands with the hours")
    }

    @Test(
        "What was typed and not chosen is never thrown away without a word",
        arguments: [
            // Chosen, week of Monday, line, names of faults
            ("text", "25:99", "Mo 09:00-10:00", "week-from"), ("unknown", "25:99", "", "week-from"),
            ("text", "9", "Mo 09:00-10:00", "week-to"), ("week", "", "nonsense", "hours"),
            ("unknown", "", "nonsense", "hours"), ("text", "", "Mo 09:00-10:00", ""),
            ("unknown", "", "Mo 09:00-10:00", "hours-by"), ("week", "", "Mo 09:00-10:00", "hours-by"),
            ("unknown", "", "", ""), ("text", "", "", ""),
        ])
    func grid(_ chosen: String, _ monday: String, _ line: String, _ fault: String) async throws {
        let town = try await DeskTown()
        var form = try await town.form("lantern-rest", ["hours-by": [chosen], "hours": [line], "hours-sure": [line]])
        form.removeAll { $0.0 == "week-from" || $0.0 == "week-to" }
        form += (0..<14).map { ("week-from", $0 == 0 ? monday : "") }
        form += (0..<14).map { ("week-to", $0 == 0 && monday.count > 1 ? "23:00" : "") }
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        if fault.isEmpty {
            #expect(answer.status == .seeOther)
        } else {
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#f-\(fault)\""), "\(chosen) \(monday) \(line)")
            if !monday.isEmpty { #expect(answer.text.contains("value=\"\(monday)\""), "it stays as it was typed") }
            expectSound(answer)
        }
    }

    @Test("A form that was only looked at again can be sent whichever way is chosen")
    func untouched() async throws {
        let town = try await DeskTown()
        for chosen in ["week", "text", "unknown"] {
            let form = try await town.form("lantern-rest", ["hours-by": [chosen]])
            let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
            #expect(answer.status == .seeOther, "\(chosen)")
            if chosen != "unknown" {
                try await town.city.city.refresh()
                #expect(try town.city.city.snapshot().guide.service("lantern-rest")?.hours != nil, "\(chosen)")
            }
        }
    }

    @Test("What lacks a language of the city is published, and its editor is told")
    func languages() async throws {
        let town = try await DeskTown()
        var city = town.city
        city.settings.languages.required = ["en", "es"]
        let desk = TestDesk(city: city, workplace: city.workplace, routes: town.guideDesk.routes)
        let form = try await town.form(
            "lantern-rest",
            [
                "name": ["", "Rest", ""], "name-in": ["und", "en", "es"], "bring": ["A towel", ""],
                "bring-in": ["en", "es"],
            ])
        let answer = try await desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .seeOther)
        #expect(try await town.publicPage("/es/services/lantern-rest").text.contains("Rest"))
        let page = try await desk.get("/en/work/services/lantern-rest", as: DeskTown.manager)
        #expect(page.text.contains("texts are missing in a language that the city asks for"))
        #expect(page.text.contains("(<bdi>Español</bdi>)"))
        expectSound(page)
        let json = try await desk.api(.get, "services/lantern-rest", as: DeskTown.manager).object()
        let missing = json["missingTexts"] as? [[String: Any]] ?? []
        #expect(missing.compactMap { $0["field"] as? String } == ["name", "bring"])
        let whole = try await town.form(
            "lantern-rest",
            ["name": ["Rest"], "name-in": ["und"], "bring": ["A towel", "Una toalla"], "bring-in": ["en", "es"]])
        _ = try await desk.post("/en/work/services/lantern-rest/edit", whole, as: DeskTown.manager)
        let after = try await desk.get("/en/work/services/lantern-rest", as: DeskTown.manager).text
        #expect(!after.contains("texts are missing"))
    }

    @Test("Long lateness is said in months and years")
    func lateness() async throws {
        let town = try await DeskTown()
        for (confirmed, words) in [
            ("2026-10-01", "days"), ("2025-11-01", "months"), ("2019-01-01", "years"),
        ] {
            try await town.city.database.write { connection in
                _ = try Guide.edit(
                    connection, .service(.confirmed), of: "lantern-rest", to: .string(confirmed), why: "test",
                    now: TestCity.now.milliseconds)
                try connection.execute(
                    """
                    INSERT INTO desk_record (kind, key, rhythm) VALUES ('service', 'lantern-rest', 7)
                    ON CONFLICT (kind, key) DO UPDATE SET rhythm = 7
                    """)
                try Territory.bumpContentVersion(connection)
            }
            try await town.city.city.refresh()
            let page = try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager).text
            let found = page.firstMatch(of: /confirmed for (\d+ )?[a-z ]*/)
            #expect(page.contains(words), "\(confirmed): \(found.map { String($0.output.0) } ?? "")")
        }
    }
}
