import Files
import Foundation
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Versions of texts of law, and who checked them")
struct RightsVersionTests {
    static let adviser = TestDesk.Member.some(.legalAdviser, of: "helpers")

    @Test func anOlderVersionStaysReadableWithItsDates() async throws {
        let city = try LawFiles.city()
        let database = try await city.imported()
        try city.write("law/sheets/arrival.yaml", LawFiles.second)
        let report = try await city.load(into: database, now: 2)
        #expect(report.tallies.first { $0.kind == "sheet" }?.changed == 1)
        let sheet = try await database.read { try Rights.load($0) }.sheets.first { $0.key == "arrival" }
        let versions = try #require(sheet)
        #expect(versions.current.version == 2 && versions.earlier.map(\.version) == [1])
        #expect(versions.version(1)?.rights.first?.plain["fr"] == "Vous pouvez vous laver.")
        #expect(versions.start(of: 1)?.description == "2026-01-01" && versions.end(of: 1)?.description == "2026-06-01")
        #expect(versions.end(of: 2) == nil)
        #expect(try await !city.load(into: database, now: 3).changedSomething)
    }

    @Test func aVersionThatIsOlderThanThePublishedOneIsRefused() async throws {
        let city = try LawFiles.city(["law/sheets/arrival.yaml": LawFiles.second])
        let database = try await city.imported()
        try city.write("law/sheets/arrival.yaml", LawFiles.sheet)
        await #expect(throws: FileFaults.self) { try await city.load(into: database, now: 2) }
    }

    @Test func aTextThatLeavesTheFolderIsNoLongerShownAndComesBackWhole() async throws {
        let city = try LawFiles.city(["law/sheets/arrival.yaml": LawFiles.second])
        let database = try await city.imported()
        try city.write("territory.yaml", CityFiles.files["territory.yaml"])
        try await city.load(into: database, now: 2)
        let none = try await database.read { try Rights.load($0) }
        #expect(none.sheets.isEmpty && none.checklists.isEmpty && none.tree == nil)
        try city.write("territory.yaml", (CityFiles.files["territory.yaml"] ?? "") + "\nrights: law\n")
        try await city.load(into: database, now: 3)
        #expect(try await database.read { try Rights.load($0) }.sheets.count == 2)
    }

    private static func town() async throws -> (files: CityFiles, city: TestCity, desk: TestDesk) {
        let files = try LawFiles.city()
        let city = try await TestCity(folder: .init(fileURLWithPath: files.folder))
        let desk = TestDesk(
            city: city, workplace: city.workplace,
            routes: RightsDesk(workplace: city.workplace, snapshot: { try city.city.snapshot().rights }).routes)
        try await TestGate.remember(adviser.caller, city.workplace)
        return (files, city, desk)
    }

    /// What the page holds of the text that was read.
    private static func read(_ text: String, _ desk: TestDesk) async throws -> [(String, String)] {
        let page = try await desk.get("/fr/\(DeskRouter.pagePrefix)/rights/\(text)", as: adviser).text
        let mark = try #require(page.firstMatch(of: /name="text" value="([0-9a-f]+)"/))
        return [("version", "1"), ("text", String(mark.1))]
    }

    @Test func whatWasRewrittenMeanwhileIsNotApproved() async throws {
        let (files, city, desk) = try await Self.town()
        let read = try await Self.read("sheet/arrival", desk)
        try files.replace("Vous pouvez vous laver.", with: "Autre chose.", in: "law/sheets/arrival.yaml")
        try await files.load(into: city.database, now: 2)
        let path = "/fr/\(DeskRouter.pagePrefix)/rights/sheet/arrival/approval"
        #expect(try await desk.post(path, read, as: Self.adviser).status == .unprocessableContent)
        #expect(try await desk.post(path, [("version", "1")], as: Self.adviser).status == .unprocessableContent)
        let again = try await Self.read("sheet/arrival", desk)
        #expect(try await desk.post(path, again, as: Self.adviser).status == .seeOther)
    }

