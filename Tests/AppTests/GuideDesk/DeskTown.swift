import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Port-Alder with the desk of its guide: a city of its own for each test.
struct DeskTown {
    let city: TestCity
    let desk: TestDesk
    let guideDesk: GuideDesk

    static let manager = TestDesk.Member.some(.manager, of: "lantern-house")
    static let warded = TestDesk.Member.some(.manager, of: "lantern-house", wards: [.protectedPlaces])
    static let worker = TestDesk.Member.some(.fieldWorker, of: "lantern-house")
    static let stranger = TestDesk.Member.some(.manager, of: "quayside-kitchen")
    static let coordinator = TestDesk.Member.some(.coordinator, of: "port-alder-council")

    init(changing change: (inout String) -> Void = { _ in }) async throws {
        var text = try String(
            contentsOf: TestCity.root.appendingPathComponent("Territories/demo-ville/territory.yaml"), encoding: .utf8)
        let before = text
        change(&text)
        if text == before {
            city = try await TestCity("demo-ville")
        } else {
            let base = FileManager.default.temporaryDirectory.appendingPathComponent(
                "ville-refuge-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
            let source = TestCity.root.appendingPathComponent("Territories")
            for name in ["taxonomy", "demo-ville"] {
                try FileManager.default.copyItem(
                    at: source.appendingPathComponent(name), to: base.appendingPathComponent(name))
            }
            let folder = base.appendingPathComponent("demo-ville")
            try text.write(to: folder.appendingPathComponent("territory.yaml"), atomically: true, encoding: .utf8)
            city = try await TestCity(folder: folder)
        }
        let published = city.city
        guideDesk = GuideDesk(workplace: city.workplace, snapshot: { try published.snapshot().guide })
        desk = TestDesk(city: city, workplace: city.workplace, routes: guideDesk.routes)
        for member in [Self.manager, Self.warded, Self.worker, Self.stranger, Self.coordinator] {
            try await TestGate.remember(member.caller, city.workplace)
        }
    }

    /// The version that a form would carry.
    func version(_ path: String, as member: TestDesk.Member) async throws -> String {
        try #require(try await desk.api(.get, path, as: member).object()["version"] as? String)
    }

    /// The form of a record as a browser has it, with some values replaced.
    func form(
        _ key: String, _ changes: [String: [String]], kind: RecordName.Kind = .service, publishes: String = "publish",
        as member: TestDesk.Member = manager
    ) async throws -> [(String, String)] {
        let record = try #require(try await city.database.read { try UpkeepQueries.record($0, kind, key) })
        var values = try GuideDesk.values(record, city.settings).pairs.filter {
            changes[$0.name] == nil && $0.name != "operator" && $0.name != "protected"
        }.map { ($0.name, $0.value) }
        for (name, list) in changes { values += list.map { (name, $0) } }
        return values + [("do", publishes), ("version", record.version)]
    }

    /// Those that nobody has read and no act has ended.
    func awaiting(_ kind: String) async throws -> Int {
        try await city.database.read { connection in
            try connection.row(
                "SELECT count(*) AS count FROM notification WHERE kind = \(kind) AND read_at IS NULL")?.get("count")
                ?? -1
        }
    }

    func notices(_ kind: String) async throws -> [String] {
        try await city.database.read { connection in
            try connection.rows("SELECT account, path FROM notification WHERE kind = \(kind) ORDER BY id").map {
                "\(try $0.get("account", as: String.self)) \(try $0.get("path", as: String.self))"
            }
        }
    }

    func publicPage(_ path: String) async throws -> TestResponse {
        try await city.city.refresh()
        return try await city.get(path)
    }
}

/// What every page of the desk must be, whatever it shows.
func expectSound(_ response: TestResponse, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = response.text
    #expect(text.components(separatedBy: "<h1").count == 2, "one h1", sourceLocation: sourceLocation)
    #expect(!text.contains("[upkeep."), "a sentence is missing", sourceLocation: sourceLocation)
    #expect(!text.contains("<script>"), sourceLocation: sourceLocation)
    let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    let doubled = Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 }.keys.sorted()
    #expect(doubled == [], "ids twice", sourceLocation: sourceLocation)
    for name in ["form", "fieldset", "table", "tr", "td", "th", "ul", "li", "section", "select", "label", "p", "dl"] {
        let opened = text.matches(of: try! Regex("<\(name)[ >]")).count
        let closed = text.components(separatedBy: "</\(name)>").count - 1
        #expect(opened == closed, "<\(name)> \(opened), </\(name)> \(closed)", sourceLocation: sourceLocation)
    }
}
