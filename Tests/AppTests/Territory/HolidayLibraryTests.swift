import Areas
import Foundation
import Rules
import Testing

@Suite("Reading the holidays of countries")
struct HolidayLibraryTests {
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holidays-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        return folder
    }

    @Test("The resources know eighteen countries, and France is built in")
    func resources() throws {
        let library = try HolidayLibrary.read(resources: TestCity.root.appendingPathComponent("Resources"))
        #expect(library.count == 18)
        #expect(library["FR"] == nil)
        let bavaria = try #require(HolidayDefinitions.of("DE", in: library)).calendar(region: "Bayern")
        #expect(bavaria.publicHolidays(in: 2026).count == 13)
    }

    @Test("Resources without holidays are no fault, a path that leads nowhere is")
    func missing() throws {
        let empty = try folder([:])
        defer { try? FileManager.default.removeItem(at: empty) }
        #expect(try HolidayLibrary.read(resources: empty).isEmpty)
        #expect(throws: HolidayLibrary.Fault.self) {
            try HolidayLibrary.read(empty.appendingPathComponent("nowhere.json"))
        }
    }

    @Test("A folder holds both forms; the last file that names a country holds")
    func bothForms() throws {
        let folder = try folder([
            "1.json": #"{"xx": {"PH": [{"name": "One", "fixed_date": [1, 2]}]}, "yy": {"PH": []}}"#,
            "XX.json":
                #"{"country": "XX", "source": {"law": "x"}, "publicHolidays": [{"name": "Two", "date": "01-03"}]}"#,
            "notes.txt": "not read",
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let library = try HolidayLibrary.read(folder)
        #expect(library.keys.sorted() == ["XX", "YY"])
        #expect(library["XX"]?.publicHolidays?.map(\.name) == ["Two"])
        let one = try HolidayLibrary.read(folder.appendingPathComponent("1.json"))
        #expect(one["XX"]?.publicHolidays?.map(\.name) == ["One"])
    }

    @Test(
        "A fault names the file and the place in it",
        arguments: [
            (#"{"country": "XX", "publicHolidays": [{"name": "x", "date": "someday"}]}"#, "someday"),
            (#"{"country": "Germany"}"#, "Germany"), ("{", "DE.json"),
            (#"{"de": {"PH": [{"name": "x", "variable_date": "soon"}]}}"#, "soon"),
        ])
    func faults(text: String, words: String) throws {
        let folder = try folder(["DE.json": text])
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            _ = try HolidayLibrary.read(folder)
            Issue.record("it was read")
        } catch {
            #expect(error.file.hasSuffix("/DE.json"))
            #expect(error.description.contains(words))
        }
    }

    @Test("School holidays of a territory, by zone")
    func schoolHolidays() throws {
        let paris = TestCity.root.appendingPathComponent("Territories/paris")
        let zones = try HolidayLibrary.schoolHolidays(territory: paris)
        #expect(
            zones["C"]?.contains { $0.from.description == "2026-10-17" && $0.to.description == "2026-11-01" } == true)
        #expect(throws: HolidayLibrary.Fault.self) {
            try HolidayLibrary.schoolHolidays(territory: paris.appendingPathComponent("nowhere"))
        }
    }
}
