import Files
import Foundation
import Rules
import Store

@testable import Areas

/// Paris without its places, into which other guides' records are brought: the settings, words and districts of its folder.
struct StandardTown {
    let folder: URL
    let database: Database

    /// Where the records of other guides are on this machine, if anywhere: never in the repository.
    static let shared = URL(
        fileURLWithPath: ProcessInfo.processInfo.environment["STANDARDS_DATA"]
            ?? TestCity.root.deletingLastPathComponent().appendingPathComponent("shared/data").path)

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent(name).path)
    }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ville-refuge-\(UUID().uuidString)")
        let city = folder.appendingPathComponent("Territories/paris")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("Territories"), withIntermediateDirectories: true)
        let root = TestCity.root
        try FileManager.default.copyItem(at: root.appendingPathComponent("Territories/paris"), to: city)
        try FileManager.default.copyItem(
            at: root.appendingPathComponent("Territories/taxonomy"),
            to: folder.appendingPathComponent("Territories/taxonomy"))
        try FileManager.default.copyItem(
            at: root.appendingPathComponent("Territories/rights"),
            to: folder.appendingPathComponent("Territories/rights"))
        for name in ["sites", "plans", "initiatives.yaml", "events.yaml", "label.yaml", "sources"] {
            try? FileManager.default.removeItem(at: city.appendingPathComponent(name))
        }
        // Nobody of its own: a city of the same key would give its organisations the identifiers of those that come in.
        try "[]\n".write(to: city.appendingPathComponent("organisations.yaml"), atomically: true, encoding: .utf8)
        let settings = city.appendingPathComponent("territory.yaml")
        let text = try String(contentsOf: settings, encoding: .utf8)
        try text.replacingOccurrences(of: ", organisation: ville-de-paris", with: "")
            .replacingOccurrences(of: "  organisation: ville-de-paris\n", with: "")
            .write(to: settings, atomically: true, encoding: .utf8)
        database = try await TestStore.open(folder.appendingPathComponent("city.sqlite").path)
        try await database.migrate(City.migrations)
        _ = try await City.importFolder(city.path, into: database, now: 1)
    }

    func file(_ name: String, _ text: String) throws -> String {
        let path = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: path, atomically: true, encoding: .utf8)
        return path.path
    }

    @discardableResult
    func take(
        _ path: String, _ format: StandardFormat, key: String = "other", mayRetireMost: Bool = false, size: Int = 1000,
        progress: @Sendable (Int) throws -> Void = { _ in }
    ) async throws -> StandardImportReport {
        try await City.importStandard(
            path, format: format, source: StandardSource(key: key), mayRetireMost: mayRetireMost, into: database,
            now: 5,
            size: size, progress: progress)
    }

    /// List → identifier → record.
    static func records(_ document: String) throws -> [String: [String: JSONValue]] {
        let value = try JSONReader.parse(TextFile(name: "export", text: document)).value
        var lists: [String: [String: JSONValue]] = [:]
        for (name, list) in value.object ?? [:] {
            for record in list.array ?? [] { lists[name, default: [:]][record["id"]?.string ?? ""] = record }
        }
        return lists
    }

    func exported(_ format: StandardFormat) async throws -> [String: [String: JSONValue]] {
        try Self.records(
            format == .hsds
                ? try await City.exportHSDS(database) : try await City.exportDataInclusion(database))
    }
}
