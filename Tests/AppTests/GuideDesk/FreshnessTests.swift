import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("Services are confirmed at their own rhythm")
struct FreshnessTests {
    private static let day: Int64 = 86_400_000
    private func later(_ days: Int64) -> Instant {
        Instant(milliseconds: TestCity.now.milliseconds + days * Self.day)
    }

    /// The link of the reminder, as it stands in the letter.
    private func link(_ town: DeskTown, of service: String) async throws -> String {
        _ = try await town.city.database.write { try town.guideDesk.freshness.run($0, now: TestCity.now) }
        return try await town.city.database.read { connection in
            let ids = try connection.rows("SELECT path FROM notification WHERE kind = 'service-stale' ORDER BY path")
            let known = try connection.rows("SELECT id FROM confirmation_link WHERE service = \(service)").map {
                try $0.get("id", as: String.self)
            }
            let paths = try ids.map { try $0.get("path", as: String.self) }
            let keys = town.city.workplace.keys
            let found = try paths.first { path in
                let text = path.split(separator: "/").last.map(String.init) ?? ""
                let link = try SignedLink.read(
                    text, purpose: ConfirmationLinks.purpose, keys: keys, now: TestCity.now.milliseconds)
                return known.contains(link.id)
            }
            return try #require(found)
        }
    }

    @Test("One tap from a letter confirms, once; following the link changes nothing")
    func stillTrue() async throws {
        let town = try await DeskTown()
        let path = "/en/" + (try await link(town, of: "lantern-rest"))
        let before = try await town.city.database.read { try Territory.contentVersion($0) }
        for _ in 0..<3 {
            let page = try await town.desk.get(path, as: nil)
            #expect(page.status == .ok && page.text.contains("Yes, all of it is still true"))
            #expect(page.text.components(separatedBy: "<button").count == 2, "one button")
            expectSound(page)
        }
        #expect(try await town.city.database.read { try Territory.contentVersion($0) } == before)
        func confirmed() async throws -> PartialDate? {
            try await town.city.city.refresh()
            return try town.city.city.snapshot().guide.service("lantern-rest")?.confirmed
        }
        #expect(try await confirmed() != PartialDate("2026-11-21"))
        // Without an account the browser of whoever opened the page has only the cookie of the door.
        let gate: HTTPFields = [
            .contentType: "application/x-www-form-urlencoded",
            .cookie: "\(DeskCookie.door)=a-secret-of-the-test-of-some-length",
        ]
        #expect(try await post(town, path, "", gate).status == .forbidden, "a form that is not ours does nothing")
        for _ in 0..<2 {
            let sent = try await post(town, path, "\(FormValues.mark)=\(TestGate.mark)", gate)
            #expect(sent.status == .seeOther)
        }
        #expect(try await confirmed() == PartialDate("2026-11-21"))
        let history = try await town.desk.api(.get, "services/lantern-rest/history", as: DeskTown.manager).object()
        let items = try #require(history["items"] as? [[String: Any]])
        #expect(items.map { $0["act"] as? String } == ["confirm", "source"], "used twice, it counts once")
        #expect(items[0]["by"] == nil && items[0]["organisation"] as? String == "lantern-house")
        #expect(try await town.desk.get(path, as: nil).text.contains("Thank you, it is confirmed."))
    }

    private func post(_ town: DeskTown, _ path: String, _ body: String, _ headers: HTTPFields) async throws
        -> TestResponse
    {
        try await town.desk.raw(path, method: .post, body: body, headers: headers)
    }

