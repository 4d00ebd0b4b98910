import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("What is proposed is decided on by those who may")
struct ProposalTests {
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
        #expect(try await town.awaiting("service-proposed") == 0, "who did not decide has nothing left to do")
        #expect(
            try await town.notices("service-decided") == [
                "\(DeskTown.worker.caller.account) work/services/lantern-rest"
            ])
        #expect(
            try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.worker).text.contains(
                "Not on Saturdays"))

        let hours = ["Mo-Fr 09:00-17:00"]
        let again = try await town.form(
            "lantern-rest", ["hours": hours, "hours-by": ["text"], "hours-sure": hours])
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
            "/en/work/services/lantern-rest/closure",
            [("exception-from", "2026-11-21"), ("exception-to", "2026-11-30")], as: DeskTown.manager)
        #expect(closed.status == .seeOther)
        try await all.city.city.refresh()
        let service = try #require(try all.city.city.snapshot().guide.service("lantern-rest"))
        #expect(service.exceptions.count == 3, "a closed door does not wait for an approval")
    }

    @Test("A closure that has to be decided on joins the change that waits already")
    func joins() async throws {
        let town = try await DeskTown()
        let draft = try await town.form("lantern-rest", ["phone": ["+44 1632 960133"]], publishes: "draft")
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", draft, as: DeskTown.worker)
        let closed = try await town.desk.post(
            "/en/work/services/lantern-rest/closure",
            [("exception-from", "2026-11-21"), ("exception-to", "2026-11-30")], as: DeskTown.worker)
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
}
