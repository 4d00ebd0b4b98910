import Files
import Foundation
import Rules
import Store
import Synchronization
import Testing

@testable import Areas

@Suite("Standards: what a file has all of")
struct StandardsWholeTests {
    private typealias DI = DataInclusionTests
    private typealias HS = HSDSTests

    @Test("A service without its structure's identifier is refused, and becomes no place")
    func withoutStructure() async throws {
        let town = try await StandardTown()
        let service = DI.service("2").replacingOccurrences(of: #""structure_id": "soliguide--1", "#, with: "")
        let named = try await town.take(town.file("one.json", DI.document([service])), .dataInclusion)
        #expect(named.rejections.map(\.field) == ["structure_id"])
        let bare = try await town.take(town.file("services.json", "[\(service)]"), .dataInclusion)
        #expect(bare.rejections.map(\.field) == ["structure_id"])
        let content = try await City.load(town.database)
        #expect(content.guide.sites.count == 1 && content.guide.services.isEmpty)
        #expect(!content.organisations.contains { $0.name == "Cours de français" })
    }

    @Test("A record that is known and has a fault this time stays as it was")
    func faulty() async throws {
        let town = try await StandardTown()
        let far = DI.service("2", #", "adresse": "8 quai Vert", "code_postal": "75019""#)
        try await town.take(town.file("good.json", DI.document([far, DI.service("3")])), .dataInclusion)
        let bad = far.replacingOccurrences(of: "Cours de français", with: "Un nom.")
        let report = try await town.take(town.file("bad.json", DI.document([bad])), .dataInclusion)
        #expect(report.rejections.map(\.field) == ["nom"])
        let content = try await City.load(town.database)
        #expect(content.guide.services.map { $0.name["fr"] } == ["Cours de français"], "the other one is gone")
        let site = try #require(content.guide.services.first?.site)
        #expect(content.guide.sites.first { $0.key == site }?.address == "8 quai Vert")
    }

    private static let places = [HS.location(3, "1 rue A"), HS.location(4, "2 rue B")]

    @Test("One page of HSDS retires nothing; a whole list does")
    func page() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("all.json", HS.document(Self.places, [HS.service([3, 4])])), .hsds)
        let organization = #"{"contents": [\#(HS.organization)]}"#
        try await town.take(town.file("page.json", organization), .hsds)
        let other = HS.service([4]).replacingOccurrences(of: HS.id(2), with: HS.id(5))
        try await town.take(town.file("next.json", #"{"contents": [\#(other)]}"#), .hsds)
        #expect(try await City.load(town.database).guide.services.count == 2)
        #expect(try await City.load(town.database).guide.sites.count == 2)
        try await town.take(town.file("one.json", HS.document([Self.places[0]], [HS.service([3])])), .hsds)
        #expect(try await City.load(town.database).guide.services.count == 1)
        #expect(try await City.load(town.database).guide.sites.count == 1)
    }

    @Test("A folder without locations retires neither places nor the services that name them")
    func folder() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("all.json", HS.document(Self.places, [HS.service([3, 4])])), .hsds)
        _ = try town.file("part/organizations.json", "[\(HS.organization)]")
        _ = try town.file("part/services.json", "[\(HS.service([3, 4]))]")
        let report = try await town.take(town.folder.appendingPathComponent("part").path, .hsds)
        #expect(report.rejections.map(\.field) == ["service_at_locations"])
        #expect(try await City.load(town.database).guide.services.count == 2)
        #expect(try await City.load(town.database).guide.sites.count == 2)
    }

    @Test("What was not taken is told before an import is refused for great loss")
    func refusal() async throws {
        let town = try await StandardTown()
        let many = (2..<32).map { DI.service("\($0)") }
        try await town.take(town.file("many.json", DI.document(many)), .dataInclusion)
        let bad = DI.service("40").replacingOccurrences(of: "Cours de français", with: "Un nom.")
        let path = try town.file("few.json", DI.document([DI.service("2"), bad]))
        let told = Mutex<[Rejection]>([])
        let database = town.database
        await #expect(throws: FileFaults.self) {
            try await City.importStandard(
                path, format: .dataInclusion, source: StandardSource(key: "other"), into: database, now: 5
            ) { _ in
            } rejected: { rejections in
                told.withLock { $0 = rejections }
            }
        }
        #expect(told.withLock { $0.map(\.record) } == ["soliguide--40"])
        #expect(try await City.load(town.database).guide.services.count == 30)
    }
}
