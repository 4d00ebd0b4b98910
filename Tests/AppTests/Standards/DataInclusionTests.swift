import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("data.inclusion, in and out")
struct DataInclusionTests {
    static let structure = """
        {"source": "soliguide", "id": "soliguide--1", "nom": "Le Relais", "date_maj": "2025-02-14", "adresse": "3 rue du Lac",
         "code_postal": "75010", "commune": "Paris", "latitude": 48.876, "longitude": 2.36, "telephone": "+33143445500",
         "siret": "13003013300016", "reseaux_porteurs": ["cada"], "complement_adresse": "Bâtiment B", "inconnu": "gardé"}
        """
    static func service(_ id: String, _ more: String = "") -> String {
        """
        {"source": "soliguide", "id": "soliguide--\(id)", "structure_id": "soliguide--1", "nom": "Cours de français",
         "description": "Trois fois par semaine.", "date_maj": "2025-02-14", "frais": "gratuit",
         "thematiques": ["lecture-ecriture-calcul--maitriser-le-francais"], "publics": ["femmes", "demandeurs-emploi"],
         "conditions_acces": "Apporter un cahier", "horaires_accueil": "Mo-Fr 09:00-12:00; PH off",
         "mobilisable_par": ["professionnels"], "nombre_semaines": 12\(more)}
        """
    }
    static func document(_ services: [String], structures: [String] = [structure]) -> String {
        "{\"services\": [\(services.joined(separator: ",\n"))], \"structures\": [\(structures.joined(separator: ",\n"))]}"
    }

    @Test("What a structure and a service say becomes a place and a service of ours")
    func meaning() async throws {
        let town = try await StandardTown()
        let report = try await town.take(town.file("one.json", Self.document([Self.service("2")])), .dataInclusion)
        #expect(report.rejections.isEmpty && report.records == 2)
        let content = try await City.load(town.database)
        let site = try #require(content.guide.sites.first)
        #expect(site.kind == "accommodation-centre" && site.address == "3 rue du Lac" && site.district == "paris-10")
        #expect(site.phone == "+33 1 43 44 55 00")
        let service = try #require(content.guide.services.first)
        #expect(service.needs == ["french-course"] && service.publics == ["women"] && service.cost == "free")
        #expect(service.hours == "Mo-Fr 09:00-12:00; PH off" && service.site == site.key)
        #expect(service.conditions == ["by-referral"], "nobody comes in vain to what only a professional can ask for")
        #expect(service.description?["fr"]?.contains("Apporter un cahier") == true)
        #expect(service.description?["fr"]?.contains("demandeurs emploi") == true)
        #expect(service.confirmed?.description == "2025-02-14")
    }

    @Test("Needs that the standard's themes cannot say are named in words, and understood again")
    func namedNeeds() async throws {
        let paris = try await TestCity.paris.value
        let content = try await City.load(paris.database)
        let records = DataInclusionRecords(
            settings: content.territory.settings, taxonomy: content.territory.taxonomy)
        var service = Service(key: "a", site: "b", name: LocalisedText(["fr": "Lavage"]), needs: ["shower", "meal"])
        let site = Site(key: "b", name: LocalisedText(name: "B"), kind: "other")
        let bare = records.service(service, at: site)
        #expect(bare["description"] == .string("Besoins : Douche; Repas"))
        #expect(bare["thematiques"] == .array([.string("equipement-et-alimentation--alimentation")]))
        service.description = LocalisedText(["fr": "Chaque matin."])
        let said = records.service(service, at: site).words("description")
        #expect(said == "Chaque matin.\nBesoins : Douche; Repas")
        let understood = records.namedNeeds(said)
        #expect(understood?.needs == service.needs && understood?.rest == "Chaque matin.")
        #expect(records.namedNeeds("Besoins : Téléportation") == nil)
        service.needs = ["french-course"]
        #expect(records.service(service, at: site)["description"] == .string("Chaque matin."))
    }

