import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("Standards: what must not leak on the way in")
struct StandardsPrivacyTests {
    private typealias DI = DataInclusionTests
    private typealias HS = HSDSTests

    @Test(
        "The key of a place that a service names tells nothing of where it is, and stays when the address is respelled")
    func madeKey() async throws {
        let town = try await StandardTown()
        var keys: Set<String> = []
        for street in ["8 quai Vert", "8, Quai Vert (Paris)"] {
            let far = DI.service("2", ", \"adresse\": \"\(street)\", \"code_postal\": \"75019\"")
            try await town.take(town.file("\(street.count).json", DI.document([far])), .dataInclusion)
            let content = try await City.load(town.database)
            let service = try #require(content.guide.services.first)
            #expect(content.guide.sites.first { $0.key == service.site }?.address == street)
            #expect(!service.site.contains("quai") && !service.site.contains("75019"))
            keys.insert(service.site)
        }
        #expect(keys.count == 1)
    }

    private static func protect(_ key: String, _ town: StandardTown) async throws {
        try await town.database.write {
            try Guide.edit($0, .site(.isProtected), of: key, to: .bool(true), why: "a shelter", now: 6)
        }
    }

    @Test("A service does not leave its structure's protected place because the source respells the address")
    func structureProtected() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("one.json", DI.document([DI.service("2")])), .dataInclusion)
        let place = try #require(try await City.load(town.database).guide.sites.first?.key)
        try await Self.protect(place, town)
        let respelled = [
            DI.service("2", #", "adresse": "3 r. du Lac", "code_postal": "75010""#),
            DI.service("3", #", "adresse": "Rue du Lac 3", "code_postal": "75010""#),
        ]
        let report = try await town.take(town.file("two.json", DI.document(respelled)), .dataInclusion)
        let content = try await City.load(town.database)
        #expect(content.guide.services.count == 2 && content.guide.services.allSatisfy { $0.site == place })
        #expect(content.guide.sites.map(\.key) == [place] && content.guide.sites[0].protected)
        #expect(report.rejections.map(\.record) == ["soliguide--2", "soliguide--3"])
        #expect(report.rejections.allSatisfy { $0.isPartial && !$0.description.contains("Lac") })
        for text in [try await City.exportDataInclusion(town.database), try await City.exportHSDS(town.database)] {
            #expect(!text.contains("Lac"))
        }
    }

    @Test("A service does not leave its own protected place for its structure's")
    func ownPlaceProtected() async throws {
        let town = try await StandardTown()
        let far = DI.service("2", #", "adresse": "8 quai Vert", "code_postal": "75019""#)
        try await town.take(town.file("far.json", DI.document([far])), .dataInclusion)
        let place = try #require(try await City.load(town.database).guide.services.first?.site)
        try await Self.protect(place, town)
        let report = try await town.take(town.file("near.json", DI.document([DI.service("2")])), .dataInclusion)
        #expect(report.rejections.map(\.field) == ["adresse"] && report.rejections[0].isPartial)
        #expect(try await City.load(town.database).guide.services.map(\.site) == [place])
    }

    @Test("A remote service is not shown at its structure's door", arguments: [true, false])
    func remote(_ hasPhone: Bool) async throws {
        let town = try await StandardTown()
        let phone = hasPhone ? #", "telephone": "+33111111111""# : ""
        let text = DI.document([DI.service("2", ", \"modes_accueil\": [\"a-distance\"]\(phone)")])
        try await town.take(town.file("remote.json", text), .dataInclusion)
        let content = try await City.load(town.database)
        let service = try #require(content.guide.services.first)
        let site = try #require(content.guide.sites.first { $0.key == service.site })
        #expect(!site.isSomewhere && site.name.byLanguage.values.contains("Le Relais"))
        #expect(service.conditions.contains("by-phone") == hasPhone)
        #expect((service.description?["fr"]?.contains("À distance") == true) == !hasPhone)
        #expect(try await town.exported(.dataInclusion)["services"] == StandardTown.records(text)["services"])
    }

    @Test("A location without a name takes its organization's, never its street", arguments: [true, false])
    func nameless(_ hasOrganization: Bool) async throws {
        let town = try await StandardTown()
        var location = HS.location(3, "1 rue Cachee").replacingOccurrences(of: #""name": "House 3", "#, with: "")
        if !hasOrganization {
            location = location.replacingOccurrences(of: "\"organization_id\": \"\(HS.id(1))\",", with: "")
        }
        try await town.take(town.file("one.json", HS.document([location], [HS.service([3])])), .hsds)
        let name = try #require(try await City.load(town.database).guide.sites.first?.name.byLanguage)
        #expect(!name.isEmpty && !name.values.contains { $0.contains("Cachee") || $0 == HS.id(3) })
        #expect(name.values.contains("Helpers") == hasOrganization)
    }

    @Test(
        "Of an HSDS document neither «attention» nor a contact's telephone is kept, nor is a fax shown as a telephone")
    func contacts() async throws {
        let town = try await StandardTown()
        let location = HS.location(3, "1 rue A").replacingOccurrences(
            of: #""address_1""#, with: #""attention": "Ann Persona", "address_1""#)
        let phones = """
            , "phones": [{"id": "\(HS.id(5))", "number": "0111111111", "contact_id": "\(HS.id(9))"},
              {"id": "\(HS.id(6))", "number": "0122222222", "type": "fax"},
              {"id": "\(HS.id(8))", "number": "0133333333", "type": "voice"}]
            """
        let text = HS.document([location], [HS.service([3], phones)])
        try await town.take(town.file("one.json", text), .hsds)
        #expect(try await City.load(town.database).guide.services.first?.phone == "+33 1 33 33 33 33")
        let out = try await City.exportHSDS(town.database)
        #expect(!out.contains("ersona") && !out.contains("0111111111"))
    }

    @Test("Of a package's contacts nothing is read but how many they are")
    func packageContacts() async throws {
        let town = try await StandardTown()
        let (organization, location, service) = (HS.id(1), HS.id(3), HS.id(2))
        let files = [
            "organizations.csv": "id,name,description\n\(organization),Helpers,They help\n",
            "locations.csv":
                "id,organization_id,name,latitude,longitude\n\(location),\(organization),House,48.87,2.36\n",
            "addresses.csv": "id,location_id,attention,address_1,city,state_province,postal_code,country,address_type\n"
                + "\(HS.id(4)),\(location),Ann Persona,1 rue A,Paris,Paris,75010,FR,physical\n",
            "services.csv": "id,organization_id,name,status\n\(service),\(organization),Showers,active\n",
            "service_at_location.csv": "id,service_id,location_id\n\(HS.id(6)),\(service),\(location)\n",
            "taxonomy_terms.csv": "id,name\n\(HS.id(7)),Public Showers\n",
            "attributes.csv": "id,link_id,link_entity,taxonomy_term_id\n\(HS.id(8)),\(service),service,\(HS.id(7))\n",
            "contacts.csv": "id,service_id,name,email\n\(HS.id(9)),\(service),Ann Persona,ann@example.org\n",
            "phones.csv": "id,service_id,contact_id,number\n\(HS.id(5)),\(service),\(HS.id(9)),0111111111\n",
        ]
        for (name, text) in files { _ = try town.file("package/\(name)", text) }
        let report = try await town.take(town.folder.appendingPathComponent("package").path, .hsds)
        #expect(report.rejections.isEmpty, "\(report.rejections)")
        #expect(report.leftOut.map(\.kind) == ["contact persons"] && report.leftOut.map(\.count) == [1])
        let content = try await City.load(town.database)
        #expect(content.guide.services.count == 1 && content.guide.services[0].phone == nil)
        let kept = try await town.database.read {
            try $0.rows("SELECT remainder FROM exchange_record").map { try $0.get("remainder", as: String.self) }
        }.joined()
        #expect(!kept.contains("ersona") && !kept.contains("0111111111"))
    }
}