    @Test func anApprovalStandsForItsVersionAlone() async throws {
        let (files, city, desk) = try await Self.town()
        let list = try await desk.get("/fr/work/rights", as: Self.adviser).text
        let unsure = try #require(list.range(of: "/\(DeskRouter.pagePrefix)/rights/sheet/later"))
        let certain = try #require(list.range(of: "/\(DeskRouter.pagePrefix)/rights/sheet/arrival"))
        #expect(unsure.lowerBound < certain.lowerBound, "what is not certain comes first")
        #expect(try await city.get("/fr/rights/arrival").text.contains("À valider par un juriste."))

        let done = try await desk.post(
            "/fr/work/rights/sheet/arrival/approval", try await Self.read("sheet/arrival", desk), as: Self.adviser)
        #expect(done.status == .seeOther)
        #expect(done.headers[.location] == "/fr/work/rights/sheet/arrival?done=sheet-approved")
        try await city.city.refresh()
        let checked = try await city.get("/fr/rights/arrival").text
        #expect(checked.contains("Vérifié par The Helpers le 21 novembre 2026."))
        #expect(!checked.contains("À valider par un juriste."))
        #expect(try await city.get("/fr/rights/later").text.contains("À valider par un juriste."))

        // The same version with other words: refused. A new version: waits again, and the old one keeps its approval.
        try files.replace("Vous pouvez vous laver.", with: "Autre chose.", in: "law/sheets/arrival.yaml")
        await #expect(throws: FileFaults.self) { try await files.load(into: city.database, now: 2) }
        try files.write("law/sheets/arrival.yaml", LawFiles.second)
        try await files.load(into: city.database, now: 3)
        try await city.city.refresh()
        #expect(try await city.get("/fr/rights/arrival").text.contains("À valider par un juriste."))
        let old = try await city.get("/fr/rights/arrival?version=1").text
        #expect(old.contains("Vérifié par The Helpers") && old.contains("Ceci est une ancienne version."))
        #expect(old.contains("Version 1, en vigueur du 1er janvier 2026 au 1er juin 2026"))
        let audit = try await city.database.read {
            try $0.rows("SELECT object FROM audit WHERE kind = 'sheet' AND action = 'decide'").map {
                try $0.get("object", as: String.self)
            }
        }
        #expect(audit == ["sheet/arrival/1"])
    }

    @Test func aRemarkSetsAnApprovalAside() async throws {
        let (_, city, desk) = try await Self.town()
        let path = "/fr/work/rights/checklist/card"
        let read = try await Self.read("checklist/card", desk)
        _ = try await desk.post("\(path)/approval", read, as: Self.adviser)
        let silent = try await desk.post("\(path)/remark", read + [("words", " ")], as: Self.adviser)
        #expect(silent.status == .unprocessableContent && silent.text.contains("Dites ce qu’il faut corriger."))
        let said = try await desk.post(
            "\(path)/remark", read + [("words", "Le guichet a <fermé>.")], as: Self.adviser)
        #expect(said.status == .seeOther)
        try await city.city.refresh()
        let page = try await city.get("/fr/steps/card").text
        #expect(page.contains("À valider par un juriste.") && !page.contains("fermé"), "remarks are not published")
        let desked = try await desk.get(path, as: Self.adviser).text
        #expect(desked.contains("Le guichet a &lt;fermé&gt;.") && desked.contains("à corriger"))
    }

    @Test func anotherVersionThanTheOneInForceIsNotApproved() async throws {
        let (_, city, desk) = try await Self.town()
        for version in ["2", "", "x"] {
            let answer = try await desk.post(
                "/en/work/rights/sheet/arrival/approval", [("version", version)], as: Self.adviser)
            #expect(answer.status == .unprocessableContent)
        }
        let count = try await city.database.read {
            try $0.row("SELECT count(*) AS number FROM rights_verdict")?.get("number", as: Int.self)
        }
        #expect(count == 0)
    }

    @Test(arguments: [Role.coordinator, .socialWorker, .translator])
    func whoReadsDoesNotApprove(_ role: Role) async throws {
        let (_, _, desk) = try await Self.town()
        let member = TestDesk.Member.some(role, of: "helpers")
        let page = try await desk.get("/fr/work/rights/sheet/arrival", as: member)
        #expect(page.status == .ok && !page.text.contains("/approval"))
        let answer = try await desk.post("/fr/work/rights/sheet/arrival/approval", [("version", "1")], as: member)
        #expect(answer.status == .notFound)
    }

    @Test func theHomeOfALegalAdviserSaysHowManyWait() async throws {
        let files = try LawFiles.city()
        let city = try await TestCity(folder: .init(fileURLWithPath: files.folder))
        let (books, _) = try TestCity.resources.get()
        let sections = HomeSections(workplace: city.workplace, published: city.city)
        let visit = VisitMaker(
            books: books, assets: try TestCity.resources.get().1, navigation: [], origin: ""
        ).visit(language: "en", path: .home, settings: city.settings)
        let adviser = try #require(Self.adviser.caller as Caller?)
        func told(_ caller: Caller) async throws -> [String] {
            try await city.database.read { try sections.laws($0, caller, visit, TestCity.now) }?.items.map(\.words)
                ?? []
        }
        #expect(try await told(adviser) == ["3 texts of law wait for a lawyer"])
        #expect(try await told(TestDesk.Member.some(.coordinator, of: "helpers").caller) == [])
    }
}
