import Files
import Rules
import Store
import Testing

@testable import Areas

@Suite("Importing open data")
struct OpenDataTests {
    typealias Feature = SampleSources.Feature

    private func city() async throws -> (CityFiles, Database) {
        let city = try CityFiles(SampleSources.files)
        return (city, try await city.imported())
    }

    private func load(
        _ city: CityFiles, _ database: Database, _ source: String, _ text: String, date: String? = "2024",
        mayRetireMost: Bool = false
    ) async throws -> ImportReport {
        try city.write("data.geojson", text)
        return try await City.importOpenData(
            file: city.folder + "/data.geojson", mapping: city.folder + "/sources/\(source).yaml", date: date,
            mayRetireMost: mayRetireMost, into: database, now: 5)
    }

    @Test("Fields become facts: readable address, closure with its reason, source with its date")
    func facts() async throws {
        let (city, database) = try await city()
        let report = try await load(
            city, database, "fountains",
            SampleSources.geojson([
                Feature("A1", 48.6, 2.6, ["address": "2 RUE DE LA LINGERIE"]),
                Feature(
                    "A2", 48.2, 2.6,
                    ["available": "false", "since": "2023-01-02", "until": "2023-03-01", "why": "COLD"]),
                Feature("A3", 48.2, 2.7, ["available": "false"]),
            ]), date: nil)
        #expect(report.tallies.map(\.added) == [3, 3, 1])
        let content = try await City.load(database)
        let sites = Dictionary(uniqueKeysWithValues: content.guide.sites.map { ($0.key, $0) })
        let services = Dictionary(uniqueKeysWithValues: content.guide.services.map { ($0.key, $0) })
        #expect(sites["fountains-a1"]?.name["fr"] == "Fontaine, 2 rue de la Lingerie")
        #expect(sites["fountains-a1"]?.district == "north")
        #expect(sites["fountains-a1"]?.confirmed?.description == "2023-05")
        #expect(sites["fountains-a2"]?.name["en"] == "Fountain")
        #expect(services["fountains-a2"]?.exceptions.map(\.from.description) == ["2023-01-02"])
        #expect(services["fountains-a2"]?.exceptions.first?.to?.description == "2023-03-01")
        #expect(services["fountains-a2"]?.exceptions.first?.reason?["en"] == "Cold")
        #expect(
            services["fountains-a3"]?.exceptions.first?.from.description == "2023-05", "since the file's date at least")
        #expect(services["fountains-a3"]?.exceptions.first?.to == nil)
        #expect(content.guide.provenance[RecordName(.service, "fountains-a1")]?.source == "fountains")
        let document = content.territory.documents.first { $0.key == "fountains" }
        #expect(document?.licence == "ODbL 1.0" && document?.url == "https://example.org/fountains")
    }

    @Test("By key: added, changed, unchanged, retired, back")
    func byKey() async throws {
        let (city, database) = try await city()
        let one = [Feature("A", 48.6, 2.6, ["address": "x"]), Feature("B", 48.61, 2.6), Feature("C", 48.62, 2.6)]
        _ = try await load(city, database, "fountains", SampleSources.geojson(one))
        let two = [Feature("A", 48.6, 2.6, ["address": "y"]), Feature("B", 48.61, 2.6), Feature("D", 48.63, 2.6)]
        let report = try await load(city, database, "fountains", SampleSources.geojson(two))
        let sites = try #require(report.tallies.first { $0.kind == "site" })
        #expect([sites.added, sites.changed, sites.unchanged, sites.retired] == [1, 1, 1, 1])
        let again = try await load(city, database, "fountains", SampleSources.geojson(two))
        #expect(!again.changedSomething && again.version == report.version)
        let back = try await load(city, database, "fountains", SampleSources.geojson(two + [one[2]]))
        #expect(back.tallies.first { $0.kind == "site" }?.back == 1)
    }

    @Test("By place and name: a record keeps its key when it moves a little or is renamed where it stands")
    func byPlace() async throws {
        let (city, database) = try await city()
        _ = try await load(
            city, database, "toilets",
            SampleSources.geojson([
                Feature(nil, 48.6, 2.6, ["address": "Parc"]), Feature(nil, 48.601, 2.6, ["address": "Parc"]),
                Feature(nil, 48.7, 2.6, ["address": "1 rue A"]), Feature(nil, 48.8, 2.6, ["address": "2 rue B"]),
            ]))
        let keys = ["toilets-1-rue-a", "toilets-2-rue-b", "toilets-parc", "toilets-parc-2"]
        func toilets() async throws -> [String: Site] {
            let sites = try await City.load(database).guide.sites.filter { $0.kind == "toilets" }
            return Dictionary(uniqueKeysWithValues: sites.map { ($0.key, $0) })
        }
        #expect(try await toilets().keys.sorted() == keys)
        let report = try await load(
            city, database, "toilets",
            SampleSources.geojson([
                Feature(nil, 48.60102, 2.6, ["address": "Parc"]),  // the second one, 2 m further
                Feature(nil, 48.6, 2.6, ["address": "Parc"]), Feature(nil, 48.7, 2.6, ["address": "1 bis rue A"]),
                Feature(nil, 48.9, 2.6, ["address": "2 rue B"]),  // far away: another one
            ]))
        let sites = try #require(report.tallies.first { $0.kind == "site" })
        #expect([sites.added, sites.changed, sites.unchanged, sites.retired] == [1, 2, 1, 1])
        let after = try await toilets()
        #expect(after["toilets-parc-2"]?.point?.latitude == 48.60102)
        #expect(after["toilets-1-rue-a"]?.address == "1 bis rue A")
        #expect(after["toilets-2-rue-b"] == nil && after["toilets-2-rue-b-2"] != nil)
    }

    @Test("A site of another source with the same name close by takes the service in")
    func attach() async throws {
        let (city, database) = try await city()
        try city.replace("identity: {place: 40}", with: "identity: {place: 40}\nattach: 60", in: "sources/toilets.yaml")
        try city.replace(
            "{first: [{fr: \"Toilettes, {address}\", en: \"Toilets, {address}\"}, {fr: Toilettes, en: Toilets}]}",
            with: "{field: address}", in: "sources/toilets.yaml")
        let near = Feature(nil, 48.7001, 2.4, ["address": "THE HOUSE"])
        let far = Feature(nil, 48.8, 2.4, ["address": "The House"])
        func places() async throws -> [String: String] {
            let services = try await City.load(database).guide.services.filter { $0.needs == ["toilets"] }
            return Dictionary(uniqueKeysWithValues: services.map { ($0.key, $0.site) })
        }
        let report = try await load(city, database, "toilets", SampleSources.geojson([near, far]))
        #expect(report.tallies.first { $0.kind == "site" }?.added == 1)
        let first = try await places()
        #expect(first == ["toilets-the-house": "house", "toilets-the-house-2": "toilets-the-house-2"])

        // Another order, and a third one before them: each keeps its key.
        let third = Feature(nil, 48.9, 2.4, ["address": "The House"])
        let next = try await load(city, database, "toilets", SampleSources.geojson([third, far, near]))
        #expect(next.tallies.first { $0.kind == "service" }?.retired == 0)
        let second = first.merging(["toilets-the-house-3": "toilets-the-house-3"], uniquingKeysWith: { $1 })
        #expect(try await places() == second)

        // The house may not vanish under its guest.
        try city.write("sites/all.yaml", "- {key: other, name: Other, kind: day-centre}")
        try city.replace("sites: [house]", with: "sites: [other]", in: "plans/book.yaml")
        let after = try await city.load(into: database)
        #expect(after.tallies.first { $0.kind == "site" }?.kept == 1)
        #expect(try await City.load(database).guide.sites.contains { $0.key == "house" })
    }

    @Test(
        "A bad file changes nothing, and says what is wrong with it",
        arguments: [
            ("", "the file is empty"), ("<!DOCTYPE html><html>502 Bad Gateway</html>", "this is a web page, not data"),
            ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea", "the file ends in the middle"),
            ("{\"error\": \"quota\"}", "this is not a GeoJSON feature collection"),
            ("{\"type\":\"FeatureCollection\",\"features\":[]}", "the file holds no record"),
            (
                SampleSources.geojson([Feature("A", 2.6, 48.6), Feature("B", 2.61, 48.6)]),
                "2 of 2 records are outside the territory"
            ),
            (SampleSources.geojson([Feature("A", 6_862_035, 652_469)]), "are not degrees"),
            (
                SampleSources.geojson([Feature("A", 48.6, 2.6), Feature("A", 48.6, 2.61)]),
                "record 2: the key A is there twice"
            ),
            (SampleSources.geojson([Feature("A", 48.6, 2.6), Feature(nil, 48.6, 2.61)]), "record 2: it has no key"),
            (
                SampleSources.geojson([Feature("A 1", 48.6, 2.6), Feature("A/1", 48.6, 2.61)]),
                "the keys «A 1» and «A/1» give the same public address fountains-a-1"
            ),
            (
                SampleSources.geojson([Feature("A", 48.6, 2.6), Feature("B", 49.6, 2.6)]),
                "record 2: the point [49.6, 2.6] is outside"
            ),
            (
                SampleSources.geojson([Feature("A", 48.6, 2.6, ["available": "false", "since": "soon"])]),
                "record 1: «soon» of «since» is not a date"
            ),
        ])
    func badFiles(text: String, what: String) async throws {
        let (city, database) = try await city()
        _ = try await load(city, database, "fountains", SampleSources.geojson([Feature("Z", 48.5, 2.5)]))
        let before = try await City.load(database)
        let faults = await #expect(throws: FileFaults.self) { try await load(city, database, "fountains", text) }
        #expect(faults?.faults.contains { $0.what.contains(what) } == true, "\(faults?.description ?? "")")
        let after = try await City.load(database)
        #expect(after.version == before.version)
        #expect(after.guide.sites == before.guide.sites)
    }

    @Test("A file that lost most of its records is refused, unless it is said to be right")
    func shrunken() async throws {
        let (city, database) = try await city()
        let all = (0..<40).map { Feature("F\($0)", 48.1 + Double($0) / 100, 2.5) }
        _ = try await load(city, database, "fountains", SampleSources.geojson(all))
        let few = SampleSources.geojson(Array(all.prefix(10)))
        let faults = await #expect(throws: FileFaults.self) { try await load(city, database, "fountains", few) }
        #expect(faults?.description.contains("--allow-retiring") == true)
        #expect(try await City.load(database).guide.sites.count == 42)
        _ = try await load(city, database, "fountains", few, mayRetireMost: true)
        #expect(try await City.load(database).guide.sites.count == 12)
    }

    @Test(
        "Faults of a mapping are told by check, with their line",
        arguments: [
            ("kind: services", "kind: servces", "«servces» is not a value of kind"),
            ("needs: [water]", "needs: [watr]", "there is no need «watr»"),
            ("kind: fountain", "kind: fontain", "there is no site-kinds «fontain»"),
            ("identity: {key: $id}", "identity: {}", "identity needs either «key» or «place»"),
            ("words/fr.yaml", "words/de.yaml", "there is no such file"),
            ("cost: free", "prise: free", "there is no field «prise» here"),
        ])
    func mappings(words: String, wrong: String, fault: String) async throws {
        let city = try CityFiles(SampleSources.files)
        #expect(City.check(folder: city.folder).faults.map(\.description) == [])
        try city.replace(words, with: wrong, in: "sources/fountains.yaml")
        #expect(
            City.check(folder: city.folder).faults.contains { $0.what.contains(fault) && $0.file.contains("sources") })
    }
}
