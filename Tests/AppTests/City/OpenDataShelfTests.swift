import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Areas

@Suite("Each night the guide lies ready as files for everyone")
struct OpenDataShelfTests {
    private func job(_ city: TestCity) throws -> CityJob {
        let (books, _) = try TestCity.resources.get()
        let desk = CityDesk(
            workplace: city.workplace, published: city.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now })
        return try #require(desk.runner.jobs.first { $0.name == "open-data" })
    }

    @Test("Every format lies there with its date, size and digest, and the sums are those of the bytes")
    func files() async throws {
        let city = try await TestCity("demo-ville")
        let empty = try await city.get("/open-data/index.json").object()
        #expect((empty["files"] as? [Any])?.isEmpty == true)
        #expect(try await city.get("/open-data/services.csv").status == .notFound)

        let outcome = try await job(city).run(TestCity.now)
        #expect(outcome.text == "noted=5")
        let index = try await city.get("/open-data/index.json")
        #expect(index.headers[.accessControlAllowOrigin] == "*")
        let files = try #require(try index.object()["files"] as? [[String: Any]])
        #expect(
            files.compactMap { $0["name"] as? String } == [
                "data-inclusion.json", "guide.json", "hsds.json", "services.csv", "services.geojson",
            ])
        let sums = try await city.get("/open-data/SHA256SUMS").text
        for file in files {
            let name = try #require(file["name"] as? String)
            let answer = try await city.get("/open-data/\(name)")
            let bytes = Array(answer.body.readableBytesView)
            #expect(answer.status == .ok && bytes.count == file["bytes"] as? Int, "\(name)")
            #expect(ContentDigest.sha256(bytes) == file["sha256"] as? String, "\(name)")
            #expect(sums.contains("\(ContentDigest.sha256(bytes))  \(name)\n"))
            #expect(file["date"] as? String == TestCity.now.rfc3339)
            if name.hasSuffix("json") { _ = try answer.object() }
        }
        let sources = try #require(try index.object()["sources"] as? [[String: Any]])
        #expect(!sources.isEmpty)
        #expect(try await city.get("/open-data/..%2Fsecrets").status == .notFound)
    }

    @Test("The digest is SHA-256 (the standard's own example)")
    func digest() {
        #expect(
            ContentDigest.sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("No file tells where a protected place is")
    func protected() async throws {
        let city = try await TestCity("demo-ville")
        try await city.database.write { connection in
            let edits: [(EditableField.OfSite, JSONValue)] = [
                (.isProtected, .bool(true)), (.address, .string("77 Marker Lane")),
            ]
            for (field, value) in edits {
                try Guide.edit(connection, .site(field), of: "lantern-day-centre", to: value, why: "test", now: 2)
            }
        }
        _ = try await job(city).run(TestCity.now)
        for name in ["guide.json", "services.geojson", "services.csv", "data-inclusion.json", "hsds.json"] {
            let text = try await city.get("/open-data/\(name)").text
            #expect(!text.contains("Marker Lane") && !text.contains("55.0214"), "\(name)")
        }
    }
}

@Suite("A list of the guide stands in the pages of others")
struct EmbedTests {
    @Test("It may be framed, needs no script, sets no cookie; no other page may be framed")
    func frame() async throws {
        let city = try await TestCity.demo.value
        let widget = try await city.get("/en/embed?need=shower")
        #expect(widget.status == .ok)
        let policy = try #require(widget.headers[.contentSecurityPolicy])
        #expect(
            policy.contains("frame-ancestors *") && policy.contains("default-src 'none'")
                && !policy.contains("script-src"))
        #expect(!widget.text.contains("<script") && !widget.text.contains("<form") && !widget.text.contains("<nav"))
        #expect(widget.headers[.setCookie] == nil)
        #expect(widget.text.contains("<base target=\"_blank\">") && widget.text.contains("class=\"card\""))
        #expect(widget.body.readableBytes < 40_000)
        for path in [
            "/en/", "/en/search?need=shower", "/en/embed/lines?need=shower", "/en/embed/x", "/api/v1/services",
        ] {
            let answer = try await city.get(path)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true, "\(path)")
        }
    }

    @Test("The lines to copy hold the address of the list, and results lead to them")
    func lines() async throws {
        let city = try await TestCity.demo.value
        let results = try await city.get("/en/search?need=shower").text
        #expect(results.contains("href=\"/en/embed/lines?need=shower\""))
        #expect(try await !city.get("/en/search?q=shower").text.contains("/embed/lines"))
        let page = try await city.get("/en/embed/lines?need=shower")
        #expect(page.text.contains("&lt;iframe src=") && page.text.contains("/en/embed?need=shower"))
        #expect(page.text.components(separatedBy: "<h1").count == 2)
    }

    @Test("In Arabic it runs from right to left")
    func arabic() async throws {
        let paris = try await TestCity.paris.value
        let page = try await paris.get("/ar/embed?need=shower")
        #expect(page.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    }
}
