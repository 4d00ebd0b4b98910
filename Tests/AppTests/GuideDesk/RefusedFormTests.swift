import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas

@Suite("A refused form says so at the head of its page")
struct RefusedFormTests {
    @Test("The summary stands before the heading, has the focus, names the fields; the title says it too")
    func summary() async throws {
        let town = try await DeskTown()
        for (language, title) in [("en", "Error: "), ("fr", "Erreur : "), ("es", "Error: "), ("ar", "خطأ: ")]
        where town.city.settings.languages.offered.contains(language) {
            let answer = try await town.desk.post(
                "/\(language)/\(DeskRouter.pagePrefix)/services/lantern-rest/closure", [("exception-from", "soon")],
                as: DeskTown.manager)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("<title>\(title)"), "\(language)")
            let summary = try #require(answer.text.firstRange(of: "id=\"faults\""))
            let heading = try #require(answer.text.firstRange(of: "<h1"))
            #expect(summary.lowerBound < heading.lowerBound)
            #expect(answer.text.contains("tabindex=\"-1\" autofocus id=\"faults\""))
            #expect(answer.text.components(separatedBy: "id=\"faults\"").count == 2)
            expectSound(answer)
        }
        let unnamed = try await town.desk.post(
            "/en/work/services/lantern-rest/edit",
            try await town.form("lantern-rest", ["name-in": ["en"], "name": [""]]), as: DeskTown.manager)
        #expect(unnamed.text.contains("<a href=\"#f-name\">Name: This is needed.</a>"))
        let fine = try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager)
        #expect(!fine.text.contains("<title>Error") && !fine.text.contains("id=\"faults\""))
    }

    @Test("What is not there is told in the desk's words; a link that is over leads to the sign-in")
    func nothing() async throws {
        let town = try await DeskTown()
        let missing = try await town.desk.get("/en/work/services/no-such-service", as: DeskTown.manager)
        #expect(missing.status == .notFound && missing.text.contains("does not exist, or it is not yours"))
        #expect(!missing.text.contains("The place may have closed"))
        for member in [nil, DeskTown.manager] {
            let over = try await town.desk.get("/en/work/still-true/used-or-forged", as: member)
            #expect(over.status == .notFound && over.text.contains("This link no longer works"))
            #expect(over.text.contains("href=\"/en/work/sign-in\""))
        }
    }

    @Test("What is too large says how large it may be")
    func tooLarge() async throws {
        let town = try await DeskTown()
        let answer = try await town.desk.post(
            "/en/work/services/lantern-rest/closure", [("why", String(repeating: "x", count: 70_000))],
            as: DeskTown.manager)
        #expect(answer.status == .contentTooLarge && answer.text.contains("5 MB at most"))
    }

    @Test("Taking out of the guide asks once more, the present version cannot be brought back")
    func states() async throws {
        let town = try await DeskTown()
        let page = try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager).text
        #expect(page.contains("<details><summary>Take out of the guide</summary>") && page.contains("Yes, take it out"))
        let named = try await town.form("lantern-rest", ["name-in": ["en"], "name": ["Rest"]], publishes: "propose")
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", named, as: DeskTown.worker)
        _ = try await town.desk.post(
            "/en/work/services/lantern-rest/decision", [("outcome", "publish")], as: DeskTown.manager)
        let history = try await town.desk.get("/en/work/services/lantern-rest/history", as: DeskTown.manager).text
        #expect(history.components(separatedBy: "/restoration\"").count == 2, "only what stood before")
        let late = try await town.desk.get("/en/work/freshness", as: DeskTown.coordinator).text
        #expect(late.contains("<br><small>"))
    }
}
