import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Two who decide on one change at once")
struct OvertakenTests {
    private static let path = "/en/work/services/lantern-rest/decision"

    /// A worker's proposal, and the version that both deciders saw.
    private static func proposed(_ town: DeskTown) async throws -> String {
        let form = try await town.form("lantern-rest", ["phone": ["+44 1632 960144"]])
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.worker)
        return try await town.version("services/lantern-rest", as: DeskTown.manager)
    }

    @Test("The second sees within the desk who decided what and when, keeps the words, and goes on")
    func second() async throws {
        let town = try await DeskTown()
        let version = try await Self.proposed(town)
        let first = try await town.desk.post(
            Self.path, [("outcome", "send-back"), ("words", "Not this number"), ("version", version)],
            as: DeskTown.manager)
        #expect(first.status == .seeOther)
        let words = "Thank you, it is right"
        let late = try await town.desk.post(
            Self.path, [("outcome", "publish"), ("words", words), ("version", version)], as: DeskTown.coordinator)
        #expect(late.status == .conflict)
        expectSound(late)
        #expect(late.text.contains("Somebody decided before you"))
        #expect(late.text.contains("Sent back: \(DeskTown.manager.caller.name), "), "who, what and when")
        #expect(late.text.contains("<blockquote><bdi>Not this number</bdi></blockquote>"))
        #expect(late.text.contains("\(words)</textarea>"), "what was typed")
        #expect(late.text.contains("href=\"#f-overtaken\"") && late.text.contains("id=\"f-overtaken\""))
        #expect(late.text.contains("href=\"/en/work/services/lantern-rest\""), "to the service")
        #expect(late.text.contains("href=\"/en/work/services\""), "to the list")
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains("960144")), "nothing was done")
        let program = try await town.desk.api(
            .post, "services/lantern-rest/decision", json: ["outcome": "publish", "version": version],
            as: DeskTown.coordinator)
        #expect(program.status == .conflict && program.text.contains("Someone else changed it meanwhile."))
    }

    @Test("Who decides on what somebody dropped meanwhile learns it in their language")
    func dropped() async throws {
        let town = try await DeskTown()
        _ = try await Self.proposed(town)
        _ = try await town.desk.post("/en/work/services/lantern-rest/withdrawal", [], as: DeskTown.worker)
        let late = try await town.desk.post(
            "/es/work/services/lantern-rest/decision", [("outcome", "publish")], as: DeskTown.manager)
        #expect(late.status == .conflict)
        #expect(
            late.text.contains("Ya no hay ninguna modificación pendiente") && !late.text.contains("There is no change"))
        expectSound(late)
    }

    @Test("A form that was sent on an old state says whose change it met")
    func form() async throws {
        let town = try await DeskTown()
        let first = try await town.form("lantern-rest", ["phone": ["+44 1632 960111"]])
        let second = try await town.form("lantern-rest", ["phone": ["+44 1632 960122"]])
        let path = "/en/work/services/lantern-rest/edit"
        _ = try await town.desk.post(path, first, as: DeskTown.manager)
        let clash = try await town.desk.post(path, second, as: DeskTown.warded)
        #expect(clash.status == .conflict && clash.text.contains("Published: \(DeskTown.manager.caller.name), "))
        #expect(clash.text.contains("href=\"/en/work/services\""))
        expectSound(clash)
    }

    @Test("Every conflict of the desk has words in each language of the desk")
    func others() throws {
        let pattern = try Regex(#"overtaken\(\s*"[^"]+", "([a-z-]+)""#)
        var codes: Set<String> = []
        for file in LayeringTests.swiftFiles("Areas/Guide") {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: pattern) {
                if let code = match.output[1].substring { codes.insert(String(code)) }
            }
        }
        #expect(codes.count >= 9, "\(codes)")
        let (books, _) = try TestCity.resources.get()
        for language in ["fr", "en", "es", "ar"] {
            for code in codes { #expect(books.book(language).has("upkeep.overtaken.\(code)"), "\(language) \(code)") }
        }
        // What a person reads is never the English of programs.
        let bare = try Regex(#"Problem\(\s*\.conflict,\s*"[^"]*"\s*\)"#)
        for file in LayeringTests.swiftFiles("Areas") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.matches(of: bare).isEmpty, "\(file.lastPathComponent)")
        }
    }

    @Test(
        "What changed is told field by field, each by its label, old beside new", arguments: ["fr", "en", "es", "ar"])
    func labels(_ language: String) async throws {
        let (books, _) = try TestCity.resources.get()
        for name in ["Service", "Site"] {
            let file = LayeringTests.root.appendingPathComponent("Sources/Areas/Guide/Rules/\(name).swift")
            let text = try String(contentsOf: file, encoding: .utf8)
            let whole = text.components(separatedBy: "public struct \(name): ")[1].components(separatedBy: "\n}\n")[0]
            let fields = whole.matches(of: /\n    public var ([a-zA-Z]+):/).map { String($0.output.1) }
            #expect(fields.count > 20)
            for field in fields where field != "key" {
                #expect(books.book(language).has("upkeep.field.\(field)"), "\(language) \(name).\(field)")
            }
        }
    }

    @Test("A proposal is shown with the label of each field, what stands and what is proposed")
    func difference() async throws {
        let town = try await DeskTown()
        _ = try await Self.proposed(town)
        let page = try await town.desk.get("/en/work/services/lantern-rest", as: DeskTown.manager)
        let table = try #require(
            page.text.components(separatedBy: "id=\"change\"").last?.components(separatedBy: "</table>").first)
        let row = try #require(table.components(separatedBy: "<tr>").first { $0.contains("960144") })
        #expect(row.contains("<th scope=\"row\">Telephone</th>"), "\(row)")
        #expect(row.contains("data-label=\"Before\"") && row.contains("data-label=\"After\""))
    }
}
