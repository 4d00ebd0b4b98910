import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("HSDS, in and out")
struct HSDSTests {
    static func id(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }
    static let organization = """
        {"id": "\(id(1))", "name": "Helpers", "description": "They help", "tax_id": "77", "contacts": [{"id": "\(id(9))", "name": "Ann Persona"}]}
        """
    static func location(_ number: Int, _ address: String) -> String {
        """
        {"id": "\(id(number))", "location_type": "physical", "name": "House \(number)", "latitude": 48.87, "longitude": 2.36,
         "transportation": "by bus", "organization_id": "\(id(1))", "addresses": [{"id": "\(id(number))", "address_1": "\(address)",
         "city": "Paris", "state_province": "Paris", "postal_code": "75010", "country": "FR", "address_type": "physical"}]}
        """
    }
    static func service(_ locations: [Int], _ more: String = "") -> String {
        let places = locations.map {
            "{\"id\": \"\(id($0 + 3))\", \"service_id\": \"\(id(2))\", \"location_id\": \"\(id($0))\"}"
        }.joined(separator: ",")
        return """
            {"id": "\(id(2))", "organization_id": "\(id(1))", "name": "Showers", "status": "active", "wait_time": "an hour",
             "attributes": [{"id": "\(id(8))", "taxonomy_term": {"id": "\(id(7))", "name": "Public Showers"}}],
             "schedules": [{"id": "\(id(6))", "freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00:00", "closes_at": "12:00:00"}],
             "service_at_locations": [\(places)]\(more)}
            """
    }
    static func document(_ locations: [String], _ services: [String]) -> String {
        """
        {"organizations": [\(organization)], "locations": [\(locations.joined(separator: ","))], "services": [\(services.joined(separator: ","))]}
        """
    }

    @Test("Terms, schedules and places of a service are understood")
    func meaning() async throws {
        let town = try await StandardTown()
        let text = Self.document([Self.location(3, "1 rue A")], [Self.service([3])])
        let report = try await town.take(town.file("one.json", text), .hsds)
        #expect(report.rejections.isEmpty && report.records == 3)
        #expect(report.leftOut.first?.kind == "contact persons")
        let content = try await City.load(town.database)
        let service = try #require(content.guide.services.first)
        #expect(service.needs == ["shower"] && service.hours == "Mo-We 09:00-12:00" && service.status == .open)
        let site = try #require(content.guide.sites.first)
        #expect(site.address == "1 rue A" && site.district == "paris-10")
        #expect(content.organisations.first { $0.key == site.operatedBy }?.name == "Helpers")
    }

    @Test("One service at two places is two of ours, and goes out as one again")
    func twoPlaces() async throws {
        let town = try await StandardTown()
        let text = Self.document([Self.location(3, "1 rue A"), Self.location(4, "2 rue B")], [Self.service([3, 4])])
        try await town.take(town.file("two.json", text), .hsds)
        #expect(try await City.load(town.database).guide.services.count == 2)
        let (given, out) = (try StandardTown.records(text), try await town.exported(.hsds))
        #expect(out["services"] == given["services"])
        #expect(out["locations"] == given["locations"])
        var organization = try #require(given["organizations"]?[Self.id(1)]?.object)
        organization["contacts"] = nil
        #expect(out["organizations"]?[Self.id(1)]?.object == organization)
    }

    @Test("Records inside each other say the same as records side by side")
    func nested() async throws {
        let beside = try await StandardTown()
        let text = Self.document([Self.location(3, "1 rue A")], [Self.service([3])])
        try await beside.take(beside.file("beside.json", text), .hsds)
        let document = HSDSExport(city: try await beside.database.read { try StandardsCity.load($0) })
        let page = JSONValue.object(["contents": .array(document.services.map { .object(document.full($0)) })])
        let inside = try await StandardTown()
        try await inside.take(inside.file("inside.json", try Facts.text(page)), .hsds)
        #expect(try await inside.exported(.hsds) == beside.exported(.hsds))
    }

