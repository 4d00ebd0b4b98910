import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("Tables of services come in from any spreadsheet, and go out again")
struct SpreadsheetTests {
    private static let table = """
        Identifiant;Nom de la structure;Adresse;Code postal;Ville;Lat;Lon;Téléphone;Horaires d’ouverture;Thématique;Site web;Remarque interne
        1;Le Vestiaire d’Été;12 rue Érard;75012;Paris;48,8466;2,3851;01 43 44 55 00;Lundi au vendredi : 9h-12h30;clothes;www.vestiaire.example;x
        2;Repas du soir;3 rue Blanche;75009;Paris;48.8790;2.3310;;Tous les jours à 19h;meal;;
        3;Ailleurs;1 rue du Port;13002;Marseille;43.3;5.37;;;meal;;
        4;Sans besoin;5 rue Blanche;75009;Paris;;;;;;;
        5;;6 rue Blanche;75009;Paris;;;;;meal;;
        2;Deux fois;3 rue Blanche;75009;Paris;;;;;meal;;
        6;Trop de cellules;3;75009;Paris;;;;;meal;;;;
        """

    private func needs(_ town: StandardTown) async throws -> [String] {
        try await town.database.read { try Territory.load($0).taxonomy.needs.map(\.key) }
    }

    private func written(_ town: StandardTown, _ text: String, _ bytes: (String) -> [UInt8]) throws -> String {
        let path = town.folder.appendingPathComponent("table-\(UUID().uuidString).csv")
        try Data(bytes(text)).write(to: path)
        return path.path
    }

    /// The table with needs that the taxonomy has.
    private func fitted(_ town: StandardTown) async throws -> String {
        let needs = try await needs(town)
        let (clothes, meal) = (
            needs.first { $0.contains("cloth") } ?? needs[0], needs.first { $0.contains("meal") } ?? needs[1]
        )
        return Self.table.replacing(";clothes;", with: ";\(clothes);").replacing(";meal;", with: ";\(meal);")
    }

