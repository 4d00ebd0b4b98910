import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

/// Port-Alder with the desk of the label.
struct LabelTown {
    static let manager = TestDesk.Member.some(.manager, of: "lantern-house")
    static let stranger = TestDesk.Member.some(.manager, of: "quayside-kitchen")
    static let worker = TestDesk.Member.some(.fieldWorker, of: "lantern-house")
    static let coordinator = TestDesk.Member.some(.coordinator, of: "port-alder-council", wards: [.protectedPlaces])
    static let observer = TestDesk.Member.some(.observer, of: "port-alder-council")
    static let site = "lantern-day-centre"
    static let contact = "Front desk, +44 1632 960171"

    let city: TestCity
    let desk: TestDesk

    init(_ made: TestCity? = nil) async throws {
        if let made { city = made } else { city = try await TestCity("demo-ville") }
        let published = city.city
        let labels = LabelDesk(workplace: city.workplace, snapshot: { try published.snapshot().guide })
        desk = TestDesk(city: city, workplace: city.workplace, routes: labels.routes)
        for member in [Self.manager, Self.stranger, Self.worker, Self.coordinator, Self.observer] {
            try await TestGate.remember(member.caller, city.workplace)
        }
    }

    func post(
        _ path: String, _ form: [(String, String)] = [], as member: TestDesk.Member = coordinator
    ) async throws -> TestResponse {
        try await desk.post("/en/work/\(path)", form, as: member)
    }

    static let request = [("site", site), ("criteria", "no-papers"), ("criteria", "poster"), ("contact", contact)]

    func ask(_ form: [(String, String)] = request, as member: TestDesk.Member = manager) async throws -> String {
        let response = try await post("labels", form, as: member)
        let place = try #require(response.headers[.location], "\(response.status) \(response.text.prefix(3_000))")
        return String(try #require(place.firstMatch(of: /labels\/([0-9a-f-]+)/)).output.1)
    }

    static let seen = [
        ("seen", "2026-11-21"), ("finding-1", "met"), ("remark-1", "Seen at the counter"), ("finding-2", "met"),
        ("finding-3", "not-seen"),
    ]

    /// From the asking to the label.
    func granted(until last: String = "2027-11-21") async throws -> String {
        let id = try await ask()
        _ = try await post("labels/\(id)/plan", [("day", "2026-11-21"), ("office", "Welcome office")])
        _ = try await post("labels/\(id)/visit", Self.seen)
        let grant = try await post("labels/\(id)/grant", [("until", last)])
        #expect(grant.headers[.location]?.contains("done=label-granted") == true, "\(grant.text.prefix(3_000))")
        try await city.city.refresh()
        return id
    }

    func count(_ sql: SQL) async throws -> Int {
        try await city.database.read { try $0.row(sql)?.get("number") ?? -1 }
    }
}
