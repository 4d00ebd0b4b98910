import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("A protected address is never shown without the ward")
struct ProtectedDeskTests {
    private static let marker = "77 Marker Lane"

    /// Safe Harbour gets an address that nobody may read.
    private func town() async throws -> DeskTown {
        let town = try await DeskTown()
        var form = try await town.form(
            "safe-harbour", ["address": [Self.marker], "postcode": ["ZX9 9ZZ"], "kind": ["protected-place"]],
            kind: .site)
        form.append(("protected", "on"))
        let saved = try await town.desk.post("/en/work/places/safe-harbour/edit", form, as: DeskTown.warded)
        #expect(saved.status == .seeOther)
        try await town.city.city.refresh()
        return town
    }

    @Test("Whoever carries the ward keeps it; to all others the place does not exist on the desk")
    func place() async throws {
        let town = try await town()
        for path in ["", "/edit", "/history", "/comparison"] {
            let own = try await town.desk.get("/en/work/places/safe-harbour\(path)", as: DeskTown.warded)
            #expect(own.status == .ok && (path == "/history" || own.text.contains(Self.marker)), "\(path)")
            expectSound(own)
            let none = try await town.desk.get("/en/work/places/none\(path)", as: DeskTown.manager)
            let real = try await town.desk.get("/en/work/places/safe-harbour\(path)", as: DeskTown.manager)
            #expect(real.status == .notFound && real.text == none.text)
        }
        #expect(try await town.desk.get("/en/work/places/safe-harbour", as: DeskTown.coordinator).status == .notFound)
    }

    @Test("No answer of any face holds one byte of it without the ward")
    func scan() async throws {
        let town = try await town()
        let paths = [
            "services", "places", "services/safe-harbour-line", "services/safe-harbour-line/edit",
            "services/safe-harbour-line/preview", "services/safe-harbour-line/history", "services/new", "freshness",
            "freshness/table", "reports", "places/safe-harbour/preview", "places/safe-harbour/history",
        ]
        for member in [DeskTown.manager, DeskTown.worker, DeskTown.coordinator, DeskTown.stranger] {
            for path in paths {
                for text in [
                    try await town.desk.get("/en/work/\(path)", as: member).text,
                    try await town.desk.api(.get, path, as: member).text,
                ] {
                    #expect(!text.contains("Marker") && !text.contains("ZX9 9ZZ"), "\(path)")
                }
            }
        }
        for path in ["/en/services/safe-harbour-line", "/en/places/safe-harbour", "/api/v1/services/safe-harbour-line"]
        {
            #expect(!(try await town.publicPage(path).text.contains("Marker")))
        }
        // Not even for those who may know it: a preview is the public page.
        let preview = try await town.desk.get("/en/work/services/safe-harbour-line/preview", as: DeskTown.warded)
        #expect(preview.status == .ok && !preview.text.contains("Marker"))
    }

    @Test(
        "The flag is neither seen nor set without the ward, and an address that was protected once stays so in the history"
    )
    func flag() async throws {
        let town = try await town()
        let form = try await town.form("lantern-day-centre", [:], kind: .site)
        let set = try await town.desk.post(
            "/en/work/places/lantern-day-centre/edit", form + [("protected", "on")], as: DeskTown.manager)
        #expect(set.status == .badRequest)
        #expect(
            !(try await town.desk.get("/en/work/places/lantern-day-centre/edit", as: DeskTown.manager).text.contains(
                "name=\"protected\"")))
        #expect(
            try await town.desk.get("/en/work/places/lantern-day-centre/edit", as: DeskTown.warded).text.contains(
                "name=\"protected\""))

        let moved = try await town.form(
            "safe-harbour", ["address": ["1 Open Street"], "postcode": [""], "kind": ["day-centre"]], kind: .site)
        let saved = try await town.desk.post("/en/work/places/safe-harbour/edit", moved, as: DeskTown.warded)
        #expect(saved.status == .seeOther)
        #expect(try await town.publicPage("/en/places/safe-harbour").text.contains("1 Open Street"))
        let history = try await town.desk.get("/en/work/places/safe-harbour/history", as: DeskTown.manager)
        #expect(history.status == .notFound)
        let list = try await town.desk.api(.get, "places", as: DeskTown.manager).object()
        #expect((list["items"] as? [[String: Any]])?.contains { $0["id"] as? String == "safe-harbour" } == false)
    }

    @Test("A new protected place is not shown to colleagues without the ward, not even its name")
    func new() async throws {
        let town = try await DeskTown()
        let site = [
            ("id", UUIDv7().description), ("name-in", "und"), ("name", "Marker House"), ("kind", "protected-place"),
            ("status", "open"), ("address", Self.marker), ("protected", "on"), ("do", "draft"),
        ]
        let made = try await town.desk.post("/en/work/places/new", site, as: DeskTown.warded)
        #expect(made.status == .seeOther)
        for path in ["places", "services/new", "services"] {
            #expect(!(try await town.desk.get("/en/work/\(path)", as: DeskTown.manager).text.contains("Marker")))
        }
        #expect(try await town.desk.get("/en/work/places", as: DeskTown.warded).text.contains("Marker House"))
    }
}
