import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Two who change the same thing lose nothing")
struct UpkeepConflictTests {
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
}

extension String {
    fileprivate var json: JSONValue { .string(self) }
}
