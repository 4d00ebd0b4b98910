import Foundation
import Rules
import Store
import Testing

@testable import Areas

/// The repository's Paris with real open-data files, which stand beside the checkout and are not part of it.
private enum RealData {
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = repository.deletingLastPathComponent().appendingPathComponent("shared/data/paris")
    static let isHere = FileManager.default.fileExists(atPath: folder.appendingPathComponent("sanisettes.geojson").path)

    static func city() async throws -> (CityFiles, Database) {
        let files = try CityFiles()
        let database = try await files.database()
        _ = try await City.importFolder(
            repository.appendingPathComponent("Territories/paris").path, into: database, now: 1)
        return (files, database)
    }

    static func load(_ file: String, _ source: String, _ date: String?, _ database: Database) async throws
        -> ImportReport
    {
        try await City.importOpenData(
            file: folder.appendingPathComponent(file + ".geojson").path,
            mapping: repository.appendingPathComponent("Territories/paris/sources/\(source).yaml").path, date: date,
            into: database, now: 2)
    }

    static func figures(_ report: ImportReport, _ kind: String = "site") -> [Int] {
        report.tallies.first { $0.kind == kind }.map { [$0.added, $0.changed, $0.unchanged, $0.retired] } ?? []
    }
}

@Suite("Real open data of Paris", .enabled(if: RealData.isHere))
struct RealDataTests {
    @Test("Fountains of 2021, then of 2023, by key: 28 added, 7 retired; a correction survives")
    func fountains() async throws {
        let (files, database) = try await RealData.city()
        #expect(
            RealData.figures(try await RealData.load("fountains-2021", "fountains", "2021-06", database)) == [
                1189, 0, 0, 0,
            ])
        try await database.write {
            try Guide.edit(
                $0, .service(.status), of: "paris-fountains-450019158", to: .string("suspended"), why: "seen", now: 3)
        }
        let report = try await RealData.load("fountains", "fountains", "2023-05", database)
        #expect(RealData.figures(report)[0] == 28)
        #expect(RealData.figures(report)[3] == 7)
        let content = try await City.load(database)
        let fountain = content.guide.services.first { $0.key == "paris-fountains-450019158" }
        #expect(fountain?.status == .suspended)
        #expect(content.guide.services.filter { !$0.exceptions.isEmpty }.count == 117)
        #expect(
            content.guide.sites.filter { $0.kind == "fountain" && $0.confirmed?.description == "2023-05" }.count == 1210
        )
        withExtendedLifetime(files) {}
    }

    @Test("Toilets of 2023, then of 2024, by place and name; a second time nothing changes")
    func toilets() async throws {
        let (files, database) = try await RealData.city()
        #expect(
            RealData.figures(try await RealData.load("sanisettes-2023", "toilets", "2023-05", database)) == [
                615, 0, 0, 0,
            ])
        let first = try await RealData.load("sanisettes", "toilets", "2024-04", database)
        #expect(RealData.figures(first) == [4, 1, 610, 4])
        let again = try await RealData.load("sanisettes", "toilets", "2024-04", database)
        #expect(!again.changedSomething)
        withExtendedLifetime(files) {}
    }

    @Test("About 3,000 places; Wi-Fi goes to the libraries that give it; stations and outlines")
    func everything() async throws {
        let (files, database) = try await RealData.city()
        let before = try await City.load(database).guide.sites.count
        for (file, source, date) in [
            ("sanisettes", "toilets", "2024-04"), ("fountains", "fountains", "2023-05"),
            ("libraries", "libraries", "2023-05"),
            ("wifi", "wifi", "2023-05"), ("hospitals-idf", "hospitals", nil), ("stations", "stations", "2025-11"),
            ("arrondissements", "arrondissements", "2023"), ("departements-idf", "departements", "2018"),
        ] as [(String, String, String?)] { _ = try await RealData.load(file, source, date, database) }
        let content = try await City.load(database)
        #expect(content.guide.sites.count - before > 3000)
        let guests = content.guide.services.filter { $0.needs == ["wifi"] && $0.site.hasPrefix("paris-libraries") }
        #expect(guests.count == 60)
        #expect(content.territory.stations.count > 900)
        #expect(content.territory.districts.allSatisfy { $0.outline.rings[0].count > 30 })
        #expect(content.territory.regions.allSatisfy { $0.outline != nil })
        let parisian = content.guide.sites.filter { $0.postcode?.hasPrefix("750") == true }
        #expect(parisian.allSatisfy { $0.district != nil })
        let library = content.guide.sites.first { $0.key == "paris-libraries-pw0051" }
        #expect(library?.name["fr"] == "Bibliothèque Hélène Berr")
        #expect(library?.address == "70 rue de Picpus")
        let hospital = content.guide.sites.first { $0.key == "paris-hospitals-750000341" }
        #expect(hospital?.phone == "+33 1 46 69 13 14" || hospital?.phone?.hasPrefix("+33 1 ") == true)
        withExtendedLifetime(files) {}
    }
}
