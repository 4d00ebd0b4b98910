import Foundation
import HTTPTypes
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// What is taken along: how heavy it is, what it leaves out, how it is brought up to date.
@Suite struct OfflineBundleTests {
    /// Bytes of a bundle of a thousand services in one language.
    static let limit = 250 * 1_024

    /// French is what every text is written in; Arabic has its own; the others show French or English beside a long vocabulary.
    @Test(arguments: ["fr", "ar", "ru", "ta"])
    func aThousandServicesWeighAtMost250Kilobytes(_ language: String) async throws {
        let guide = try await Self.thousand()
        #expect(guide.services.count == 1_000)
        let content = OfflineContent(guide: guide, language: language, scope: .city)
        let bundle = try await OfflineSearchTests.bundle(content)
        let small = try #require(Compression.gzip(bundle.whole.bytes, level: 9))
        let parts =
            bundle.tables.map { ($0.name, JSONText($0.rows.map(\.json))) } + bundle.parts.map { ($0.name, $0.json) }
        let shares = parts.map { "\($0.0) \(Compression.gzip($0.1.bytes, level: 9)?.count ?? 0)" }
        print("bundle in \(language): \(small.count) bytes of \(bundle.whole.bytes.count): \(shares)")
        #expect(small.count <= Self.limit)
    }

    /// Paris with made-up services beside its own until there are a thousand: a service of another place with its own address, telephone
    /// and description, whose words are drawn one by one, so that they compress worse than sentences do.
    private static func thousand() async throws -> GuideSnapshot {
        let paris = try await TestCity.paris.value
        var content = try await City.load(paris.database)
        let sites = content.guide.sites.filter { !$0.protected && $0.point != nil }
        var random = SplitRandom(seed: 7)
        func words(_ text: LocalisedText?, _ language: String) -> [String] {
            (text?.byLanguage[language] ?? "").split(separator: " ").map(String.init)
        }
        let patterns = content.guide.services
        var pools: [String: [String]] = [:]
        for language in ["fr", "en", "ar"] { pools[language] = patterns.flatMap { words($0.description, language) } }
        func made(_ count: Int) -> LocalisedText {
            LocalisedText(
                pools.mapValues { pool in
                    (0..<count).map { _ in pool[random.below(pool.count)] }.joined(separator: " ")
                })
        }
        let present = try paris.city.snapshot().guide.services.count
        let usable = patterns.filter { $0.ended == nil && ($0.status ?? .open) == .open }
        for number in 0..<2_000 where content.guide.services.count - patterns.count < 1_000 - present {
            var site = sites[random.below(sites.count)]
            guard site.status != .closed, site.status != .moved, site.status != .planned, site.closed == nil else {
                continue
            }
            site.key = "made-up-\(number)"
            site.name = LocalisedText(name: made(2).read(in: "fr", fallbacks: []).words)
            site.address = "\(1 + random.below(200)) rue \(random.below(9_999))"
            site.point?.latitude += Double(random.below(900)) / 100_000
            var service = usable[random.below(usable.count)]
            service.key = "made-up-\(number)"
            service.site = site.key
            service.description = made(11)
            service.phone = "+33 1 \(10 + random.below(89)) \(10 + random.below(89)) \(10 + random.below(89))"
            content.guide.sites.append(site)
            content.guide.services.append(service)
        }
        content.guide.sites.sort { $0.key < $1.key }
        content.guide.services.sort { $0.key < $1.key }
        return GuideSnapshot(
            version: 1, territory: content.territory, organisations: content.organisations, content: content.guide,
            now: TestCity.now)
    }

    @Test func weightsAreSaidBeforeAnythingIsTaken() async throws {
        let city = try await TestCity.demo.value
        let said = try await city.get("/offline/en/scopes.json").object()
        let scopes = try #require(said["scopes"] as? [[String: Any]])
        #expect(scopes.first?["key"] as? String == "city")
        let services = try city.city.snapshot().guide.services.count
        #expect(scopes.first?["services"] as? Int == services)
        #expect(scopes.count == city.settingsDistricts + 1)
        for scope in scopes {
            let key = try #require(scope["key"] as? String)
            let answer = try await city.get("/offline/en/\(key).json", headers: [.acceptEncoding: "gzip"])
            #expect(answer.headers[.contentEncoding] == "gzip")
            #expect(answer.body.readableBytes == scope["bytes"] as? Int, "\(key) weighs what was said")
            let whole = try await city.get("/offline/en/\(key).json")
            #expect(whole.body.readableBytes == scope["length"] as? Int)
            #expect((try whole.object()["version"] as? String) == said["version"] as? String)
        }
        #expect(try await city.get("/offline/en/nowhere.json").status == .notFound)
        #expect(try await city.get("/offline/de/city.json").status == .notFound)
    }

