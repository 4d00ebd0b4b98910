import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Store
import Testing
import Web

/// The public side as a whole: every kind of page in every language, wrong paths, headers.
@Suite struct PublicSideTests {
    static let paths = [
        "", "search?q=douche", "search?need=shower&open=now", "search?q=zzzzqqq", "emergency", "about", "accessibility",
        "privacy", "themes", "themes/hygiene", "districts", "districts/paris-18", "organisations",
        "organisations/emmaus-solidarite", "services/halte-femmes-shower", "places/halte-femmes", "plans",
        "plans/paris-2015", "plans/paris-2015/commitments/c1", "plans/paris-2019/actions/a1", "initiatives",
        "services/halte-femmes-shower/report", "rights", "rights/oqtf", "rights/oqtf?for=professional", "steps",
        "steps/bank-account", "my-situation", "my-situation?answers=no,no,yes", "search?q=dublin",
        "pictures", "pictures?theme=hygiene", "pictures?need=shower", "pictures?need=shower&district=paris-18",
        "pictures/halte-femmes-shower", "screen", "screen?district=paris-18", "glossary", "search?q=ofpra",
    ]

    @Test(arguments: ["fr", "en", "ar"], paths)
    func pageAnswers(_ language: String, _ path: String) async throws {
        let city = try await TestCity.paris.value
        let answer = try await city.get("/\(language)/\(path)")
        #expect(answer.status == .ok, "/\(language)/\(path)")
        #expect(answer.text.contains("<html lang=\"\(language)\" dir=\"\(language == "ar" ? "rtl" : "ltr")\">"))
        #expect(answer.text.components(separatedBy: "<h1").count == 2, "one h1")
        #expect(!answer.text.contains("[") || !answer.text.contains(".title]"), "a sentence is missing")
        #expect(!answer.text.contains(" style=\""))
        #expect(!answer.text.contains("onclick"))
        let policy = answer.headers[.contentSecurityPolicy] ?? ""
        #expect(
            policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"))
    }

    @Test(arguments: [
        "/fr/nothing", "/fr/services/nothing", "/fr/plans/nothing", "/de/", "/fr/places/%00",
        "/fr/services/halte-femmes-shower/x",
        "/static/nothing.css", "/fr/themes/nothing", "/fr/districts/nothing", "/fr/organisations/nothing",
        "/static/../Package.swift",
    ])
    func wrongPathIsAPageWithAWayOn(_ path: String) async throws {
        let answer = try await TestCity.paris.value.get(path, headers: [.acceptLanguage: "ar"])
        #expect(answer.status == .notFound)
        #expect(answer.text.contains("role=\"search\""))
        #expect(answer.text.contains("lang=\"\(path.hasPrefix("/fr") ? "fr" : "ar")\""))
    }

    @Test func entryChoosesTheLanguage() async throws {
        let city = try await TestCity.paris.value
        for (header, wanted) in [
            ("ar-SY,fr;q=0.5", "/ar/"), ("sw,en;q=0.4", "/en/"), ("ti-ER", "/ti/"),
            ("zh-TW", "/zh-Hans/"), ("prs-AF,en", "/fa/"), ("pt-BR", "/pt/"), ("xx", "/fr/"), ("", "/fr/"),
        ] {
            let answer = try await city.get("/", headers: [.acceptLanguage: header])
            #expect(answer.headers[.location] == wanted, "\(header)")
        }
    }

    @Test func etagAnswersNotModified() async throws {
        let city = try await TestCity.paris.value
        let first = try await city.get("/api/v1/taxonomy")
        let tag = try #require(first.headers[.eTag])
        let second = try await city.get("/api/v1/taxonomy", headers: [.ifNoneMatch: tag])
        #expect(second.status == .notModified)
        #expect(second.body.readableBytes == 0)
        let other = try await city.get("/api/v1/taxonomy", headers: [.ifNoneMatch: "\"other\""])
        #expect(other.status == .ok)
    }

