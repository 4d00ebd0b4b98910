import Testing

@testable import Areas

@Suite("Reading settings, words and districts")
struct TerritoryReadingTests {
    private func faults(_ change: (CityFiles) throws -> Void) throws -> [String] {
        let city = try CityFiles()
        try change(city)
        return City.check(folder: city.folder).faults.map { "\($0.line) \($0.what)" }
    }

    @Test(
        "Settings that cannot be",
        arguments: [
            ("country: FR", "country: France", "«France» is not a code of ISO 3166-1 (FR)"),
            ("currency: EUR", "currency: euro", "«euro» is not a code of ISO 4217 (EUR)"),
            ("south: 48, west", "south: 50, west", "the bounds are turned round"),
            ("required: [fr, en]", "required: [fr, de]", "«de» is not among the offered languages"),
            ("number: \"112\"", "number: one", "«one» is not an international phone number"),
            ("organisation: town", "organisation: twon", "there is no organisation «twon»"),
            ("taxonomy: [words]", "taxonomy: [wrds]", "there is no taxonomy folder"),
        ])
    func settings(words: String, wrong: String, fault: String) throws {
        #expect(try faults { try $0.replace(words, with: wrong, in: "territory.yaml") }.contains { $0.contains(fault) })
    }

    @Test(
        "Outlines that cannot be trusted",
        arguments: [
            ("[[48.5, 2], [48.5, 3], [49, 3], [49, 2]]", "[[48.5, 2], [48.5, 3]]", "has 2 corners"),
            ("[[48.5, 2], [48.5, 3], [49, 3], [49, 2]]", "[[48.5, 2], [49, 3], [48.5, 3], [49, 2]]", "crosses itself"),
            ("centre: [48.75, 2.5]", "centre: [48.1, 2.1]", "the centre of north is not inside its outline"),
            (
                "[[48, 2], [48, 3], [48.5, 3], [48.5, 2]]", "[[48, 2], [48, 3], [49, 3], [49, 2]]",
                "south lies over north"
            ),
            ("number: 2", "number: 1", "south has the number of north"),
            ("key: south", "key: north", "the district key «north» is already used"),
        ])
    func outlines(words: String, wrong: String, fault: String) throws {
        #expect(try faults { try $0.replace(words, with: wrong, in: "districts.yaml") }.contains { $0.contains(fault) })
    }

    @Test("A later folder of words adds, replaces and hides")
    func layers() async throws {
        let city = try CityFiles([
            "more/themes.yaml": """
            - key: hygiene
              needs:
                - {key: toilets, hidden: true}
                - {key: shower, label: {fr: Se doucher, en: Have a shower}}
                - {key: laundry, label: {fr: Laverie, en: Laundry}}
            """
        ])
        try city.replace("taxonomy: [words]", with: "taxonomy: [words, more]", in: "territory.yaml")
        let taxonomy = try await City.load(try await city.imported()).territory.taxonomy
        #expect(taxonomy.theme("hygiene")?.needs.map(\.key) == ["shower", "laundry"])
        #expect(taxonomy.need("shower")?.label["en"] == "Have a shower")
        #expect(taxonomy.themes.map(\.term.key) == ["hygiene", "food"])
    }

    @Test("A key twice in one file of words is a fault")
    func doubledWord() throws {
        let found = try faults { try $0.replace("key: toilets", with: "key: shower", in: "words/themes.yaml") }
        #expect(found.contains { $0.contains("the need «shower» is there twice") })
    }
}
