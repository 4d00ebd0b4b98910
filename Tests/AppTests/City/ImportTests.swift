import Files
import Store
import Testing

@testable import Areas

@Suite("Importing a territory")
struct ImportTests {
    @Test("Everything is there after the import")
    func all() async throws {
        let city = try CityFiles()
        let content = try await City.load(try await city.imported())
        #expect(content.version == 1)
        #expect(content.territory.settings.key == "small")
        #expect(content.territory.districts.map(\.key) == ["north", "south"])
        #expect(content.organisations.map(\.key) == ["helpers", "town"])
        #expect(content.guide.sites.map(\.key) == ["hidden-house", "house"])
        #expect(content.guide.sites.map(\.district) == ["south", "north"])
        #expect(content.guide.services.map(\.key) == ["hidden-showers", "house-showers", "house-water"])
        #expect(content.plan.plans.first?.commitments.first?.became.first?.actions == ["a1"])
        #expect(content.plan.initiatives.first?.pilot == [.organisation("helpers"), .named("Far Friends")])
        #expect(content.guide.provenance[RecordName(.site, "house")]?.source == "territory")
    }

    @Test("A second time, nothing has changed")
    func idempotent() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        let report = try await city.load(into: database, now: 2)
        #expect(!report.changedSomething)
        #expect(report.tallies.allSatisfy { $0.added + $0.changed + $0.retired + $0.back == 0 })
        #expect(report.version == 1)
    }

    @Test("What changes, goes and comes back is counted, and the content has a new version")
    func changes() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try city.replace("1 rue du Lac", with: "2 rue du Lac", in: "sites/all.yaml")
        try city.replace(
            "    - key: house-water\n      name: {fr: Eau, en: Water}\n      needs: [water]\n", with: "",
            in: "sites/all.yaml")
        let second = try await city.load(into: database, now: 2)
        #expect(second.version == 2)
        #expect(second.tallies.first { $0.kind == "site" }?.changed == 1)
        #expect(second.tallies.first { $0.kind == "service" }?.retired == 1)
        #expect(try await City.load(database).guide.services.map(\.key) == ["hidden-showers", "house-showers"])

        try city.write("sites/all.yaml", CityFiles.files["sites/all.yaml"])
        let third = try await city.load(into: database, now: 3)
        #expect(third.tallies.first { $0.kind == "service" }?.back == 1)
        #expect(try await City.load(database).guide.services.count == 3)
    }

    @Test("A fault anywhere changes nothing")
    func allOrNothing() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try city.replace("1 rue du Lac", with: "2 rue du Lac", in: "sites/all.yaml")
        try city.replace("adopted: 2019-06", with: "adopted: soon", in: "plans/book.yaml")
        await #expect(throws: FileFaults.self) { try await city.load(into: database) }
        let content = try await City.load(database)
        #expect(content.guide.sites.last?.address == "1 rue du Lac")
        #expect(content.version == 1)
    }

    @Test("A need that open data still uses may not vanish; what was written before is undone")
    func lostNeed() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try await database.write { connection in
            // A row of another source that uses a need; the next files no longer have that need.
            try connection.execute(
                """
                INSERT INTO service (id, key, source, site, facts, added_at, changed_at)
                SELECT \(UUIDv7()), 'elsewhere', 'other', site, facts, 0, 0 FROM service WHERE key = 'house-water'
                """)
            try connection.execute(
                "INSERT INTO service_need (service, need, position) VALUES ('elsewhere', 'water', 0)")
        }
        try city.replace(
            "    - {key: water, label: {fr: Eau, en: Water}}", with: "    - {key: bread, label: {fr: Pain, en: Bread}}",
            in: "words/themes.yaml")
        try city.replace("needs: [water]", with: "needs: [bread]", in: "sites/all.yaml")
        try city.replace("1 rue du Lac", with: "2 rue du Lac", in: "sites/all.yaml")
        let faults = await #expect(throws: FileFaults.self) { try await city.load(into: database) }
        #expect(faults?.faults.map(\.what) == ["the need «water» is gone, but 1 services of «other» meet it"])
        let content = try await City.load(database)
        #expect(content.guide.sites.last?.address == "1 rue du Lac")
        #expect(content.territory.taxonomy.need("water") != nil)
        #expect(try await database.checkIntegrity().isEmpty)
    }

    @Test("Facts of an older program, without a member that came later, are still read")
    func olderFacts() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try await database.write { connection in
            let facts: String = try #require(try connection.row("SELECT facts FROM service WHERE key = 'house-water'"))
                .get("facts")
            try connection.execute(
                "UPDATE service SET facts = \(facts.replacing("\"amenities\":[],", with: "")) WHERE key = 'house-water'"
            )
        }
        #expect(try await City.load(database).guide.services.last?.amenities == [])
        try await database.write { try $0.execute("UPDATE service SET facts = 'x' WHERE key = 'house-water'") }
        await #expect(throws: RecordError.self) { try await City.load(database) }
    }

    @Test("One city, one database")
    func anotherCity() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        try city.replace("key: small", with: "key: other", in: "territory.yaml")
        await #expect(throws: TerritoryError.anotherCity(present: "small", given: "other")) {
            try await city.load(into: database)
        }
    }

    @Test("Before the first import there is no city")
    func noCity() async throws {
        let city = try CityFiles()
        let database = try await city.database()
        #expect(try await database.read { try Territory.contentVersion($0) } == 0)
        await #expect(throws: TerritoryError.noCity) { try await City.load(database) }
    }

    @Test("The export leaves out where a protected place is")
    func export() async throws {
        let city = try CityFiles()
        let content = try await City.load(try await city.imported())
        for text in [try City.exportJSON(content), try City.exportGeoJSON(content)] {
            #expect(!text.contains("Secrète"))
            #expect(!text.contains("48.2,") && !text.contains("2.2]"))
            #expect(text.contains("1 rue du Lac"))
        }
        let (value, _) = try JSONReader.parse(TextFile(name: "export", text: try City.exportGeoJSON(content)))
        #expect(value["features"]?.array?.count == 3)
    }
}