    @Test(arguments: ["/api/v1/taxonomy", "/fr/about", "/sitemap.xml"])
    func headIsGetWithoutItsBody(_ path: String) async throws {
        let city = try await TestCity.paris.value
        let whole = try await city.get(path)
        let head = try await city.request(path, method: .head)
        #expect(head.status == .ok)
        #expect(head.headers[.eTag] == whole.headers[.eTag])
    }

    @Test func theNextPageOfASearchAroundAPointIsThere() async throws {
        let city = try await TestCity.paris.value
        let first = try await city.get("/fr/search?near=48.860123,2.340987&radius=4000.7")
        let link = try #require(first.text.firstMatch(of: /rel="next"\s+href="([^"]+)"/)?.output.1)
        let next = try await city.get(String(link).replacing("&amp;", with: "&"))
        #expect(next.status == .ok)
    }

    @Test func programsOfOtherOriginsReadProblemsToo() async throws {
        let answer = try await TestCity.paris.value.get("/api/v1/services?limit=0")
        #expect(answer.headers[.accessControlAllowOrigin] == "*")
    }

    @Test func anEndlessAddressIsRefused() async throws {
        let answer = try await TestCity.paris.value.get("/fr/search?q=" + String(repeating: "a", count: 9_000))
        #expect(answer.status == .badRequest)
        #expect(answer.text.utf8.count < 20_000)
    }

    @Test func longAnswersAreCompressedForThoseWhoTakeIt() async throws {
        let city = try await TestCity.paris.value
        let small = try await city.get("/fr/", headers: [.acceptEncoding: "br, gzip"])
        #expect(small.headers[.contentEncoding] == "gzip")
        #expect(small.body.readableBytes < 12_000)
        let refused = try await city.get("/fr/", headers: [.acceptEncoding: "gzip;q=0"])
        #expect(refused.headers[.contentEncoding] == nil)
    }

    @Test func machineAddressesAnswer() async throws {
        let city = try await TestCity.paris.value
        #expect(try await city.get("/health").status == .ok)
        #expect(try await city.get("/ready").object()["status"] as? String == "ready")
        let metrics = try await city.get("/metrics").text
        #expect(metrics.contains("guide_services"))
        for name in ["connections_open", "connections_idle", "calls_waiting", "reconnections", "replicas"] {
            #expect(metrics.contains("\ndatabase_\(name) "), "\(name)")
        }
        #expect(metrics.contains("\ndatabase_replicas_used 0.0\n"))
        #expect(try await city.get("/sitemap.xml").text.contains("hreflang=\"ar\""))
        #expect(try await city.get("/robots.txt").text.contains("Sitemap:"))
    }

    @Test func anEmptyDatabaseIsSaidPlainly() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let database = try await TestStore.open(folder.appendingPathComponent("empty.sqlite").path)
        try await database.migrate(City.migrations)
        let city = PublishedCity(database: database, now: { TestCity.now })
        await #expect(throws: TerritoryError.self) { try await city.refresh() }
        let resources = TestCity.root.appendingPathComponent("Resources")
        let routes = CityRouter(
            city: city, reports: ReportDesk(database: database),
            books: try Phrasebooks(folder: resources.appendingPathComponent("languages")),
            assets: try StaticFiles(folder: resources.appendingPathComponent("static")), metrics: Metrics(),
            options: .init(logsRequests: false), now: { TestCity.now })
        try await Application(router: routes.router).test(.router) { client in
            let answer = try await client.executeRequest(uri: "/api/v1/services", method: .get, headers: [:], body: nil)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    /// Nothing of Paris is in the code: another city, other languages, other districts.
    @Test func anotherCityIsServedFromItsFolder() async throws {
        let demo = try await TestCity.demo.value
        for path in [
            "/en/", "/es/", "/en/search?q=shower", "/es/search?q=ducha", "/en/districts", "/en/plans",
            "/en/organisations",
        ] {
            let answer = try await demo.get(path)
            #expect(answer.status == .ok, "\(path)")
            #expect(!answer.text.contains("Paris"), "\(path) speaks of Paris")
        }
        #expect(try await demo.get("/fr/").status == .notFound)
    }
}