    @Test func theSameBundleIsNotSentTwice() async throws {
        let city = try await TestCity.demo.value
        let first = try await city.get("/offline/en/city.json", headers: [.acceptEncoding: "gzip"])
        let tag = try #require(first.headers[.eTag])
        let again = try await city.get(
            "/offline/en/city.json", headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
        #expect(again.status == .notModified)
        #expect(again.body.readableBytes == 0)
    }

    @Test func aChangeIsToldAloneAndLeadsToTheSameStateAsTheWhole() async throws {
        let city = try await TestCity("demo-ville")
        let router = try city.application()
        let folder = city.folder
        func keep(_ text: String, _ name: String) throws -> JSONText {
            let file = folder.appendingPathComponent(name)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return JSONText(file.path)
        }
        let service = try #require(try city.city.snapshot().guide.services.first)
        let (old, change, fresh) = try await router.test(.router) { client in
            let old = try await client.executeRequest(
                uri: "/offline/en/city.json", method: .get, headers: [:], body: nil)
            // The marks are made with what is sent.
            _ = try await client.executeRequest(
                uri: "/offline/en/city.json", method: .get, headers: [.acceptEncoding: "gzip"], body: nil)
            let version = try #require(try old.object()["version"] as? String)
            try await city.database.write {
                try Guide.edit(
                    $0, .service(.phone), of: service.key, to: .string("+33 1 02 03 04 05"), why: "t", now: 2)
            }
            try await city.city.refresh()
            let change = try await client.executeRequest(
                uri: "/offline/en/city.json?since=\(version)", method: .get, headers: [:], body: nil)
            let fresh = try await client.executeRequest(
                uri: "/offline/en/city.json", method: .get, headers: [:], body: nil)
            return (old, change, fresh)
        }
        let told = try change.object()
        #expect(told["since"] != nil)
        let tables = told["tables"] as? [String: [[Any]]]
        let rows = try #require(tables?["services"])
        #expect(rows.count == 1)
        #expect(rows.first?.first as? String == service.key)
        #expect(change.body.readableBytes * 4 < fresh.body.readableBytes)
        try await OfflineNode.check(
            JSONText(members: [
                ("old", try keep(old.text, "old.json")), ("change", try keep(change.text, "change.json")),
                ("fresh", try keep(fresh.text, "fresh.json")),
            ]), "merge")
    }

    @Test func ofAVersionThatNobodyRemembersTheWholeIsSent() async throws {
        let city = try await TestCity.demo.value
        let whole = try await city.get("/offline/en/city.json?since=0.0").object()
        #expect(whole["since"] == nil)
        #expect(whole["tables"] != nil)
    }

    @Test func aProtectedPlaceHasNoAddressHereEither() async throws {
        let city = try await TestCity("demo-ville")
        let before = try await City.load(city.database)
        let site = try #require(
            before.guide.sites.first { site in
                site.address != nil && site.point != nil && before.guide.services.contains { $0.site == site.key }
            })
        let address = try #require(site.address)
        #expect(try await city.get("/offline/en/city.json").text.contains(address))
        try await city.database.write {
            try Guide.edit($0, .site(.isProtected), of: site.key, to: .bool(true), why: "test", now: 1)
        }
        try await city.city.refresh()
        let text = try await city.get("/offline/en/city.json").text
        #expect(!text.contains(address))
        #expect(!text.contains("\(try #require(site.point).latitude)"))
        for district in before.territory.districts {
            let part = try await city.get("/offline/en/\(district.key).json").object()
            let tables = part["tables"] as? [String: [[Any]]]
            let sites = try #require(tables?["sites"])
            #expect(!sites.contains { $0.first as? String == site.key }, "its district tells where it is")
        }
    }

    @Test func theWorkerKeepsNothingOfTheDesk() async throws {
        let city = try await TestCity.demo.value
        let worker = try await city.get("/sw.js")
        #expect(worker.headers[.contentType]?.hasPrefix("text/javascript") == true)
        #expect(worker.headers[.cacheControl] == "no-cache")
        #expect(worker.text.hasPrefix("const SHELL = {\"stamp\":"))
        #expect(!worker.text.contains("\"work\""))
        let paris = try await TestCity.paris.value
        let manifest = try await paris.get("/manifest.webmanifest?lang=ar").object()
        #expect(manifest["dir"] as? String == "rtl")
        #expect(manifest["start_url"] as? String == "/ar/")
        for path in ["/en/offline", "/en/offline/shell", "/en/saved"] {
            #expect(try await city.get(path).status == .ok, "\(path)")
        }
    }

    @Test func everyPublicPageHasAWayOut() async throws {
        let city = try await TestCity.demo.value
        for path in ["/en/", "/en/search?q=shower", "/en/emergency", "/en/nothing"] {
            let text = try await city.get(path).text
            #expect(
                text.contains(
                    "<a class=\"exit\" href=\"https://www.wikipedia.org/\" rel=\"noreferrer nofollow\" data-exit>"),
                "\(path)")
        }
    }
}

extension TestCity {
    fileprivate var settingsDistricts: Int { (try? city.snapshot().guide.territory.districts.count) ?? 0 }
}