    static let encodings: [(String, @Sendable (String) -> [UInt8])] = [
        ("UTF-8", { Array($0.utf8) }), ("UTF-8 with a mark", { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }),
        ("UTF-16", { [0xFF, 0xFE] + $0.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }),
        (
            "Windows-1252",
            { $0.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8(truncatingIfNeeded: $0.value) } }
        ),
        ("tabs and CRLF", { Array($0.replacing(";", with: "\t").replacing("\n", with: "\r\n").utf8) }),
    ]

    @Test(
        "Whatever program saved it, good rows are taken, and each fault is told with line, column, value and remedy",
        arguments: encodings.map(\.0))
    func taken(_ encoding: String) async throws {
        let town = try await StandardTown()
        let bytes = try #require(Self.encodings.first { $0.0 == encoding }?.1)
        let path = try written(town, try await fitted(town), bytes)
        let report = try await town.take(path, .csv, key: "sheet")
        #expect(report.records == 7)
        let content = try await City.load(town.database)
        #expect(content.guide.services.map(\.key) == ["sheet-1", "sheet-2"])
        let vestiaire = try #require(content.guide.services.first)
        #expect(vestiaire.name == LocalisedText(name: "Le Vestiaire d’Été"))
        #expect(vestiaire.hours == "Mo-Fr 09:00-12:30" && vestiaire.phone == "+33 1 43 44 55 00")
        #expect(vestiaire.website == "https://www.vestiaire.example")
        let place = try #require(content.guide.sites.first { $0.key == vestiaire.site })
        #expect(place.point == Coordinate(latitude: 48.8466, longitude: 2.3851) && place.postcode == "75012")
        // Hours that were not understood are never open.
        let repas = content.guide.services[1]
        let hours = try OpeningHours(parsing: try #require(repas.hours), country: "FR")
        let schedule = Schedule(hours: hours)
        let context = HoursContext.france(zone: .utc, schoolHolidays: [])
        #expect(schedule.state(at: TestCity.now, in: context).kind == .unknown)
        #expect(repas.hours?.contains("Tous les jours à 19h") == true)

        let told = report.rejections
        #expect(Set(told.filter(\.isPartial).map(\.line)) == [3])
        #expect(told.first(where: \.isPartial)?.field == "Horaires d’ouverture")
        let lost = told.filter { !$0.isPartial }
        #expect(Set(lost.map(\.line)) == [4, 5, 6, 7, 8])
        #expect(lost.allSatisfy { !$0.mend.isEmpty && !$0.reason.isEmpty })
        #expect(lost.first { $0.line == 7 }?.reason == "is there twice")
    }

    @Test("The same table again changes nothing; without a row, its record is retired")
    func again() async throws {
        let town = try await StandardTown()
        let text = try await fitted(town)
        try await town.take(try written(town, text) { Array($0.utf8) }, .csv, key: "sheet")
        let second = try await town.take(try written(town, text + "\n") { Array($0.utf8) }, .csv, key: "sheet")
        #expect(second.tallies.allSatisfy { !$0.changesSomething })
        let without = text.split(separator: "\n").filter { !$0.hasPrefix("1;") }.joined(separator: "\n")
        let third = try await town.take(try written(town, without) { Array($0.utf8) }, .csv, key: "sheet")
        #expect(third.tallies.first { $0.kind == "service" }?.retired == 1)
    }

    @Test("The proposal reads headings in French and English, writes nothing, and its file is read back")
    func proposal() async throws {
        let town = try await StandardTown()
        let path = try written(town, try await fitted(town)) { Array($0.utf8) }
        let before = try await City.load(town.database).version
        let proposal = try await City.proposeColumns(path, in: town.database)
        #expect(proposal.rows == 7 && proposal.examples.count == 2)
        #expect(proposal.mapping.contains("\"name\": \"Nom de la structure\""))
        #expect(proposal.mapping.contains("# not used: \"Remarque interne\""))
        #expect(proposal.rejections.filter { !$0.isPartial }.count == 5)
        #expect(try await City.load(town.database).version == before)

        let need = try await needs(town)[0]
        let mapping = try town.file("mapping.yaml", proposal.mapping + "needs: [\(need)]\nlanguage: fr\n")
        let report = try await City.importStandard(
            path, format: .csv, source: StandardSource(key: "sheet"), mapping: mapping, into: town.database, now: 5)
        #expect(report.rejections.filter { !$0.isPartial }.count == 4)
        let services = try await City.load(town.database).guide.services
        #expect(services.first { $0.key == "sheet-4" }?.needs == [need])
        #expect(services.first { $0.key == "sheet-4" }?.name == LocalisedText(["fr": "Sans besoin"]))
    }

    @Test(
        "Headings that people write",
        arguments: [
            ("Name", "name"), ("NOM", "name"), ("Adresse postale", "address"), ("CP", "postcode"),
            ("zip_code", "postcode"),
            ("Tél.", "phone"), ("Horaires", "hours"), ("opening_hours", "hours"), ("lng", "longitude"),
            ("Ville", "city"),
            ("Site internet", "website"), ("name:fr", "name:fr"), ("Date de mise à jour", "confirmed"),
        ])
    func headings(_ heading: String, _ meaning: String) {
        #expect(SpreadsheetMapping(proposingFor: [heading]).columns.map(\.name) == [meaning])
    }

    @Test("A faulty mapping is told: an unknown meaning, a column that is not there, no name")
    func faultyMapping() async throws {
        let town = try await StandardTown()
        let path = try written(town, try await fitted(town)) { Array($0.utf8) }
        for (text, word) in [
            ("columns: {nonsense: Nom}", "nonsense"), ("columns: {name: Nowhere}", "Nowhere"),
            ("columns: {address: Adresse}", "name"),
        ] {
            let mapping = try town.file("mapping.yaml", text)
            await #expect(throws: FileFaults.self, "\(word)") {
                try await City.importStandard(
                    path, format: .csv, source: StandardSource(key: "sheet"), mapping: mapping, into: town.database,
                    now: 5)
            }
        }
    }

    @Test("What goes out comes back equal, cells that look like formulas included")
    func roundTrip() async throws {
        let town = try await StandardTown()
        let need = try await needs(town)[0]
        let text = #"""
            id,name:fr,name:en,place-name,address,postcode,latitude,longitude,phone,hours,needs,description:fr
            1,"=SUM(1;2) l'atelier","The ""workshop""",@home,"3, rue Blanche",75009,48.879,2.331,01 43 44 55 00,"Mo-Fr 09:00-12:00,14:00-17:00",\#(need),"-5 °C\#ndeux lignes"
            """#
        try await town.take(try written(town, text) { Array($0.utf8) }, .csv, key: "first")
        let out = City.exportCSV(try await City.load(town.database))
        #expect(out.contains("\"'=SUM"))
        let other = try await StandardTown()
        try await other.take(try written(other, out) { Array($0.utf8) }, .csv, key: "second")
        let (one, two) = (try await City.load(town.database).guide, try await City.load(other.database).guide)
        func plain(_ service: Service) -> Service {
            var service = service
            (service.key, service.site) = ("", "")
            return service
        }
        func plain(_ site: Site) -> Site {
            var site = site
            site.key = ""
            return site
        }
        #expect(one.services.map { plain($0) } == two.services.map { plain($0) })
        #expect(one.sites.map { plain($0) } == two.sites.map { plain($0) })
        #expect(one.services.first?.description?["fr"] == "-5 °C\ndeux lignes")
    }

    @Test("A protected place tells neither address nor point in the table")
    func protected() async throws {
        let town = try await StandardTown()
        try await town.take(try written(town, try await fitted(town)) { Array($0.utf8) }, .csv, key: "sheet")
        try await town.database.write { connection in
            try Guide.edit(connection, .site(.isProtected), of: "sheet-1", to: .bool(true), why: "test", now: 6)
        }
        let out = City.exportCSV(try await City.load(town.database))
        #expect(!out.contains("Érard") && !out.contains("48.8466"))
        // And stays where it is when the table moves the service to another place.
        let moved = try await fitted(town).replacing("Identifiant;", with: "Identifiant;place;").replacing(
            "\n1;", with: "\n1;elsewhere;"
        )
        .split(separator: "\n").prefix(2).joined(separator: "\n")
        try await town.take(try written(town, moved) { Array($0.utf8) }, .csv, key: "sheet", mayRetireMost: true)
        #expect(try await City.load(town.database).guide.services.first?.site == "sheet-1")
    }
}
