import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas

@Suite("Closing for a while: slips are asked about before anyone is sent home")
struct ClosureFormTests {
    private static let path = "/en/\(DeskRouter.pagePrefix)/services/lantern-rest/closure"

    private func close(_ town: DeskTown, _ fields: [(String, String)]) async throws -> TestResponse {
        try await town.desk.post(Self.path, fields, as: DeskTown.manager)
    }

    private func exceptions(_ town: DeskTown) async throws -> [DatedClosure] {
        try await town.city.city.refresh()
        return try #require(try town.city.city.snapshot().guide.service("lantern-rest")).exceptions
    }

    @Test(
        "Days that are over, a year far away, an end before the beginning",
        arguments: [
            ("2026-03-01", "2026-03-05", "These days are over already.", "#f-exception-to"),
            ("2062-12-01", "", "2062 is very far away.", "#f-exception-from"),
            ("2026-12-05", "2026-12-01", "The end is before the beginning.", "#f-exception-to"),
        ])
    func days(_ from: String, _ to: String, _ told: String, _ link: String) async throws {
        let town = try await DeskTown()
        let before = try await exceptions(town)
        let answer = try await close(town, [("exception-from", from), ("exception-to", to)])
        #expect(answer.status == .unprocessableContent && answer.text.contains(told))
        #expect(answer.text.contains("href=\"\(link)\"") && answer.text.contains("value=\"\(from)\""))
        #expect(try await exceptions(town) == before)
        expectSound(answer)
    }

    @Test("What is announced for the same days is shown, and replaced when the box is ticked")
    func meets() async throws {
        let town = try await DeskTown()
        let before = try await exceptions(town)
        let open = [("exception-from", "2026-11-25")]
        #expect(try await close(town, open).text.contains("24 December 2026"), "a short day is announced within it")
        #expect(try await close(town, open + [("exception-replace", "yes")]).status == .seeOther)
        let first = try await exceptions(town)
        #expect(first.count == 2 && first[0] == before[0] && first[1].to == nil)
        let ended = open + [("exception-to", "2026-12-04")]
        let asked = try await close(town, ended)
        #expect(asked.status == .unprocessableContent && asked.text.contains("from 25 November 2026"))
        #expect(asked.text.contains("name=\"exception-replace\" value=\"yes\"") && asked.text.contains("2026-12-04"))
        expectSound(asked)
        #expect(try await exceptions(town) == first)
        for _ in 0..<2 {
            #expect(try await close(town, ended + [("exception-replace", "yes")]).status == .seeOther)
            let now = try await exceptions(town)
            #expect(now.count == 2 && now[1].to == PartialDate("2026-12-04"), "it has the end that was given")
        }
        #expect(try await close(town, ended).status == .seeOther, "the same once more is no question")
        let program = try await town.desk.api(
            .post, "services/lantern-rest/closure", json: ["exception-from": "2026-12-01"], as: DeskTown.manager)
        #expect(program.status == .unprocessableContent && program.text.contains("exception-replace"))
    }

    @Test("Hours that go over midnight are asked about; plain times and «closed» are understood")
    func hours() async throws {
        let town = try await DeskTown()
        let night = [("exception-from", "2026-11-25"), ("exception-to", "2026-11-25"), ("exception-hours", "18h-9h")]
        let asked = try await close(town, night)
        #expect(asked.status == .unprocessableContent && asked.text.contains("go over midnight: 18:00-09:00"))
        #expect(asked.text.contains("name=\"exception-night\" value=\"18:00-09:00\""))
        expectSound(asked)
        #expect(try await close(town, night + [("exception-night", "18:00-09:00")]).status == .seeOther)
        let plain = [
            ("exception-from", "2026-11-26"), ("exception-to", "2026-11-26"), ("exception-hours", "9h30-12h / 14-18"),
        ]
        #expect(try await close(town, plain).status == .seeOther)
        let shut = [("exception-from", "2026-11-27"), ("exception-to", "2026-11-27"), ("exception-hours", "Closed")]
        #expect(try await close(town, shut).status == .seeOther)
        let hours = try await exceptions(town).suffix(3).map(\.hours)
        #expect(hours == ["18:00-09:00", "09:30-12:00,14:00-18:00", nil])
        let wrong = try await close(town, [("exception-from", "2026-11-28"), ("exception-hours", "Mo 25:99")])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("leave them empty when it is closed"))
        #expect(!wrong.text.contains("fill in the week"))
    }

    @Test("In the form of a service two exceptions never hold on one day unseen")
    func clash() async throws {
        let town = try await DeskTown()
        let form = try await town.form(
            "lantern-rest",
            [
                "exception-from": ["2027-02-01", "2027-02-10"], "exception-to": ["2027-02-15", "2027-02-12"],
                "exception-hours": ["", "10:00-12:00"],
            ])
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .unprocessableContent)
        #expect(
            answer.text.contains("Exceptions 1 and 2 hold on the same days")
                && answer.text.contains("#f-exception-from-1"))
        expectSound(answer)
    }
}
