import Files
import Foundation
import Rules
import Testing
import Web

@testable import Areas

@Suite("A language is one folder")
struct LanguagePackTests {
    private static let languages = TestCity.root.appendingPathComponent("Resources/languages")

    private func paris() throws -> TerritoryDraft {
        let reading = Reading()
        let folder = DataFolder(TestCity.root.appendingPathComponent("Territories/paris").path)
        let draft = try #require(TerritoryReading.read(folder, reading))
        #expect(reading.faults.filter { $0.file.contains("languages") } == [])
        return draft
    }

    @Test("Paris offers the languages of its readers, each with its words for every need, list, number and district")
    func complete() throws {
        let draft = try paris()
        let offered = draft.settings.languages.offered
        #expect(offered.count >= 20)
        let terms =
            draft.taxonomy.themes.map(\.term) + draft.taxonomy.needs + draft.taxonomy.lists.values.flatMap { $0 }
        for tag in offered {
            func lacks(_ text: LocalisedText?) -> Bool { text.map { $0[tag]?.isEmpty ?? true } ?? false }
            let without = terms.filter { lacks($0.label) || lacks($0.short) || lacks($0.plain) }.map(\.key)
            #expect(without == [], "\(tag)")
            #expect(draft.taxonomy.needs.filter { ($0.synonyms[tag] ?? []).count < 6 }.map(\.key) == [], "\(tag)")
            let numbers = draft.settings.emergency.filter { lacks($0.name) || lacks($0.when) }.map(\.number)
            #expect(numbers == [], "\(tag)")
            #expect(draft.districts.filter { lacks($0.name) }.map(\.key) == [], "\(tag)")
            #expect(!lacks(draft.settings.publisherName) && !lacks(draft.settings.name), "\(tag)")
            #expect(draft.settings.schoolHolidays.allSatisfy { !lacks($0.name) }, "\(tag)")
        }
    }

    @Test("A number that saves a life is the same in every language")
    func numbers() throws {
        let draft = try paris()
        for entry in draft.settings.emergency {
            let said = Self.numbers(in: entry.when["en"] ?? "")
            for tag in draft.settings.languages.offered {
                #expect(Self.numbers(in: entry.when[tag] ?? "").isSuperset(of: said), "\(tag) \(entry.number)")
            }
        }
    }

    private static func numbers(in text: String) -> Set<String> {
        Set(text.split { !$0.isASCII || !$0.isNumber }.map(String.init))
    }

    @Test("A pack with a fault is told, and what the city says itself stays")
    func faults() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("cities"), withIntermediateDirectories: true)
        try Data(#"{"needs": {"shower": {"label": "Ubwiherero", "synonyms": ["koga"]}}, "wishes": {}}"#.utf8)
            .write(to: folder.appendingPathComponent("taxonomy.json"))
        try Data(#"{"name": "Parisi", "nmae": "x"}"#.utf8).write(to: folder.appendingPathComponent("cities/paris.json"))
        let reading = Reading()
        let draft = try paris()
        var taxonomy = draft.taxonomy
        var settings = draft.settings
        var districts = draft.districts
        for tag in ["rw", "fr"] {
            let pack = LanguagePack(tag: tag, folder: DataFolder(folder.path), reading: reading)
            pack.fill(&taxonomy)
            pack.fill(&settings, &districts)
        }
        #expect(taxonomy.need("shower")?.label["rw"] == "Ubwiherero")
        #expect(taxonomy.need("shower")?.synonyms["rw"] == ["koga"])
        #expect(taxonomy.need("shower")?.label["fr"] == "Douche")
        #expect(settings.name["rw"] == "Parisi" && settings.name["fr"] == "Paris")
        #expect(
            Set(reading.faults.map(\.what)) == ["there is no list «wishes»", "there is no field «nmae»"])
        try Data("[]".utf8).write(to: folder.appendingPathComponent("taxonomy.json"))
        LanguagePack(tag: "rw", folder: DataFolder(folder.path), reading: reading).fill(&taxonomy)
        #expect(reading.faults.contains { $0.what == "this is not a JSON object" })
        try Data("{".utf8).write(to: folder.appendingPathComponent("taxonomy.json"))
        LanguagePack(tag: "rw", folder: DataFolder(folder.path), reading: reading).fill(&taxonomy)
        #expect(reading.faults.contains { $0.file.hasSuffix("taxonomy.json") && $0.line == 1 })
    }
}
