import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("Standards: services at several places, and what stays")
struct StandardsPlaceTests {
    private typealias DI = DataInclusionTests
    private typealias HS = HSDSTests

    private static func twice(_ order: [Int]) -> String {
        let places = order.map { number in
            """
            {"id": "\(HS.id(number + 3))", "location_id": "\(HS.id(number))", "phones": [{"id": "\(HS.id(number))",
             "number": "01\(String(repeating: "\(number)", count: 8))"}], "schedules": [{"id": "\(HS.id(number))",
             "freq": "WEEKLY", "byday": "FR", "opens_at": "0\(number):00", "closes_at": "18:00"}]}
            """
        }.joined(separator: ",")
        let service = HS.service([]).replacingOccurrences(
            of: #""service_at_locations": []"#, with: "\"service_at_locations\": [\(places)]")
        return HS.document([HS.location(3, "1 rue A"), HS.location(4, "2 rue B")], [service])
    }

    @Test("Each place of a service has its own hours and telephone, beside those of the service")
    func own() async throws {
        let town = try await StandardTown()
        let report = try await town.take(town.file("two.json", Self.twice([3, 4])), .hsds)
        #expect(report.rejections.isEmpty, "\(report.rejections)")
        let content = try await City.load(town.database)
        for (address, hour, phone) in [("1 rue A", "03", "+33 1 33 33 33 33"), ("2 rue B", "04", "+33 1 44 44 44 44")] {
            let site = try #require(content.guide.sites.first { $0.address == address })
            let service = try #require(content.guide.services.first { $0.site == site.key })
            #expect(service.hours == "Mo-We 09:00-12:00; Fr \(hour):00-18:00", "\(service.hours ?? "")")
            #expect(service.phone == phone)
        }
    }

    @Test("What was corrected at one place stays there when the source names the places in another order")
    func order() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("two.json", Self.twice([3, 4])), .hsds)
        let content = try await City.load(town.database)
        let site = try #require(content.guide.sites.first { $0.address == "2 rue B" })
        let key = try #require(content.guide.services.first { $0.site == site.key }?.key)
        try await town.database.write {
            try Guide.edit($0, .service(.hours), of: key, to: .string("Mo 10:00-11:00"), why: "called", now: 6)
        }
        try await town.take(town.file("turned.json", Self.twice([4, 3])), .hsds)
        let after = try await City.load(town.database).guide.services
        #expect(after.count == 2)
        #expect(after.first { $0.site == site.key }?.hours == "Mo 10:00-11:00")
        #expect(after.first { $0.site != site.key }?.hours?.contains("Fr 03:00-18:00") == true)
    }

    @Test(
        "A clock with an offset is the city's own hour, or none",
        arguments: [
            ("09:00:00", "Europe/Paris", "Mo 09:00-12:00"), ("09:00:00Z", "Europe/Paris", nil),
            ("09:00+01:00", "Europe/Paris", nil), ("09:00:00Z", "Africa/Dakar", "Mo 09:00-12:00"),
            ("10:00+01:00", "Africa/Dakar", "Mo 09:00-12:00"), ("09:00:00Z", "Asia/Kolkata", "Mo 14:30-17:30"),
            ("23:00-12:00", "Africa/Dakar", nil), ("9 h", "Europe/Paris", nil),
        ] as [(String, String, String?)])
    func offsets(_ clock: String, _ zone: String, _ expected: String?) {
        let closes = clock.replacingOccurrences(of: "09:", with: "12:").replacingOccurrences(of: "10:", with: "13:")
        let schedule: StandardRecord = [
            "freq": .string("WEEKLY"), "byday": .string("MO"), "opens_at": .string(clock), "closes_at": .string(closes),
        ]
        #expect(HSDSHours.text(of: [schedule], country: "FR", zone: zone) == expected)
    }

    @Test("A schedule in another time zone is told and not taken")
    func timezone() async throws {
        let town = try await StandardTown()
        let service = HS.service([3]).replacingOccurrences(of: #""freq""#, with: #""timezone": -5, "freq""#)
        let report = try await town.take(
            town.file("one.json", HS.document([HS.location(3, "1 rue A")], [service])), .hsds)
        #expect(report.rejections.map(\.field) == ["schedules"] && report.rejections[0].isPartial)
        #expect(try await City.load(town.database).guide.services.map(\.hours) == [nil])
    }
}
