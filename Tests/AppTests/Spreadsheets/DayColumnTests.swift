import Foundation
import Rules
import Testing

@testable import Areas

@Suite("Tables with a column for each day")
struct DayColumnTests {
    private static let header =
        "id;Nom;Adresse;Code postal;Lundi;Mardi matin;Mardi après-midi;Horaires mercredi;Jours fériés;Horaires"

    private func take(_ rows: String...) async throws -> (StandardTown, StandardImportReport) {
        let town = try await StandardTown()
        let need = try await town.database.read { try Territory.load($0).taxonomy.needs[0].key }
        let path = try town.file("days.csv", ([Self.header] + rows).joined(separator: "\n") + "\n")
        let mapping = try town.file(
            "days.yaml", try await City.proposeColumns(path, in: town.database).mapping + "needs: [\(need)]\n")
        let report = try await City.importStandard(
            path, format: .csv, source: StandardSource(key: "sheet"), mapping: mapping, into: town.database, now: 5)
        return (town, report)
    }

    @Test("Cells of days become opening hours")
    func taken() async throws {
        let (town, report) = try await take(
            "1;Le Phare;3 rue Blanche;75009;9h-12h / 14h-18h;9h-12h;14h-18h;fermé;fermé;",
            "2;La Bouée;4 rue Blanche;75009;;;;;;Mo-Fr 09:00-17:00")
        #expect(report.rejections == [])
        let services = try await City.load(town.database).guide.services
        #expect(services.map(\.hours) == ["Mo,Tu 09:00-12:00,14:00-18:00; PH off", "Mo-Fr 09:00-17:00"])
    }

    @Test("What was not understood is told with its column, and leaves only its day to be confirmed")
    func told() async throws {
        let (town, report) = try await take(
            "1;Le Phare;3 rue Blanche;75009;9h-12h;9h-12h;selon les stocks;14h-18h;;",
            "2;La Bouée;4 rue Blanche;75009;fermé;;;fermé;;",
            "3;Le Quai;5 rue Blanche;75009;9h-12h;;;;;Mo-Fr 09:00-17:00")
        #expect(report.rejections.allSatisfy { $0.isPartial })
        #expect(report.rejections.map(\.line) == [2, 3, 4])
        #expect(report.rejections.map(\.field) == ["Mardi après-midi", "Lundi", "Horaires"])
        #expect(report.rejections.map(\.value) == ["selon les stocks", "fermé", "Mo-Fr 09:00-17:00"])
        let hours = try await City.load(town.database).guide.services.map(\.hours)
        #expect(hours[0]?.hasPrefix("Mo 09:00-12:00; We 14:00-18:00; Tu ") == true)
        #expect(hours[0]?.contains("\"9h-12h / selon les stocks\"") == true)
        #expect(hours[1] == nil && hours[2] == "Mo 09:00-12:00")
    }

    @Test("A table of days in one cell, as Soliguide gives it, is read")
    func soliguide() async throws {
        let cell =
            #""{""monday"": {""open"": true, ""timeslot"": [{""start"": 900, ""end"": 1230}]}, ""tuesday"": {""open"": true, ""timeslot"": []}}""#
        let whole = cell.replacing(#", ""tuesday"": {""open"": true, ""timeslot"": []}"#, with: "")
        let (town, report) = try await take(
            "1;Le Phare;3 rue Blanche;75009;;;;;;\(whole)", "2;La Bouée;4 rue Blanche;75009;;;;;;\(cell)")
        #expect(try await City.load(town.database).guide.services.map(\.hours) == ["Mo 09:00-12:30", nil])
        #expect(report.rejections.map(\.value) == ["tuesday"])
    }

    @Test(
        "Headings of days",
        arguments: [
            ("Lundi", "monday"), ("MARDI", "tuesday"), ("Horaires du mercredi", "wednesday"), ("Thu", "thursday"),
            ("Vendredi matin", "friday:morning"), ("samedi après-midi", "saturday:afternoon"),
            ("Sunday evening", "sunday:evening"), ("monday:morning", "monday:morning"),
            ("hours_friday", "friday"), ("Jours fériés", "holidays"),
        ])
    func headings(_ heading: String, _ meaning: String) {
        #expect(SpreadsheetMapping(proposingFor: [heading]).columns.map(\.name) == [meaning])
    }

    @Test(
        "Words beside a day that are no part of it make no column of hours",
        arguments: ["Lundi de Pâques", "Responsable lundi"])
    func others(_ heading: String) {
        #expect(SpreadsheetMapping(proposingFor: [heading]).columns == [])
    }
}
