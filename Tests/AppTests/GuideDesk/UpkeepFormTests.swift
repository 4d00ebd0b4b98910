import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("The form of a service tells what is wrong before anything is written")
struct UpkeepFormTests {
    @Test("Hostile values are told, kept in the form, and never run")
    func hostile() async throws {
        let town = try await DeskTown()
        let path = "/en/work/services/lantern-rest/edit"
        let script = "<script>alert(1)</script>"
        let cases: [([String: [String]], String, String)] = [
            (["website": ["javascript:alert(1)"]], "javascript:alert(1)", "beginning with https://"),
            (["phone": ["0800 CALL ME"]], "0800 CALL ME", "+33 1 43 44 55 00"),
            (
                ["hours-by": ["text"], "hours": ["Mo-Fr 09:00-25:99"]], "Mo-Fr 09:00-25:99",
                "cannot be read from character"
            ),
            (["hours-by": ["text"], "hours": ["Mo-Fr 9h-17h; frogs"]], "frogs", "Mo-Fr 09:00-17:00"),
            (["name-in": ["en"], "name": [String(repeating: "x", count: 10_000)]], "xxxxxxxx", "10000 characters"),
            (["name-in": ["en"], "name": [""]], "", "This is needed."),
            (["needs": ["no-such-need"]], "", "Choose one of the list."),
            (["ages-from": ["18"], "ages-to": ["6"]], "18", "The end is before the beginning."),
            (["week-from": ["25:00"], "week-to": ["26"], "hours-by": ["week"]], "25:00", "is not a time"),
        ]
        for (changes, kept, told) in cases {
            let answer = try await town.desk.post(
                path, try await town.form("lantern-rest", changes), as: DeskTown.manager)
            #expect(answer.status == .unprocessableContent, "\(told)")
            #expect((kept.isEmpty || answer.text.contains(kept)) && answer.text.contains(told), "\(told)")
            expectSound(answer)
        }
        let named = try await town.form("lantern-rest", ["name-in": ["und"], "name": [script], "why": [script]])
        #expect(try await town.desk.post(path, named, as: DeskTown.manager).status == .seeOther)
        for page in ["", "/history", "/preview", "/edit"] {
            let shown = try await town.desk.get("/en/work/services/lantern-rest\(page)", as: DeskTown.manager)
            #expect(shown.status == .ok && !shown.text.contains(script))
            expectSound(shown)
        }
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(script)))
        let foreign = try await town.desk.post(path, named + [("operator", "quayside-kitchen")], as: DeskTown.manager)
        #expect(foreign.status == .badRequest, "nobody gives a service away but a coordinator")
        let unknown = try await town.desk.post(path, named + [("key", "other")], as: DeskTown.manager)
        #expect(unknown.status == .badRequest)
    }

    @Test("Hours can be looked at in words for fourteen days before anything is written")
    func look() async throws {
        let town = try await DeskTown()
        let form = try await town.form(
            "lantern-rest", ["hours": ["Mo-Su 06:15-07:45"], "hours-by": ["text"]], publishes: "look")
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .ok)
        #expect(answer.text.components(separatedBy: "06:15 – 07:45").count - 1 == 14)
        expectSound(answer)
        let record = try await town.city.database.read { try UpkeepQueries.record($0, .service, "lantern-rest") }
        #expect(record?.revisions.isEmpty == true)
    }

    @Test("One wrong hour marks its own box, and hides no other fault")
    func oneBox() async throws {
        let town = try await DeskTown()
        var form = try await town.form(
            "lantern-rest",
            [
                "hours-by": ["week"], "hours": [""], "phone": ["nine"], "exception-from": ["2026-12-24", "soon"],
                "exception-to": ["2026-12-26", ""], "exception-hours": ["", ""],
            ])
        form.removeAll { $0.0 == "week-from" || $0.0 == "week-to" }
        for position in 0..<14 {
            form.append(("week-from", position == 0 ? "9" : position == 4 ? "neuf" : ""))
            form.append(("week-to", position == 0 ? "25:99" : position == 4 ? "12" : ""))
        }
        let answer = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        #expect(answer.status == .unprocessableContent)
        for link in ["#f-week-to", "#f-week-from-4", "#f-phone", "#f-exception-from-1"] {
            #expect(answer.text.contains("<a href=\"\(link)\">"), "\(link)")
            let id = link.dropFirst()
            let input = try #require(
                answer.text.range(of: "<input[^>]* id=\"\(id)\"[^>]*>", options: .regularExpression)
                    ?? answer.text.range(of: "<input id=\"\(id)\"[^>]*>", options: .regularExpression))
            #expect(answer.text[input].contains("aria-invalid=\"true\""), "\(link)")
        }
        #expect(answer.text.components(separatedBy: "aria-invalid").count - 1 == 4, "and no other box")
        #expect(answer.text.contains("Monday: «25:99»") && answer.text.contains("Wednesday: «neuf»"))
        expectSound(answer)
    }

    @Test("A number of the country is kept so that it can be dialled from everywhere")
    func phone() async throws {
        let town = try await DeskTown()
        let form = try await town.form("lantern-rest", ["phone": ["01632 960177"]])
        #expect(
            try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager).status
                == .seeOther)
        #expect(try await town.publicPage("/en/services/lantern-rest").text.contains("+44 1632 960177"))
    }
}
