import Files
import Foundation
import Rules
import Testing

@testable import Areas

@Suite("Points of a GeoJSON file come in as a table does")
struct GeoJSONTableTests {
    private func feature(_ geometry: String, _ properties: String, id: String? = nil) -> String {
        let id = id.map { #""id": "\#($0)", "# } ?? ""
        return #"{"type": "Feature", \#(id)"geometry": \#(geometry), "properties": \#(properties)}"#
    }

    private func point(_ longitude: Double, _ latitude: Double) -> String {
        #"{"type": "Point", "coordinates": [\#(longitude), \#(latitude)]}"#
    }

    /// One feature a line, the first on line 2.
    private func take(_ features: [String], in town: StandardTown) async throws -> StandardImportReport {
        let need = try await town.database.read { try Territory.load($0).taxonomy.needs[0].key }
        let path = try town.file(
            "places.geojson",
            "{\"type\": \"FeatureCollection\", \"features\": [\n\(features.joined(separator: ",\n"))\n]}\n")
        let proposal = try await City.proposeColumns(path, in: town.database)
        let mapping = try town.file("places.yaml", proposal.mapping + "needs: [\(need)]\n")
        return try await City.importStandard(
            path, format: .csv, source: StandardSource(key: "map"), mapping: mapping, into: town.database, now: 5)
    }

    @Test("Properties are columns, what stands inside others included; a feature without a place keeps its address")
    func taken() async throws {
        let town = try await StandardTown()
        let report = try await take(
            [
                feature(
                    point(2.3851, 48.8466),
                    #"{"Nom": "Le Phare", "opening_hours": "Mo-Fr 09:00-12:00", "adresse": {"rue": "12 rue Érard", "code postal": "75012"}, "étages": 3}"#,
                    id: "a1"),
                feature(
                    "null",
                    #"{"Nom": "La Bouée", "adresse": {"rue": "3 rue Blanche", "code postal": 75009}, "opening_hours": {"monday": {"open": true, "timeslot": [{"start": 900, "end": 1200}]}}}"#,
                    id: "b2"),
            ], in: town)
        #expect(report.rejections == [])
        let guide = try await City.load(town.database).guide
        #expect(guide.services.map(\.key) == ["map-a1", "map-b2"])
        #expect(guide.services[0].name == LocalisedText(name: "Le Phare"))
        #expect(guide.sites[0].point == Coordinate(latitude: 48.8466, longitude: 2.3851))
        #expect(guide.sites[0].address == "12 rue Érard" && guide.sites[0].postcode == "75012")
        #expect(guide.services[0].hours == "Mo-Fr 09:00-12:00")
        #expect(guide.sites[1].point == nil && guide.sites[1].postcode == "75009")
        #expect(guide.services[1].hours == "Mo 09:00-12:00")
    }

    @Test(
        "A feature that is no point, or turned round, or nowhere on Earth is refused with its number; the others are taken"
    )
    func refused() async throws {
        let town = try await StandardTown()
        let report = try await take(
            [
                feature(point(2.33, 48.88), #"{"nom": "Bon"}"#, id: "1"),
                feature(
                    #"{"type": "LineString", "coordinates": [[2.3, 48.8], [2.4, 48.9]]}"#, #"{"nom": "Ligne"}"#, id: "2"
                ),
                feature(
                    #"{"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]]}"#,
                    #"{"nom": "Aire"}"#, id: "3"),
                feature(point(48.88, 2.33), #"{"nom": "Retourné"}"#, id: "4"),
                feature(point(652_000, 6_862_000), #"{"nom": "Lambert"}"#, id: "5"),
                feature(point(5.37, 43.3), #"{"nom": "Marseille"}"#, id: "6"),
                feature(point(2.33, 48.88), "null", id: "7"),
            ], in: town)
        #expect(report.records == 7)
        #expect(try await City.load(town.database).guide.services.map(\.key) == ["map-1"])
        #expect(report.rejections.map(\.record) == ["2", "3", "4", "5", "6", "7"])
        #expect(report.rejections.map(\.line) == [3, 4, 5, 6, 7, 8])
        #expect(report.rejections.allSatisfy { !$0.isPartial && !$0.mend.isEmpty })
        for (rejection, number) in zip(report.rejections, 2...7) where number != 6 {
            #expect(rejection.reason.hasPrefix("feature \(number): "), "\(rejection)")
        }
        #expect(
            report.rejections[2].reason.contains("turned round") && report.rejections[2].mend.contains("[2.33, 48.88]"))
        #expect(report.rejections[3].mend.contains("WGS 84"))
    }

    @Test("A feature that was taken once and has a fault today stays as it was")
    func stays() async throws {
        let town = try await StandardTown()
        let good = feature(point(2.33, 48.88), #"{"nom": "Bon"}"#, id: "1")
        let other = feature(point(2.34, 48.88), #"{"nom": "Autre"}"#, id: "2")
        _ = try await take([good, other], in: town)
        let turned = feature(point(48.88, 2.33), #"{"nom": "Bon"}"#, id: "1")
        let report = try await take([turned, other], in: town)
        #expect(report.rejections.count == 1)
        let guide = try await City.load(town.database).guide
        #expect(guide.services.map(\.key) == ["map-1", "map-2"])
        #expect(guide.sites[0].point == Coordinate(latitude: 48.88, longitude: 2.33))
    }

    @Test(
        "A file that is no collection of features is refused as a whole",
        arguments: [#"{"type": "Topology"}"#, #"{"type": "FeatureCollection", "features": []}"#, "{"])
    func noCollection(_ text: String) async throws {
        let town = try await StandardTown()
        let path = try town.file("other.geojson", text)
        await #expect(throws: FileFaults.self) { try await City.proposeColumns(path, in: town.database) }
    }

    @Test("In a table of cells too, latitude and longitude that have changed places are told")
    func turnedCells() async throws {
        let town = try await StandardTown()
        let need = try await town.database.read { try Territory.load($0).taxonomy.needs[0].key }
        let path = try town.file("turned.csv", "id,name,lat,lon,needs\n1,Le Phare,2.33,48.88,\(need)\n")
        let report = try await town.take(path, .csv, key: "sheet")
        #expect(report.rejections.map(\.field) == ["lat"] && report.rejections[0].reason.contains("changed places"))
    }
}
