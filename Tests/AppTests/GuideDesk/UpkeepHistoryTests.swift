import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("What was changed can be looked at and brought back")
struct UpkeepHistoryTests {
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
}
