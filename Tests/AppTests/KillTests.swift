import Foundation
import Programs
import Store
import Testing

@testable import Areas

/// The program, built beside the tests.
enum Program {
    static let path: String? = {
        guard let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("villerefuge").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// An import of the city's data file.
    static func importing(_ city: CityFiles) async throws -> ChildProgram {
        ChildProgram(
            path ?? "",
            [
                "import", city.folder + "/data.geojson", "--source", city.folder + "/sources/fountains.yaml",
                "--database", try await TestStore.address(city.root + "/city.sqlite"),
            ])
    }
}

@Suite("Killed in the middle", .enabled(if: Program.path != nil, "the program is not built beside the tests"))
struct KillTests {
    private static let count = 1000

    /// Every place named by `edition`, so that a half import would show two of them.
    private func write(_ edition: Int, _ city: CityFiles) throws {
        let features = (0..<Self.count).map { index in
            SampleSources.Feature(
                "F\(index)", 48.1 + Double(index % 80) / 100, 2.1 + Double(index / 80) / 100,
                ["address": "edition \(edition)"])
        }
        try city.write("data.geojson", SampleSources.geojson(features))
    }

    @Test("kill -9 at any moment of an import leaves the old data or the new, never half", .timeLimit(.minutes(20)))
    func killed() async throws {
        let city = try CityFiles(SampleSources.files)
        let first = try await city.imported()
        try first.close()
        try write(0, city)
        var whole = try await run(city, killedAfter: nil).elapsed
        var edition = 0
        var cutShort = 0
        var round = 0
        while cutShort < 8, round < 40 {
            round += 1
            try write(edition + 1, city)
            let end = try await run(city, killedAfter: whole * Double.random(in: 0.1...0.95))
            if end.wasKilled { cutShort += 1 } else { whole = end.elapsed }

            let database = try await TestStore.open(city.root + "/city.sqlite")
            #expect(try await database.checkIntegrity() == [], "round \(round)")
            let guide = try await City.load(database).guide
            let names = Set(guide.sites.compactMap(\.address).filter { $0.hasPrefix("edition") })
            #expect(names == ["edition \(edition)"] || names == ["edition \(edition + 1)"], "round \(round): \(names)")
            #expect(guide.services.count { $0.needs == ["water"] } == Self.count + 1)
            if names == ["edition \(edition + 1)"] { edition += 1 }
            try database.close()
        }
        #expect(cutShort >= 4, "the kills must come while the program works")
        withExtendedLifetime(city) {}
    }

    /// Runs one import; `killedAfter` `nil` lets it end.
    private func run(_ city: CityFiles, killedAfter delay: Duration?) async throws -> (
        wasKilled: Bool, elapsed: Duration
    ) {
        let clock = ContinuousClock()
        let start = clock.now
        let end = try await Program.importing(city).run(listens: false, within: delay).end
        let elapsed = start.duration(to: clock.now)
        let wasKilled = end == .outOfTime
        if !wasKilled { #expect(end == .exited(0)) }
        return (wasKilled, elapsed)
    }
}
