import Foundation
import Hummingbird
import HummingbirdTesting
import Printing
import Rules
import Testing
import Web

@testable import Areas

/// Documents from the pages, with a press that only counts.
@Suite struct PaperRouteTests {
    static let counting = """
        with open(folder / "count", "a") as file: file.write("1")
        with open(out, "wb") as file: file.write(b"%PDF-1.7 " + str(len(open(job).read())).encode())
        say(1)
        """
    /// Waits until the test lets it go.
    static let waiting = """
        with open(folder / "count", "a") as file: file.write("1")
        while not (folder / "go").exists(): time.sleep(0.02)
        with open(out, "wb") as file: file.write(b"%PDF-1.7")
        say(1)
        """

    static func application(_ fake: FakePress, _ limits: PaperShop.Limits = .init()) async throws
        -> some ApplicationProtocol
    {
        let city = try await TestCity.paris.value
        let (books, assets) = try TestCity.resources.get()
        let routes = CityRouter(
            city: city.city, reports: city.reports, books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(
                origin: "https://guide.example.org", logsRequests: false, shop: PaperShop(fake.press, limits: limits),
                glossary: try TestCity.glossary.get()),
            now: { TestCity.now })
        return Application(router: routes.router)
    }

    static func count(_ fake: FakePress) -> Int {
        (try? String(contentsOf: fake.folder.appendingPathComponent("count"), encoding: .utf8).count) ?? 0
    }

    @Test(arguments: [
        ("/fr/services/halte-femmes-shower", "/fr/services/halte-femmes-shower/card.pdf"),
        ("/ar/themes/hygiene", "/ar/themes/hygiene/leaflet.pdf"), ("/ti/themes/food", "/ti/themes/food/week.pdf"),
        ("/en/search?need=shower", "/en/needs/shower/leaflet.pdf"),
        ("/en/search?theme=food", "/en/themes/food/leaflet.pdf"),
        ("/fr/districts/paris-18", "/fr/districts/paris-18/leaflet.pdf"),
    ])
    func pageLeadsToItsDocument(_ page: String, _ document: String) async throws {
        let fake = try FakePress(Self.counting)
        try await Self.application(fake).test(.router) { client in
            let shown = try await client.executeRequest(uri: page, method: .get, headers: [:], body: nil)
            #expect(shown.text.contains("href=\"\(document)\""), "\(page)")
            let answer = try await client.executeRequest(uri: document, method: .get, headers: [:], body: nil)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(answer.text.hasPrefix("%PDF-"))
            let name = answer.headers[.contentDisposition] ?? ""
            #expect(name.hasPrefix("inline; filename=\"") && name.hasSuffix(".pdf\""))
        }
    }

    @Test func machineThatCannotPrintShowsNoLink() async throws {
        let city = try await TestCity.paris.value
        let page = try await city.get("/fr/services/halte-femmes-shower")
        #expect(!page.text.contains(".pdf"))
        #expect(try await city.get("/fr/services/halte-femmes-shower/card.pdf").status == .notFound)
    }

    @Test func secondReaderWaitsForNothing() async throws {
        let fake = try FakePress(Self.counting)
        try await Self.application(fake).test(.router) { client in
            let path = "/fr/services/halte-femmes-shower/card.pdf"
            let first = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            let second = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            #expect(first.text == second.text)
            #expect(Self.count(fake) == 1)
            let other = try await client.executeRequest(uri: path + "?with=ar", method: .get, headers: [:], body: nil)
            #expect(other.status == .ok && Self.count(fake) == 2)
        }
    }

    @Test(arguments: [
        "/fr/services/nothing/card.pdf", "/fr/themes/hygeine/leaflet.pdf", "/fr/districts/x/leaflet.pdf",
        "/fr/needs/x/leaflet.pdf", "/de/themes/hygiene/leaflet.pdf",
        "/fr/services/halte-femmes-shower/card.pdf?with=tlh", "/fr/services/halte-femmes-shower/card.pdf?with=fr",
    ])
    func whatIsNotThereIsNotPrinted(_ path: String) async throws {
        let fake = try FakePress(Self.counting)
        try await Self.application(fake).test(.router) { client in
            let answer = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            #expect(answer.status == .notFound)
        }
        #expect(Self.count(fake) == 0)
    }

    @Test func tooManyAtOnceAreAskedToComeBack() async throws {
        let fake = try FakePress(Self.waiting)
        var limits = PaperShop.Limits()
        limits.waiting = 1
        let application = try await Self.application(fake, limits)
        try await application.test(.router) { client in
            try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for need in ["shower", "meal", "laundry"] {
                    group.addTask {
                        let answer = try await client.executeRequest(
                            uri: "/fr/needs/\(need)/leaflet.pdf", method: .get, headers: [:], body: nil)
                        if answer.status == .serviceUnavailable { #expect(answer.headers[.retryAfter] == "30") }
                        return answer.status
                    }
                }
                // The one that finds no room answers while the others still wait for the press.
                #expect(try await group.next() == .serviceUnavailable)
                try "".write(to: fake.folder.appendingPathComponent("go"), atomically: true, encoding: .utf8)
                #expect(try await group.next() == .ok)
                #expect(try await group.next() == .ok)
            }
        }
    }

    @Test func readersWhoAskTheSameAtOnceShareOneDocument() async throws {
        let fake = try FakePress(Self.waiting)
        try await Self.application(fake).test(.router) { client in
            try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        try await client.executeRequest(
                            uri: "/fr/needs/shower/leaflet.pdf", method: .get, headers: [:], body: nil
                        ).status
                    }
                }
                try "".write(to: fake.folder.appendingPathComponent("go"), atomically: true, encoding: .utf8)
                for try await status in group { #expect(status == .ok) }
            }
        }
        #expect(Self.count(fake) == 1)
    }

    @Test func newDocumentsAreRationed() async throws {
        let fake = try FakePress(Self.counting)
        var limits = PaperShop.Limits()
        limits.burst = 2
        limits.pause = .seconds(3_600)
        let application = try await Self.application(fake, limits)
        try await application.test(.router) { client in
            var found: [HTTPResponse.Status] = []
            for need in ["shower", "meal", "laundry", "shower"] {
                found.append(
                    try await client.executeRequest(
                        uri: "/fr/needs/\(need)/leaflet.pdf", method: .get, headers: [:], body: nil
                    ).status)
            }
            #expect(found == [.ok, .ok, .serviceUnavailable, .ok], "what is kept is given all the same")
        }
    }
}
