import Testing

@testable import Areas

@Suite("Reading the texts of law")
struct RightsReadingTests {
    @Test func aWholeFolderHasNoFaultAndIsCounted() throws {
        let city = try LawFiles.city()
        let report = City.check(folder: city.folder)
        #expect(report.faults.map(\.description) == [])
        let counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.kind, $0.count) })
        #expect(counts["sheets of rights"] == 2 && counts["checklists"] == 1 && counts["questions"] == 1)
    }

    @Test func aCityWithoutTextsOfLawIsAWholeCity() throws {
        let city = try CityFiles()
        #expect(City.check(folder: city.folder).faults.isEmpty)
    }

    @Test func plantedFaultsAreLinesWithTheirRemedy() throws {
        let city = try LawFiles.city([
            "law/sheets/arrival.yaml": LawFiles.sheet
                .replacing("pictogram: shower", with: "pictogram: showr")
                .replacing("en: \"You arrive.\"", with: "de: \"Sie kommen.\"")
                .replacing("needs: [shower]", with: "needs: [showr]")
                .replacing("within: P1M", with: "within: one month")
                .replacing("basis: [\"Loi, art. 2\"]", with: "basiss: [\"Loi, art. 2\"]")
                .replacing("next: [later]", with: "next: [latter]")
                .replacing("checklists: [card]", with: "checklists: [cart]"),
            "law/checklists/card.yaml": LawFiles.checklist
                .replacing("version: 1\nlawAsOf", with: "version: 2\nlawAsOf")
                .replacing("key: card", with: "key: cards"),
            "law/questions.yaml": LawFiles.questions.replacing("key: unknown", with: "key: perhaps")
                .replacing("sheets: [later, arrival]", with: "to: boat"),
        ])
        let lines = City.check(folder: city.folder).faults.map {
            $0.description.replacing(city.folder + "/law/", with: "")
        }
        #expect(
            lines == [
                "checklists/card.yaml:1: the key «cards» is not the name of the file; name the file cards.yaml",
                "checklists/card.yaml:12: the changes do not tell of version 1 to 2, each once; add «{version: 2, date: …, text: …}»",
                "questions.yaml:2: more than 8 questions lead to «boat», or it leads back to itself; end the way earlier",
                "questions.yaml:3: one cannot answer that one does not know; add an answer with «key: unknown»",
                "sheets/arrival.yaml:4: there is no need and no theme «showr»; take a key of the taxonomy, or leave it out",
                "sheets/arrival.yaml:6: who has no text in «en»; add en: …",
                "sheets/arrival.yaml:11: there is no need «showr»; did you mean «shower»?",
                "sheets/arrival.yaml:16: no legal basis is given; add «basis: [\"CESEDA, art. …\"]», or «unsure: true» if it is not certain",
                "sheets/arrival.yaml:17: «one month» is not a duration; write it as ISO 8601 does: PT48H, P15D, P1M, P1Y",
                "sheets/arrival.yaml:20: there is no field «basiss» here; did you mean «basis»?",
                "sheets/arrival.yaml:21: there is no sheet «latter»; did you mean «later»?",
                "sheets/arrival.yaml:22: there is no checklist «cart»; add that checklist, or remove the mention",
            ])
    }

    @Test func theLawOfAnotherCountryIsRefused() throws {
        let city = try LawFiles.city(["law/rights.yaml": LawFiles.rights.replacing("FR", with: "BE")])
        #expect(City.check(folder: city.folder).faults.map(\.what) == ["this is the law of BE, and the city is in FR"])
    }

    @Test func aFolderThatIsNotThereIsOneFault() throws {
        let settings = (CityFiles.files["territory.yaml"] ?? "") + "\nrights: ../nowhere\n"
        let city = try CityFiles(["territory.yaml": settings])
        let faults = City.check(folder: city.folder).faults
        #expect(faults.count == 1 && faults.first?.mend == "check «rights», or leave it out")
    }
}
