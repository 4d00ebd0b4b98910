import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct GuideAPITests {
    /// Bath-houses are described in French; the word may come from anywhere.
    @Test(arguments: ["douche", "shower", "دش", "DOUCHES", "douhce", "الدُّش", "bains-douches", "se laver", "wash"])
    func aShowerIsFoundInAnyLanguage(_ word: String) async throws {
        let city = try await TestCity.paris.value
        let escaped = try #require(word.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let answer = try await city.get("/api/v1/services?q=\(escaped)&lang=fr").object()
        let items = try #require(answer["items"] as? [[String: Any]])
        #expect(items.count >= 10)
        for item in items.prefix(10) {
            #expect((item["needs"] as? [String])?.contains("shower") == true, "\(word): \(item["id"] ?? "")")
        }
    }

    @Test(arguments: [
        ("near=1", "near"), ("near=95,2", "near"), ("near=48.8,2.3&radius=0", "radius"), ("radius=500", "radius"),
        ("need=nothing", "need"), ("district=berlin", "district"), ("open=maybe", "open"), ("open=2026-13-01", "open"),
        ("age=-1", "age"), ("age=ten", "age"), ("gender=x", "gender"), ("free=perhaps", "free"), ("limit=0", "limit"),
        ("limit=101", "limit"), ("sort=best", "sort"), ("sort=distance", "sort"), ("lang=xx", "lang"),
        ("colour=red", "colour"),
        ("cursor=nonsense", "cursor"), ("organisation=nobody", "organisation"), ("language=1", "language"),
        ("public=x", "public"),
    ])
    func wrongParameterIsNamed(_ query: String, _ name: String) async throws {
        let answer = try await TestCity.paris.value.get("/api/v1/services?\(query)")
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.contentType] == "application/problem+json")
        let errors = try #require(try answer.object()["errors"] as? [[String: Any]])
        #expect(errors.contains { $0["parameter"] as? String == name }, "\(query): \(errors)")
    }

    @Test func pagesGiveEveryServiceOnce() async throws {
        let city = try await TestCity.paris.value
        var seen: [String] = []
        var path = "/api/v1/services?limit=100"
        var total = 0
        for _ in 0..<50 {
            let answer = try await city.get(path).object()
            seen += try #require(answer["items"] as? [[String: Any]]).compactMap { $0["id"] as? String }
            total = try #require(answer["total"] as? Int)
            guard let next = answer["next"] as? String else { break }
            path = "/api/v1/services?limit=100&cursor=\(next)"
        }
        #expect(seen.count == total)
        #expect(Set(seen).count == total)
        #expect(total >= 150)
    }

    @Test func nearestComesFirstWithItsDistance() async throws {
        let answer = try await TestCity.paris.value.get("/api/v1/services?near=48.8905,2.3589&need=meal&sort=distance")
            .object()
        let items = try #require(answer["items"] as? [[String: Any]])
        let distances = items.compactMap { $0["distance"] as? Int }
        #expect(!distances.isEmpty)
        #expect(distances == distances.sorted())
    }

    @Test func geoJSONComesByAcceptAndBySuffix() async throws {
        let city = try await TestCity.paris.value
        let accepted = try await city.get("/api/v1/services?limit=3", headers: [.accept: "application/geo+json"])
        let suffixed = try await city.get("/api/v1/services.geojson?limit=3")
        #expect(accepted.headers[.contentType] == "application/geo+json")
        #expect(try accepted.object()["type"] as? String == "FeatureCollection")
        #expect(accepted.text == suffixed.text)
        let refused = try await city.get("/api/v1/taxonomy", headers: [.accept: "application/geo+json"])
        #expect(refused.status == .notAcceptable)
    }

    @Test func onlyReadingIsAnswered() async throws {
        let answer = try await TestCity.paris.value.request("/api/v1/services", method: .post)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test(arguments: [
        ("plans/paris-2015/commitments", 18), ("plans/casvp/actions", 30), ("plans/paris-2019/commitments", 16),
        ("plans/paris-2019/actions", 34), ("initiatives", 21),
    ])
    func promisesAreComplete(_ path: String, _ count: Int) async throws {
        let answer = try await TestCity.paris.value.get("/api/v1/\(path)").object()
        #expect(answer["total"] as? Int == count)
    }

    @Test func theDirectoryAndTheGuideAreLarge() async throws {
        let city = try await TestCity.paris.value
        #expect(try await city.get("/api/v1/organisations?limit=1").object()["total"] as? Int ?? 0 >= 240)
        #expect(try await city.get("/api/v1/sites?limit=1&origin=territory").object()["total"] as? Int ?? 0 >= 90)
        let taxonomy = try await city.get("/api/v1/taxonomy").object()
        let themes = try #require(taxonomy["themes"] as? [[String: Any]])
        let needs = themes.flatMap { $0["needs"] as? [[String: Any]] ?? [] }
        #expect(themes.count >= 12)
        #expect(needs.count >= 70)
        for need in needs {
            let drawing = try #require(need["pictogram"] as? String)
            #expect(try await city.get(drawing).status == .ok, "\(drawing)")
        }
    }

    /// A protected place: no address, no point, in no answer of any kind.
    @Test func protectedPlacesHaveNoAddress() async throws {
        let city = try await TestCity.paris.value
        var checked = 0
        for start in stride(from: 0, to: 5_000, by: 500) {
            let answer = try await city.get("/api/v1/sites?limit=500&cursor=\(start)").object()
            for site in try #require(answer["items"] as? [[String: Any]]) where site["protected"] as? Bool == true {
                checked += 1
                for member in ["address", "postcode", "point", "district", "phone"] {
                    #expect(site[member] == nil, "\(site["id"] ?? "") shows its \(member)")
                }
            }
            if answer["next"] is NSNull { break }
        }
        #expect(checked > 0)
    }
}
