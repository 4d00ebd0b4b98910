import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@Suite struct PersonFlowTests {
    @Test func aFileIsMadeOnlyWithAPurposeAndAfterTheNotice() async throws {
        let town = try await CaseworkTown()
        for missing in ["purpose", "noticeVersion", "noticeLanguage", "noticeManner"] {
            var facts = CaseworkTown.file
            facts[missing] = nil
            let answer = try await town.desk.api(.post, "persons", json: facts, as: CaseworkTown.worker)
            #expect(answer.status == .unprocessableContent, "without \(missing)")
        }
        let aloud = CaseworkTown.file.merging(["noticeManner": "interpreter"]) { $1 }
        #expect(
            try await town.desk.api(.post, "persons", json: aloud, as: CaseworkTown.worker).text.contains(
                "noticeReader"))
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_file") == 0)
        let id = try await town.person(["noticeManner": "interpreter", "noticeReader": "Exemple I."])
        let file = try await town.desk.api(.get, "persons/\(id)", as: CaseworkTown.worker).object()
        let notice = (file["notices"] as? [[String: Any]])?.first
        #expect(notice?["language"] as? String == "fa" && notice?["version"] as? Int == 1)
        #expect(notice?["reader"] as? String == "Exemple I.")
    }

    @Test func theSameFormTwiceMakesOneFile() async throws {
        let town = try await CaseworkTown()
        let id = UUIDv7().description
        let form = [
            ("id", id), ("purpose", "support"), ("noticeVersion", "1"), ("noticeLanguage", "ar"),
            ("noticeManner", "read-alone"), ("firstName", "Exemple A."),
        ]
        for _ in 0..<2 {
            let answer = try await town.desk.post("/en/work/persons", form, as: CaseworkTown.worker)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/en/work/persons/\(id)?done=person-made")
        }
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_file") == 1)
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_notice") == 1)
        // A stranger who sends the same id gets a file of their own, and learns nothing.
        let theirs = try await town.desk.post("/en/work/persons", form, as: CaseworkTown.stranger)
        #expect(theirs.status == .seeOther && theirs.headers[.location] != "/en/work/persons/\(id)")
    }

    @Test func bothFacesShowTheSameFile() async throws {
        let town = try await CaseworkTown()
        let id = try await town.person([
            "firstName": "Exemple Bé", "languages": ["fa"], "needs": ["shower"], "note": "<b>",
        ])
        let page = try await town.desk.get("/en/work/persons/\(id)", as: CaseworkTown.worker)
        #expect(page.status == .ok)
        #expect(page.text.contains("Exemple Bé") && page.text.contains("&lt;b&gt;"))
        #expect(page.text.components(separatedBy: "<h1").count == 2)
        #expect(!page.text.contains("[casework."))
        let api = try await town.desk.api(.get, "persons/\(id)", as: CaseworkTown.worker).object()
        #expect((api["person"] as? [String: Any])?["firstName"] as? String == "Exemple Bé")
    }

    @Test func aFileIsFoundByReferenceAndFirstNameWithinReachAlone() async throws {
        let town = try await CaseworkTown()
        let id = try await town.person(["firstName": "Exémple Été"])
        let facts = try await town.desk.api(.get, "persons/\(id)", as: CaseworkTown.worker).object()
        let reference = try #require((facts["person"] as? [String: Any])?["reference"] as? String)
        for search in [
            ["reference": reference.lowercased().replacing("-", with: " ")], ["firstName": "exemple ete"],
            ["reference": reference, "firstName": "EXEMPLE ÉTÉ"],
        ] {
            let own = try await town.desk.api(.post, "persons/search", json: search, as: CaseworkTown.worker)
            #expect(own.text.contains(id), "\(search)")
            let theirs = try await town.desk.api(.post, "persons/search", json: search, as: CaseworkTown.stranger)
            #expect(!theirs.text.contains(id))
        }
        let nonsense = ["reference": "OOO-000", "firstName": "exemple ete"]
        #expect(
            try await !town.desk.api(.post, "persons/search", json: nonsense, as: CaseworkTown.worker).text.contains(id)
        )
    }

    @Test func twoWhoChangeAtOnceLoseNothing() async throws {
        let town = try await CaseworkTown()
        let id = try await town.person(["note": "first words"])
        let first = [("version", "1"), ("purpose", "support"), ("note", "hers")]
        let second = [("version", "1"), ("purpose", "support"), ("note", "his words typed")]
        #expect(try await town.desk.post("/en/work/persons/\(id)", first, as: CaseworkTown.worker).status == .seeOther)
        let answer = try await town.desk.post("/en/work/persons/\(id)", second, as: CaseworkTown.manager)
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("hers") && answer.text.contains("his words typed"))
        #expect(answer.text.contains("name=\"version\" value=\"2\""))
    }

    @Test func everyReadingAndWritingIsInTheAuditBook() async throws {
        let town = try await CaseworkTown()
        let id = try await town.person()
        _ = try await town.desk.get("/en/work/persons/\(id)", as: CaseworkTown.worker)
        _ = try await town.desk.get("/en/work/persons", as: CaseworkTown.worker)
        _ = try await town.desk.get("/en/work/persons/\(id)/copy", as: CaseworkTown.manager)
        for (action, object) in [("create", id), ("read", id), ("export", id), ("list", nil as String?)] {
            let found: SQL = object.map { "object = \($0)" } ?? "object IS NULL"
            #expect(
                try await town.count(
                    "SELECT COUNT(*) AS count FROM audit WHERE kind = 'person' AND action = \(action) AND \(found)")
                    >= 1,
                "\(action)")
        }
    }

    @Test func theNoticeIsForAnyoneAndInTheirLanguage() async throws {
        let town = try await CaseworkTown("paris")
        for (language, direction) in [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")] {
            let page = try await town.desk.get("/\(language)/\(DeskRouter.pagePrefix)/purpose-notices/1", as: nil)
            #expect(page.status == .ok && page.text.contains("dir=\"\(direction)\""))
            #expect(page.text.components(separatedBy: "class=\"lead\"").count == 9)
        }
        #expect(try await town.desk.api(.get, "purpose-notices/1", as: nil).status == .ok)
        #expect(try await town.desk.api(.get, "purpose-notices/99", as: nil).status == .notFound)
    }

    /// A notice that was given is what the person remembers: its words may not change under the same number.
    @Test func aGivenNoticeIsNeverChanged() throws {
        let shipped = ["en": "01a1fd55-7a80-7dbb-9bb3-ae781e8756a9", "fr": "01a1fd55-7a80-77b0-bb06-e72911037a26"]
        for (tag, sum) in shipped {
            let keys = try PhraseTests.keys(tag)
            var words = ""
            for number in 1...8 {
                guard case .plain(let text)? = keys["casework.notice.1.\(number)"] else { continue }
                words += text + "\n"
            }
            #expect(TestDesk.Member.identifier(words) == sum, "\(tag): write version 2 instead")
        }
    }
}
