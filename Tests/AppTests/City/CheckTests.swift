import Foundation
import Testing

@testable import Areas

@Suite("Checking a territory")
struct CheckTests {
    @Test("The small city has no fault, and its records are counted")
    func clean() throws {
        let city = try CityFiles()
        let report = City.check(folder: city.folder)
        #expect(report.faults.map(\.description) == [])
        let counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.kind, $0.count) })
        #expect(counts["sites"] == 2)
        #expect(counts["services"] == 3)
        #expect(counts["needs"] == 3)
        #expect(report.notes.contains { $0.contains("without a translation in «ar»") }, "offered, not required: a note")
    }

    @Test("Ten planted faults are ten lines, in the order of files and lines")
    func tenFaults() throws {
        let city = try CityFiles()
        try city.replace("Europe/Paris", with: "Europe/Pariss", in: "territory.yaml")
        let ghost = "\n- {key: ghost, name: Ghost, kind: asociation}"
        try city.write("organisations.yaml", (CityFiles.files["organisations.yaml"] ?? "") + ghost)
        try city.replace("status: open", with: "staus: open", in: "sites/all.yaml")
        try city.replace("at: [48.7, 2.4]", with: "at: [2.4, 48.7]", in: "sites/all.yaml")
        try city.replace("operator: helpers", with: "operator: helper", in: "sites/all.yaml")
        try city.replace("+33 1 43 44 55 00", with: "01 43 44 55 00", in: "sites/all.yaml")
        try city.replace("needs: [water]", with: "needs: [watter]", in: "sites/all.yaml")
        try city.replace("{fr: Eau, en: Water}\n      needs", with: "{fr: Eau}\n      needs", in: "sites/all.yaml")
        try city.replace("adopted: 2019-06", with: "adopted: 2019-13", in: "plans/book.yaml")
        try city.replace("sites: [house]", with: "sites: [hose]", in: "plans/book.yaml")
        let folder = city.folder
        let lines = City.check(folder: folder).faults.map {
            $0.description.replacingOccurrences(of: folder + "/", with: "")
        }
        #expect(
            lines == [
                "organisations.yaml:3: there is no organisation-kinds «asociation»; did you mean «association»?",
                "plans/book.yaml:4: «2019-13» is not a date; write 2016, 2016-05 or 2016-05-12",
                "plans/book.yaml:18: there is no site «hose»; did you mean «house»?",
                "sites/all.yaml:4: there is no field «staus» here; did you mean «status»?",
                "sites/all.yaml:7: the point [2.4, 48.7] is outside the territory; latitude comes first: swap the two",
                "sites/all.yaml:8: there is no organisation «helper»; did you mean «helpers»?",
                "sites/all.yaml:9: «01 43 44 55 00» is not an international phone number; write it as \"+33 1 43 44 55 00\", or a short number as dialled",
                "sites/all.yaml:19: name has no text in «en»; add en: …",
                "sites/all.yaml:20: there is no need «watter»; did you mean «water»?",
                "territory.yaml:4: «Europe/Pariss» is not a time zone; write a name of the IANA list, for example Europe/Paris",
            ])
    }

    @Test("A folder that is not there, or holds nothing, is one clear fault")
    func noFolder() throws {
        let missing = City.check(folder: "/nowhere/at/all")
        #expect(missing.faults.map(\.what) == ["there is no such folder"])
        let empty = try CityFiles(["territory.yaml": nil])
        #expect(City.check(folder: empty.folder).faults.contains { $0.what == "there is no such file" })
    }

    @Test("The territories of the repository have no fault", arguments: ["paris", "demo-ville"])
    func ours(name: String) throws {
        let territories =
            URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
            + "/Territories"
        #expect(City.check(folder: "\(territories)/\(name)").faults.map(\.description) == [])
    }
}