    @Test(
        "What cannot be taken is told",
        arguments: [
            (#""status": "open""#, "status"), (#""attributes": []"#, "attributes"), (#""id": "seven""#, "id"),
            (#""name": """#, "name"),
        ])
    func faults(_ change: String, _ field: String) async throws {
        let town = try await StandardTown()
        var record = try #require(try JSONReader.parse(TextFile(name: "x", text: Self.service([3]))).value.object)
        record.merge(try #require(try JSONReader.parse(TextFile(name: "x", text: "{\(change)}")).value.object)) { $1 }
        let text = Self.document([Self.location(3, "1 rue A")], [try Facts.text(JSONValue.object(record))])
        let report = try await town.take(town.file("bad.json", text), .hsds)
        #expect(report.rejections.map(\.field) == [field])
        #expect(try await City.load(town.database).guide.services.isEmpty)
    }

    @Test("Schedules that are not understood are told, and kept for the way out")
    func schedules() async throws {
        let town = try await StandardTown()
        let text = Self.document(
            [Self.location(3, "1 rue A")],
            [
                Self.service([3]).replacingOccurrences(
                    of: "\"freq\": \"WEEKLY\"", with: "\"freq\": \"WEEKLY\", \"interval\": 2")
            ])
        let report = try await town.take(town.file("one.json", text), .hsds)
        #expect(report.rejections.map(\.field) == ["schedules"] && report.rejections[0].isPartial)
        #expect(try await town.exported(.hsds)["services"] == StandardTown.records(text)["services"])
    }

    @Test("Paris goes out and comes into an empty city, and goes out the same", arguments: [true, false])
    func paris(_ isPackage: Bool) async throws {
        let paris = try await TestCity.paris.value
        let text = try await City.exportHSDS(paris.database)
        let town = try await StandardTown()
        var path = town.folder.appendingPathComponent("package").path
        if isPackage {
            for file in try await City.exportHSDSPackage(paris.database) {
                _ = try town.file("package/\(file.name)", file.text)
            }
        } else {
            path = try town.file("paris.json", text)
        }
        let report = try await town.take(path, .hsds, key: "paris-guide")
        #expect(report.rejections.filter { !$0.isPartial }.isEmpty, "\(report.rejections.prefix(5))")
        let (given, out) = (try StandardTown.records(text), try await town.exported(.hsds))
        for list in ["organizations", "locations", "services"] {
            #expect(given[list]?.count ?? 0 > 50)
            for (id, record) in given[list] ?? [:] { #expect(out[list]?[id] == record, "\(list) \(id)") }
        }
        let ours = try await City.load(town.database).guide.services
        let original = try await City.load(paris.database).guide.services
        let needs = (ours.flatMap(\.needs).count, original.flatMap(\.needs).count)
        #expect(needs.0 == needs.1)
        let hours: ([String], [String]) = (ours.compactMap(\.hours).sorted(), original.compactMap(\.hours).sorted())
        #expect(hours.0 == hours.1)
    }

    @Test("The standard's examples are read", .enabled(if: StandardTown.has("hsds")))
    func examples() async throws {
        let town = try await StandardTown()
        let path = StandardTown.shared.appendingPathComponent("hsds/examples/service_full.json").path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let report = try await town.take(town.file("page.json", "{\"contents\": [\(text)]}"), .hsds)
        #expect(report.records >= 3)
        #expect(!report.rejections.isEmpty, "its places are not in Paris")
        #expect(report.rejections.allSatisfy { !$0.reason.isEmpty && !$0.mend.isEmpty })
    }

    @Test(
        "Whoever names a record names it as it goes out, when its place has become protected too",
        arguments: [true, false])
    func names(_ isProtected: Bool) async throws {
        let town = try await StandardTown()
        let text = Self.document([Self.location(3, "1 rue A")], [Self.service([3])])
        try await town.take(town.file("one.json", text), .hsds)
        let key = try #require(try await City.load(town.database).guide.sites.first?.key)
        try await town.database.write { connection in
            if isProtected {
                try Guide.edit(connection, .site(.isProtected), of: key, to: .bool(true), why: "a shelter", now: 6)
            }
            // One that was made here, at a place that came in.
            var own = Service(key: "own", site: key, name: LocalisedText(["fr": "Café"]), needs: ["meal"])
            own.status = .open
            try GuideQueries.services.put(
                connection, IncomingRecord(value: own), facts: try Facts.text(own), source: "desk", now: 6)
        }
        let out = try await town.exported(.hsds)
        #expect(out["services"]?.count == 2)
        for service in out["services"]?.values.compactMap(\.object) ?? [] {
            #expect(service.words("organization_id").map { out["organizations"]?[$0] != nil } == true)
            for place in service.records("service_at_locations") {
                #expect(place.words("location_id").map { out["locations"]?[$0] != nil } == true)
            }
        }
        let told = try await City.exportHSDS(town.database)
        #expect(told.contains("rue A") != isProtected && told.contains("by bus") != isProtected)
    }

    @Test("A city's identifiers are the same at every export")
    func identifiers() {
        let (one, two) = (HSDSNames(city: "paris"), HSDSNames(city: "demo"))
        #expect(one.id("service", "a") == HSDSNames(city: "paris").id("service", "a"))
        #expect(one.id("service", "a") != two.id("service", "a") && one.id("service", "a") != one.id("location", "a"))
        // As Python's own library makes it.
        #expect(UUIDv5("https://example.org/", in: .addresses).description == "527dda32-a0de-5105-a042-cb475b5f7d11")
    }
}
