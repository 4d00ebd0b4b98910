import Files
import Rules
import Store
import Testing

@testable import Areas

@Suite("Corrections by hand")
struct LocalEditTests {
    private func service(_ key: String, _ database: Database) async throws -> Service? {
        try await City.load(database).guide.services.first { $0.key == key }
    }

    @Test("They survive every import of the territory, and are told when the source changes the same field")
    func territory() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try await database.write { connection in
            try Guide.edit(
                connection, .service(.hours), of: "house-showers", to: .string("Sa 10:00-12:00"),
                why: "seen at the door", now: 2)
            try Guide.edit(
                connection, .service(.phone), of: "house-showers", to: .null, why: "the line is dead", now: 2)
            try Guide.edit(
                connection, .site(.name), of: "house", to: .object(["und": .string("The New House")]), why: "new sign",
                now: 2)
            try Guide.edit(connection, .site(.status), of: "house", to: .string("closed"), why: "fire", now: 2)
        }
        func check() async throws {
            let content = try await City.load(database)
            let house = content.guide.sites.first { $0.key == "house" }
            #expect(house?.name["fr"] == "The New House")
            #expect(house?.status == .closed)
            let showers = content.guide.services.first { $0.key == "house-showers" }
            #expect(showers?.hours == "Sa 10:00-12:00")
            #expect(showers?.phone == nil)
            #expect(content.guide.provenance[RecordName(.service, "house-showers")]?.edited == ["hours", "phone"])
        }
        try await check()
        #expect(try await City.load(database).version == 5)

        let same = try await city.load(into: database, now: 3)
        #expect(!same.changedSomething && same.disagreements.isEmpty)
        try await check()

        try city.replace("Mo-Fr 09:00-12:00", with: "Mo-Fr 08:00-12:00", in: "sites/all.yaml")
        try city.replace("1 rue du Lac", with: "2 rue du Lac", in: "sites/all.yaml")
        let changed = try await city.load(into: database, now: 4)
        #expect(changed.disagreements.map(\.field) == ["hours"], "the address was not corrected by hand")
        #expect(changed.disagreements.first?.source == "\"Mo-Fr 08:00-12:00\"")
        try await check()
        #expect(try await City.load(database).guide.sites.first { $0.key == "house" }?.address == "2 rue du Lac")

        let quiet = try await city.load(into: database, now: 5)
        #expect(quiet.disagreements.isEmpty, "told once")

        try await database.write { try Guide.undoEdit($0, .service(.hours), of: "house-showers") }
        #expect(try await service("house-showers", database)?.hours == "Mo-Fr 08:00-12:00")
    }

    @Test("They survive every import of open data, even when the record goes and comes back")
    func openData() async throws {
        let city = try CityFiles(SampleSources.files)
        let database = try await city.imported()
        func load(_ features: [SampleSources.Feature]) async throws -> ImportReport {
            try city.write("data.geojson", SampleSources.geojson(features))
            return try await City.importOpenData(
                file: city.folder + "/data.geojson", mapping: city.folder + "/sources/toilets.yaml", date: "2024",
                into: database, now: 9)
        }
        let first = SampleSources.Feature(nil, 48.6, 2.6, ["address": "1 rue A", "hours": "24/7"])
        let second = SampleSources.Feature(nil, 48.7, 2.6, ["address": "2 rue B"])
        _ = try await load([first, second])
        try await database.write {
            try Guide.edit(
                $0, .service(.hours), of: "toilets-1-rue-a", to: .string("Mo-Su 06:00-22:00"), why: "sign", now: 1)
        }
        var moved = first
        moved.latitude = 48.6001
        moved.fields["hours"] = "Mo-Su 07:00-21:00"
        let report = try await load([second, moved])
        #expect(report.disagreements.map(\.key) == ["toilets-1-rue-a"])
        #expect(try await service("toilets-1-rue-a", database)?.hours == "Mo-Su 06:00-22:00")
        _ = try await load([second])
        #expect(try await service("toilets-1-rue-a", database) == nil)
        _ = try await load([second, moved])
        #expect(try await service("toilets-1-rue-a", database)?.hours == "Mo-Su 06:00-22:00")
    }

    @Test("A value that does not fit is refused")
    func refused() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        func edit(_ field: EditableField, _ key: String, _ value: JSONValue) async throws {
            try await database.write { try Guide.edit($0, field, of: key, to: value, why: "x", now: 2) }
        }
        await #expect(throws: EditError.self) { try await edit(.site(.status), "house", .string("ajar")) }
        await #expect(throws: EditError.self) { try await edit(.service(.publics), "house-showers", .string("women")) }
        await #expect(throws: EditError.noSuchRecord(kind: "site", key: "hose")) {
            try await edit(.site(.phone), "hose", .null)
        }
        #expect(try await City.load(database).version == 1)
    }
}
