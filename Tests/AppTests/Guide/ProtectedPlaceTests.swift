import Foundation
import Store
import Testing

@testable import Areas

/// A place that is made protected vanishes from every page and answer: its address, its point, its district, its telephone.
@Suite struct ProtectedPlaceTests {
    @Test func nothingSaysWhereAProtectedPlaceIs() async throws {
        let city = try await TestCity("demo-ville")
        let before = try await City.load(city.database)
        let site = try #require(
            before.guide.sites.first { site in
                site.address != nil && site.point != nil && before.guide.services.contains { $0.site == site.key }
            })
        let address = try #require(site.address)
        let point = try #require(site.point)
        try await city.database.write {
            try Guide.edit($0, .site(.isProtected), of: site.key, to: .bool(true), why: "test", now: 1)
        }
        try await city.city.refresh()
        let services = before.guide.services.filter { $0.site == site.key }
        var paths = [
            "/en/places/\(site.key)", "/en/search", "/en/search?q=\(site.key)", "/en/districts", "/en/organisations",
            "/api/v1/services?limit=100", "/api/v1/services.geojson?limit=100", "/api/v1/sites?limit=500",
            "/api/v1/sites/\(site.key)", "/sitemap.xml", "/en/", "/en/plans",
            "/api/v1/services?near=\(point.latitude),\(point.longitude)",
        ]
        paths += services.flatMap { ["/en/services/\($0.key)", "/api/v1/services/\($0.key)"] }
        paths += before.territory.districts.map { "/en/districts/\($0.key)" }
        if let key = site.operatedBy { paths.append("/en/organisations/\(key)") }
        for path in paths {
            let answer = try await city.get(path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path)
            #expect(!answer.text.contains(address), "\(path) shows the address")
            // The point stands in the address of the last question itself, which the page may repeat.
            guard !path.contains("near=") else { continue }
            #expect(!answer.text.contains("\(point.latitude)"), "\(path) shows the latitude")
        }
        let near = try await city.get("/api/v1/services?near=\(point.latitude),\(point.longitude)&radius=50").object()
        let found = (near["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        #expect(Set(found).isDisjoint(with: services.map(\.key)), "its distance tells where it is")
        let after = try await City.load(city.database)
        #expect(try !City.exportJSON(after).contains(address))
        #expect(try !City.exportGeoJSON(after).contains(address))
    }
}
