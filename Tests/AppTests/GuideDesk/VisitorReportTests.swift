import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Visitors report, the organisation answers")
struct VisitorReportTests {
    private static let warning = "Visitors report that this may be wrong."

    private func send(
        _ town: DeskTown, _ matter: VisitorReport.Matter, _ words: String? = nil, to service: String = "lantern-rest"
    ) async throws -> (id: String, outcome: ReportDesk.Outcome) {
        let id = UUIDv7()
        let desk = ReportDesk(database: town.city.database, workplace: town.city.workplace)
        let outcome = try await desk.keep(
            VisitorReport.read(matter: matter.rawValue, words: words).report ?? VisitorReport.read(
                matter: "closed", words: nil
            ).report!,
            id: id, service: service, language: "en", now: TestCity.now)
        return (id.description, outcome)
    }

    @Test("Three visitors who found a closed door are believed until someone answers")
    func contradiction() async throws {
        let town = try await DeskTown()
        var ids: [String] = []
        for number in 1...3 {
            #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(Self.warning)), "\(number)")
            ids.append(try await send(town, number == 2 ? .moved : .closed).id)
        }
        let page = try await town.publicPage("/en/services/lantern-rest")
        #expect(page.text.contains(Self.warning))
        #expect(Set(try await town.notices("visitor-report")).count == 3, "each member once, not for every report")
        let item = try await town.desk.api(.get, "services", as: DeskTown.manager).object()
        let rest = (item["items"] as? [[String: Any]])?.first { $0["id"] as? String == "lantern-rest" }
        #expect(rest?["isContradicted"] as? Bool == true && rest?["openReports"] as? Int == 3)
        let late = try await town.desk.api(.get, "freshness?state=contradicted", as: DeskTown.coordinator).object()
        #expect((late["items"] as? [[String: Any]])?.first?["id"] as? String == "lantern-rest")

        let answered = try await town.desk.post(
            "/en/work/reports/\(ids[0])/answer",
            [("outcome", "still-true"), ("note", "asked Marker-Note at the desk")],
            as: DeskTown.worker)
        #expect(answered.status == .seeOther)
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(Self.warning)))
        let shown = try await town.desk.get("/en/work/reports/\(ids[0])", as: DeskTown.manager)
        #expect(shown.text.contains("Marker-Note"))
        expectSound(shown)
        let stored = try await town.city.database.read {
            try $0.row("SELECT note FROM report_answer")?.get("note", as: String.self)
        }
        #expect(stored?.contains("Marker-Note") == false, "notes are sealed")
        let open = try await town.desk.api(.get, "reports", as: DeskTown.manager).object()
        #expect(open["total"] as? Int == 2)
        #expect(try await town.awaiting("visitor-report") == 3, "two more await an answer")
        for id in ids.dropFirst() {
            _ = try await town.desk.post(
                "/en/work/reports/\(id)/answer", [("outcome", "still-true")], as: DeskTown.worker)
        }
        #expect(try await town.awaiting("visitor-report") == 0)
    }

    @Test("Reports of hours, or old ones, are no closed door")
    func others() async throws {
        let town = try await DeskTown()
        for _ in 1...4 { _ = try await send(town, .hours) }
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(Self.warning)))
        try await town.city.database.write { connection in
            let old = TestCity.now.milliseconds - 31 * 86_400_000
            try connection.execute("UPDATE report SET matter = 'closed', sent_at = \(old)")
            try Territory.bumpContentVersion(connection)
        }
        #expect(!(try await town.publicPage("/en/services/lantern-rest").text.contains(Self.warning)))
    }

    @Test("Reports of another's services do not exist; coordinators see all")
    func scope() async throws {
        let town = try await DeskTown()
        let id = try await send(town, .phone, "nobody answers <b>").id
        let none = try await town.desk.get("/en/work/reports/\(UUIDv7())", as: DeskTown.stranger)
        let real = try await town.desk.get("/en/work/reports/\(id)", as: DeskTown.stranger)
        #expect(real.status == .notFound && real.text == none.text)
        #expect(
            try await town.desk.post("/en/work/reports/\(id)/answer", [("outcome", "corrected")], as: DeskTown.stranger)
                .status
                == .notFound)
        #expect(try await town.desk.api(.get, "reports", as: DeskTown.stranger).object()["total"] as? Int == 0)
        let page = try await town.desk.get("/en/work/reports", as: DeskTown.coordinator)
        #expect(page.text.contains(id))
        expectSound(page)
        #expect(try await town.desk.get("/en/work/reports/\(id)", as: DeskTown.coordinator).text.contains("&lt;b&gt;"))
        let faulty = try await town.desk.post(
            "/en/work/reports/\(id)/answer", [("note", String(repeating: "n", count: 2_001))], as: DeskTown.manager)
        #expect(faulty.status == .unprocessableContent && faulty.text.contains("nnnn"))
        expectSound(faulty)
        let kept = try await town.desk.api(
            .post, "reports/\(id)/answer", json: ["outcome": "cannot-say", "open": true], as: DeskTown.manager)
        #expect(kept.status == .ok)
        #expect(try await town.desk.api(.get, "reports", as: DeskTown.manager).object()["total"] as? Int == 1)
    }

    @Test("A flood is held back, and tells each member once")
    func flood() async throws {
        let town = try await DeskTown()
        for number in 1...25 {
            let sent = try await send(town, .closed)
            #expect(sent.outcome == (number <= ReportDesk.hourly ? .kept : .tooMany))
        }
        #expect(try await town.notices("visitor-report").count == 3)
    }
}
