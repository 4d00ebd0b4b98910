import Files
import Foundation
import Rules
import Store
import Testing

@testable import Areas

@Suite("Standards: exports are written record by record")
struct StreamedExportTests {
    private typealias DI = DataInclusionTests
    private typealias HS = HSDSTests

    @Test("What is written record by record is, byte for byte, the document as a whole")
    func bytes() async throws {
        let town = try await StandardTown()
        try await town.take(
            town.file(
                "hsds.json",
                HS.document([HS.location(3, "1 rue A"), HS.location(4, "2 rue B")], [HS.service([3, 4])])), .hsds,
            key: "helpers")
        try await town.take(town.file("one.json", DI.document([DI.service("2"), DI.service("3")])), .dataInclusion)
        let shelter = try #require(
            try await City.load(town.database).guide.sites.first { $0.address == "2 rue B" }?.key)
        try await town.database.write {
            try Guide.edit($0, .site(.isProtected), of: shelter, to: .bool(true), why: "a shelter", now: 6)
        }
        let city = try await town.database.read { try StandardsCity.load($0) }
        #expect(city.services.count == 4 && city.sites.contains { $0.protected })
        #expect(try await City.exportHSDS(town.database) == Facts.text(HSDSExport(city: city).document))
        for origin in ["", "https://guide.example.org"] {
            let whole = try Facts.text(DataInclusionExport(city: city, origin: origin).document)
            #expect(try await City.exportDataInclusion(town.database, origin: origin) == whole)
        }
    }

    @Test("A file is there whole, or stays what it was, and nothing is left beside it")
    func whole() async throws {
        let town = try await StandardTown()
        try await town.take(town.file("one.json", DI.document([DI.service("2")])), .dataInclusion)
        let folder = town.folder.appendingPathComponent("out")
        let path = try town.file("out/export.json", "former")
        let document = StandardDocument(lists: [
            StandardDocument.List("records") { put in
                for _ in 0..<20_000 { try put(["name": .string("a record that is written")]) }
                throw CancellationError()
            }
        ])
        #expect(throws: CancellationError.self) { try ExportPlace.file(path).write { try document.write($0) } }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "former")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["export.json"])
        try await City.exportDataInclusion(town.database, to: .file(path))
        let told = try await City.exportDataInclusion(town.database)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == told + "\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["export.json"])
        await #expect(throws: ExportPlace.Failure.self) {
            try await City.exportHSDS(town.database, to: .file(folder.path + "/none/export.json"))
        }
    }
}