    @Test("What came in goes out again unchanged, words that we cannot say included")
    func roundTrip() async throws {
        let town = try await StandardTown()
        let text = Self.document([Self.service("2")])
        try await town.take(town.file("one.json", text), .dataInclusion)
        let given = try StandardTown.records(text)
        let out = try await town.exported(.dataInclusion)
        #expect(out["services"] == given["services"])
        #expect(out["structures"]?["soliguide--1"] == given["structures"]?["soliguide--1"])
    }

    @Test("A correction made here goes out in place of the source's words, and survives the next import")
    func correction() async throws {
        let town = try await StandardTown()
        let path = try town.file("one.json", Self.document([Self.service("2")]))
        try await town.take(path, .dataInclusion)
        let key = try #require(try await City.load(town.database).guide.services.first?.key)
        try await town.database.write {
            try Guide.edit($0, .service(.hours), of: key, to: .string("Mo 10:00-11:00"), why: "called", now: 6)
        }
        try await town.take(path, .dataInclusion)
        let record = try await town.exported(.dataInclusion)["services"]?["soliguide--2"]
        #expect(record?["horaires_accueil"] == .string("Mo 10:00-11:00"))
        #expect(record?["nombre_semaines"] == .number(12))
    }

    @Test("A place that was made protected here tells nothing of where it is, whatever its source said")
    func protection() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("one.json", Self.document([Self.service("2")])), .dataInclusion)
        let key = try #require(try await City.load(town.database).guide.sites.first?.key)
        try await town.database.write {
            try Guide.edit($0, .site(.isProtected), of: key, to: .bool(true), why: "a shelter", now: 6)
        }
        for text in [
            try await City.exportDataInclusion(town.database), try await City.exportHSDS(town.database),
            try await City.exportHSDSPackage(town.database).map(\.text).joined(),
        ] {
            for secret in ["rue du Lac", "Bâtiment B", "48.876", "33143445500", "1 43 44 55 00"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
        let record = try await town.exported(.dataInclusion)["structures"]?["soliguide--1"]
        #expect(record?["nom"] == .string("Le Relais") && record?["code_postal"] == nil)
    }

    @Test("The same file again changes nothing; a shorter one retires; a longer one brings back")
    func again() async throws {
        let town = try await StandardTown()
        let both = try town.file("two.json", Self.document([Self.service("2"), Self.service("3")]))
        let first = try await town.take(both, .dataInclusion)
        let second = try await town.take(both, .dataInclusion)
        #expect(second.version == first.version)
        #expect(second.tallies.first { $0.kind == "service" }?.unchanged == 2)
        let shorter = try await town.take(town.file("one.json", Self.document([Self.service("2")])), .dataInclusion)
        #expect(shorter.tallies.first { $0.kind == "service" }?.retired == 1)
        let back = try await town.take(both, .dataInclusion)
        #expect(back.tallies.first { $0.kind == "service" }?.back == 1)
        #expect(try await town.exported(.dataInclusion)["services"]?.count == 2)
    }

    private struct Cut: Error {}

    @Test("An import that was cut short goes on where it stood, shows nothing before its end, and ends the same")
    func cutShort() async throws {
        let services = (2..<42).map { Self.service("\($0)") }
        let whole = try await StandardTown()
        try await whole.take(whole.file("many.json", Self.document(services)), .dataInclusion)
        let town = try await StandardTown()
        let path = try town.file("many.json", Self.document(services))
        let before = try await town.database.read { try Territory.contentVersion($0) }
        await #expect(throws: Cut.self) {
            try await town.take(path, .dataInclusion, size: 10) { if $0 >= 20 { throw Cut() } }
        }
        #expect(try await town.database.read { try Territory.contentVersion($0) } == before, "not shown yet")
        let report = try await town.take(path, .dataInclusion, size: 10)
        #expect(report.continuedAfter == 20 && report.records == 41)
        #expect(report.version > before)
        #expect(try await town.exported(.dataInclusion) == whole.exported(.dataInclusion))
    }

    @Test(
        "Each fault of a record is told with its field, its value and what to do",
        arguments: [
            (#""code_postal": "750121""#, "code_postal"), (#""nom": "Un nom.""#, "nom"),
            (#""thematiques": ["repas"]"#, "thematiques"), (#""lien_mobilisation": "nulle part""#, "lien_mobilisation"),
            (#""latitude": "nord""#, "latitude"), (#""courriel": "sans adresse""#, "courriel"),
            (#""publics": ["tous-publics", "femmes"]"#, "publics"), (#""date_maj": "hier""#, "date_maj"),
            (#""latitude": 43.3, "longitude": 5.4"#, "latitude"), (#""thematiques": []"#, "thematiques"),
        ])
    func faults(_ change: String, _ field: String) async throws {
        let town = try await StandardTown()
        let name = String(change.dropFirst().prefix { $0 != "\"" })
        // The changed field stands in place of the one that the sample has.
        var record = try #require(try JSONReader.parse(TextFile(name: "x", text: Self.service("2"))).value.object)
        let changed = try #require(try JSONReader.parse(TextFile(name: "x", text: "{\(change)}")).value.object)
        record.merge(changed) { $1 }
        #expect(record[name] != nil)
        let text = Self.document([try Facts.text(JSONValue.object(record)), Self.service("3")])
        let report = try await town.take(town.file("bad.json", text), .dataInclusion)
        #expect(report.rejections.map(\.field).contains(field), "\(report.rejections)")
        #expect(report.rejections.allSatisfy { $0.record == "soliguide--2" && !$0.mend.isEmpty && $0.line == 1 })
        #expect(try await town.exported(.dataInclusion)["services"]?.keys.sorted() == ["soliguide--3"])
    }

    @Test("Hours that are not understood are told, and shown as to be confirmed, in the source's words")
    func hours() async throws {
        let town = try await StandardTown()
        let text = Self.document([
            Self.service("2").replacingOccurrences(of: "Mo-Fr 09:00-12:00; PH off", with: "quand on peut")
        ])
        let report = try await town.take(town.file("hours.json", text), .dataInclusion)
        #expect(report.rejections.map(\.field) == ["horaires_accueil"] && report.rejections[0].isPartial)
        #expect(try await City.load(town.database).guide.services.first?.hours == "unknown \"quand on peut\"")
        #expect(try await town.exported(.dataInclusion)["services"] == StandardTown.records(text)["services"])
    }

    @Test("People whom a source names are neither kept nor given out")
    func people() async throws {
        let town = try await StandardTown()
        let named = Self.service("2", #", "contact_nom_prenom": "Ann Persona", "courriel": "ann@example.org""#)
        let report = try await town.take(town.file("named.json", Self.document([named])), .dataInclusion)
        #expect(report.leftOut.map(\.kind) == ["contact persons"])
        let kept = try await town.database.read {
            try $0.rows("SELECT remainder FROM exchange_record").map { try $0.get("remainder", as: String.self) }
        }
        #expect(!kept.joined().contains("ersona") && !kept.joined().contains("ann@"))
    }

    @Test("A service elsewhere than its structure is shown where it is")
    func elsewhere() async throws {
        let town = try await StandardTown()
        let far = Self.service("2", #", "adresse": "8 quai Vert", "code_postal": "75019""#)
        let text = Self.document([far])
        try await town.take(town.file("far.json", text), .dataInclusion)
        let content = try await City.load(town.database)
        let service = try #require(content.guide.services.first)
        #expect(content.guide.sites.first { $0.key == service.site }?.address == "8 quai Vert")
        let out = try await town.exported(.dataInclusion)
        #expect(out["services"] == (try StandardTown.records(text))["services"])
        #expect(out["structures"]?.keys.filter { $0.hasPrefix("soliguide") } == ["soliguide--1"])
    }

    @Test("A file that ends in the middle takes what is before, retires nothing and says where it broke")
    func broken() async throws {
        let town = try await StandardTown()
        let text = Self.document([Self.service("2")], structures: [Self.structure])
        try await town.take(town.file("one.json", text), .dataInclusion)
        await #expect(throws: FileFaults.self) {
            try await town.take(town.file("half.json", String(text.prefix(text.count / 2))), .dataInclusion)
        }
        #expect(try await town.exported(.dataInclusion)["services"]?.count == 1)
    }

    @Test("Paris goes out and comes into an empty city, and goes out the same")
    func paris() async throws {
        let paris = try await TestCity.paris.value
        let text = try await City.exportDataInclusion(paris.database)
        let town = try await StandardTown()
        let report = try await town.take(town.file("paris.json", text), .dataInclusion, key: "paris-guide")
        #expect(report.rejections.filter { !$0.isPartial }.isEmpty, "\(report.rejections.prefix(5))")
        let (given, out) = (try StandardTown.records(text), try await town.exported(.dataInclusion))
        #expect(given["services"]?.count ?? 0 > 500 && given["structures"]?.count ?? 0 > 100)
        for list in ["services", "structures"] {
            for (id, record) in given[list] ?? [:] { #expect(out[list]?[id] == record, "\(id)") }
        }
        let ours = try await City.load(town.database).guide.services
        let original = try await City.load(paris.database).guide.services
        #expect(ours.count == original.count)
        let needs: ([[String]], [[String]]) = (
            ours.map(\.needs).sorted { $0.joined() < $1.joined() },
            original.map(\.needs).sorted { $0.joined() < $1.joined() }
        )
        #expect(needs.0 == needs.1)
        let hours: (Int, Int) = (ours.count { $0.hours != nil }, original.count { $0.hours != nil })
        #expect(hours.0 == hours.1)
    }

    @Test("Real records come in and go out unchanged", .enabled(if: StandardTown.has("data-inclusion")))
    func real() async throws {
        let town = try await StandardTown()
        var total = 0
        for name in ["structures", "services"] {
            let path = StandardTown.shared.appendingPathComponent("data-inclusion/real-\(name)-paris.json").path
            let report = try await town.take(path, .dataInclusion)
            total += report.records
            let given = try JSONReader.parse(TextFile(path: path)).value.array ?? []
            let out = try await town.exported(.dataInclusion)[name] ?? [:]
            let refused = Set(report.rejections.filter { !$0.isPartial }.map(\.record))
            for record in given {
                let id = record["id"]?.string ?? ""
                if refused.contains(id) { continue }
                var expected = (record.object ?? [:]).withoutNulls
                if expected.removeValue(forKey: "contact_nom_prenom") != nil { expected["courriel"] = nil }
                #expect(out[id]?.object == expected, "\(id)")
            }
            #expect(refused.count * 3 < given.count, "\(report.rejections)")
        }
        #expect(total == 39)
    }

    @Test(
        "The standard's own table with planted faults: each is told",
        .enabled(if: StandardTown.has("data-inclusion")),
        arguments: [
            (
                "structures",
                ["code_postal", "courriel", "site_web", "nom", "date_maj", "colonne en trop", "2026-02-23"]
            ),
            ("services", ["thematiques", "mobilisable_par", "lien_source", "2026-03-03", "date_maj"]),
        ])
    func table(_ name: String, _ fields: [String]) async throws {
        let town = try await StandardTown()
        let path = StandardTown.shared.appendingPathComponent("data-inclusion/import-\(name)-with-errors.csv").path
        let report = try await town.take(path, .dataInclusion)
        let told = Set(report.rejections.map(\.field))
        for field in fields { #expect(told.contains(field), "\(field): \(told.sorted())") }
        #expect(try await City.load(town.database).guide.services.isEmpty)
    }
}