    @Test("A link that is forged, too old or of another's service leads nowhere")
    func forged() async throws {
        let town = try await DeskTown()
        let path = "/en/" + (try await link(town, of: "lantern-rest"))
        let parts = path.split(separator: ".").map(String.init)
        let other = try await link(town, of: "lantern-laundry").split(separator: "/").last.map(String.init) ?? ""
        let keys = town.city.workplace.keys
        let text = path.split(separator: "/").last.map(String.init) ?? ""
        let genuine = try SignedLink.read(
            text, purpose: ConfirmationLinks.purpose, keys: keys, now: TestCity.now.milliseconds)
        let longer = SignedLink(id: genuine.id, expires: genuine.expires + 86_400_000)
        func address(_ link: SignedLink, purpose: String = ConfirmationLinks.purpose, keys: KeyRing) -> String {
            "/en/work/still-true/" + link.text(purpose: purpose, keys: keys)
        }
        let lapsed = SignedLink(id: genuine.id, expires: TestCity.now.milliseconds)
        let unknown = SignedLink(id: UUIDv7().description, expires: genuine.expires)
        #expect(address(genuine, keys: keys) == path, "what follows differs from the genuine one only as said")
        let forged = [
            path + "x", String(path.dropLast()),
            address(longer, keys: keys).split(separator: ".")[0] + "." + parts[1],
            parts[0] + "." + (other.split(separator: ".").last.map(String.init) ?? ""),
            address(genuine, purpose: "referral", keys: keys), address(genuine, keys: try .fresh(id: "k2")),
            address(longer, keys: try .fresh(id: "k2")), address(lapsed, keys: keys), address(unknown, keys: keys),
            "/en/work/still-true/nonsense", "/en/work/still-true/" + UUIDv7().description + ".9999999999999.00",
        ]
        let nothing = try await town.desk.get("/en/work/still-true/none", as: nil)
        #expect(nothing.status == .notFound)
        for path in forged {
            let answer = try await town.desk.get(path, as: nil)
            #expect(answer.status == .notFound && answer.text == nothing.text)
        }
        #expect(try await town.desk.get(path, as: nil).status == .ok)
        let month = try await town.city.database.read { connection in
            let links = ConfirmationLinks(keys: keys, connection: connection)
            return (
                try links.read(text, now: Instant(milliseconds: genuine.expires - 1)) != nil,
                try links.read(text, now: Instant(milliseconds: genuine.expires)) != nil
            )
        }
        #expect(month == (true, false))
    }

