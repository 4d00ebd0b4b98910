import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// What has to be mended is told with the name of its field, its limit, and what was typed.
@Suite struct NamedFaultTests {
    private static let long = String(repeating: "x", count: 10_000)

    @Test(arguments: [
        ("en", "First name: At most 80 characters; you typed 10000. Shorten it."),
        ("es", "Nombre de pila: 80 caracteres como máximo; ha escrito 10000. Acórtelo."),
    ])
    func aLongFirstNameIsNamedAndKept(_ language: String, _ words: String) async throws {
        let town = try await CaseworkTown()
        let typed = [
            ("purpose", "support"), ("noticeVersion", "1"), ("noticeLanguage", "fa"), ("noticeManner", "read-aloud"),
            ("firstName", Self.long), ("household", "90"), ("note", "kept as it was"), ("needs", "shower"),
        ]
        let page = try await town.desk.post(
            "/\(language)/\(DeskRouter.pagePrefix)/persons", typed, as: CaseworkTown.worker)
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("<a href=\"#f-firstName\">\(words)</a>"), "\(page.text.prefix(6_000))")
        #expect(page.text.contains("id=\"fault-firstName\""))
        #expect(page.text.contains("aria-describedby=\"hint-firstName fault-firstName\" aria-invalid=\"true\""))
        #expect(page.text.contains("aria-describedby=\"fault-household\" aria-invalid=\"true\""))
        // Nothing that was typed is lost.
        #expect(page.text.contains("value=\"\(Self.long)\"") && page.text.contains("kept as it was</textarea>"))
        #expect(page.text.contains(/value="shower"( id="f-needs")? checked/) && page.text.contains("value=\"90\""))
    }

    @Test func everyFaultOfTheFormsNamesItsField() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let forms: [(String, [(String, String)])] = [
            (
                "persons",
                [("noticeVersion", "1"), ("household", "no"), ("note", Self.long), ("noticeReader", Self.long)]
            ),
            ("persons/\(person)", [("version", "1"), ("firstName", Self.long)]),
            ("persons/\(person)/consents", [("partner", Self.long)]),
            ("referrals/preview", [("person", person), ("message", Self.long), ("wantedOn", "x")]),
            ("referrals/preview", [("partnerName", Self.long), ("household", "0")]),
        ]
        for (path, form) in forms {
            let page = try await town.desk.post("/en/work/\(path)", form, as: CaseworkTown.worker)
            #expect(page.status == .unprocessableContent, "\(path)")
            let head = page.text.components(separatedBy: "id=\"faults\"")[1].components(separatedBy: "</div>")[0]
            let lines = head.matches(of: /<a href="#f-([^"]+)">([^<]*)<\/a>/).map { $0.output }
            #expect(!lines.isEmpty)
            for line in lines {
                #expect(line.2.contains(": "), "\(path): \(line.2)")
                #expect(page.text.contains("id=\"f-\(line.1)\""), "\(path): \(line.1)")
                #expect(page.text.contains("id=\"fault-\(line.1)\""), "\(path): \(line.1)")
            }
        }
    }

    @Test func whoAnswersAfterTheOtherSideKeepsTheirWords() async throws {
        let town = try await CaseworkTown()
        let id = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
        let path = "/en/work/referrals/\(id)"
        _ = try await town.desk.post(path, [("move", "withdraw")], as: CaseworkTown.worker)
        let late = try await town.desk.post(
            path, [("move", "accept"), ("words", "Come at nine, by the side door")], as: CaseworkTown.other)
        #expect(late.status == .unprocessableContent && late.text.contains("It was withdrawn."))
        #expect(late.text.contains("Come at nine, by the side door</textarea>"))
        #expect(late.text.contains(">Answer or report</label>"), "under the name of its field")
        #expect(late.text.contains("href=\"/en/work/referrals\""), "the way on")
    }
}