    @Test("An organisation is reminded twice, then the coordinators are told; each once, however often the job runs")
    func reminders() async throws {
        let town = try await DeskTown()
        let job = town.guideDesk.freshness
        func run(_ days: Int64) async throws -> FreshnessJob.Outcome {
            let now = later(days)
            return try await town.city.database.write { try job.run($0, now: now) }
        }
        /// Steps that were told of the one service that is followed.
        func steps() async throws -> [Int] {
            try await town.city.database.read { connection in
                try connection.rows("SELECT step FROM freshness_reminder WHERE service = 'lantern-post' ORDER BY step")
                    .map { try $0.get("step") }
            }
        }
        _ = try await town.desk.post("/en/work/services/lantern-post/confirmation", [], as: DeskTown.manager)
        let start = try await run(0)
        #expect(start.first > 0 && start.second == 0 && start.coordinators == 0, "the organisation is asked first")
        #expect(try await run(0) == FreshnessJob.Outcome(), "told once")
        for (days, told) in [
            (89, []), (90, [1]), (90, [1]), (103, [1]), (104, [1, 2]), (117, [1, 2]), (118, [1, 2, 3]),
            (400, [1, 2, 3]),
        ] as [(Int64, [Int])] {
            _ = try await run(days)
            #expect(try await steps() == told, "day \(days): rights ask every ninety days")
        }
        let keys = town.city.workplace.keys
        let links = try await town.city.database.read {
            try $0.rows("SELECT id, expires_at FROM confirmation_link WHERE service = 'lantern-post'").map {
                SignedLink(id: try $0.get("id"), expires: try $0.get("expires_at"))
                    .text(purpose: ConfirmationLinks.purpose, keys: keys)
            }
        }
        #expect(links.count == 2)
        let told = try await town.notices("service-stale")
        let members = Set([DeskTown.manager, DeskTown.warded, DeskTown.worker].map(\.caller.account))
        for link in links {
            let reached = told.filter { $0.contains(link) }.map { String($0.prefix(36)) }
            #expect(Set(reached) == members && reached.count == 3)
        }
        #expect(
            told.filter { $0.hasSuffix("work/services/lantern-post") } == [
                "\(DeskTown.coordinator.caller.account) work/services/lantern-post"
            ])
    }

    @Test("The organisation sets the rhythm, and the public page follows the stricter one")
    func rhythm() async throws {
        let town = try await DeskTown()
        let path = "/en/work/services/lantern-rest"
        _ = try await town.desk.post("\(path)/confirmation", [], as: DeskTown.worker)
        for (days, status) in [
            ("6", HTTPResponse.Status.unprocessableContent), ("many", .unprocessableContent), ("14", .seeOther),
        ] {
            let answer = try await town.desk.post("\(path)/rhythm", [("days", days)], as: DeskTown.manager)
            #expect(answer.status == status)
            if status != .seeOther { expectSound(answer) }
        }
        try await town.city.city.refresh()
        let guide = try town.city.city.snapshot().guide
        let service = try #require(guide.service("lantern-rest"))
        #expect(guide.rhythm(of: service) == 14)
        #expect(ServiceShow(service, guide: guide, now: TestCity.now).freshness == .fresh)
        #expect(ServiceShow(service, guide: guide, now: later(20)).freshness == .ageing)
        #expect(try await town.desk.post("\(path)/rhythm", [("days", "30")], as: DeskTown.stranger).status == .notFound)
    }

    @Test("Coordinators see what is late, the worst first, and as a table that computes nothing")
    func coordinators() async throws {
        let town = try await DeskTown()
        let form = try await town.form("lantern-rest", ["name-in": ["und"], "name": ["=HYPERLINK(\"x\")"]])
        _ = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        try await town.city.city.refresh()
        let all = try await town.desk.api(.get, "freshness", as: DeskTown.coordinator).object()
        let items = try #require(all["items"] as? [[String: Any]])
        #expect(Set(items.compactMap { $0["owner"] as? String }).count > 3)
        let days = items.compactMap { ($0["confirmation"] as? [String: Any])?["days"] as? Int }
        #expect(days == days.sorted(by: >))
        let own = try await town.desk.api(.get, "freshness", as: DeskTown.worker).object()
        #expect((own["items"] as? [[String: Any]])?.allSatisfy { $0["owner"] as? String == "lantern-house" } == true)
        #expect((own["total"] as? Int ?? 0) < items.count)
        expectSound(try await town.desk.get("/en/work/freshness?state=stale", as: DeskTown.coordinator))
        let table = try await town.desk.get("/en/work/freshness/table", as: DeskTown.coordinator)
        #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(table.text.contains("\"'=HYPERLINK(\"\"x\"\")\""))
        #expect(table.text.components(separatedBy: "\r\n").count == items.count + 2)
        #expect(
            try await town.desk.get("/en/work/freshness", as: .some(.observer, of: "lantern-house")).status == .notFound
        )
    }
}

extension TestDesk {
    /// A request with its own headers.
    func raw(_ path: String, method: HTTPRequest.Method, body: String, headers: HTTPFields) async throws -> TestResponse
    {
        try await Application(router: bareRouter()).test(.router) { client in
            try await client.executeRequest(
                uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        }
    }

    private func bareRouter() throws -> Router<AppContext> {
        let resources = TestCity.root.appendingPathComponent("Resources")
        let visits = VisitMaker(
            books: try Phrasebooks(folder: resources.appendingPathComponent("languages")),
            assets: try StaticFiles(folder: resources.appendingPathComponent("static")), navigation: [], origin: "")
        let settings = city.settings
        let router = Router(context: AppContext.self)
        DeskRouter(
            routes: routes, gate: TestGate(), visits: visits, settings: { settings }, now: { TestCity.now }
        ).add(to: router)
        return router
    }
}
