import Foundation
import Programs
import Store
import TestServers
import Testing

@testable import Areas

@Suite("A living installation moves")
struct MoveTests {
    /// What the program said, and how it ended.
    private func run(_ words: [String], _ environment: [String: String] = [:]) async throws -> (
        said: String, code: Int32
    ) {
        let program = try #require(Program.path, "the program is built beside the tests")
        let outcome = try await ChildProgram(
            program, words, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }
        ).run()
        guard case .exited(let code) = outcome.end else { return (outcome.said, -1) }
        return (outcome.said, code)
    }

    @Test("The whole city goes to PostgreSQL and back, by command, and exports the same", .timeLimit(.minutes(20)))
    func thereAndBack() async throws {
        let city = try CityFiles()
        let source = try Database(url: city.root + "/before.sqlite")
        try await source.migrate(City.migrations)
        try await city.load(into: source)
        let before = try City.exportJSON(try await City.load(source))
        try source.close()
        let postgres = try await PostgresServer.shared.value.newDatabase()
        let secret = postgres.replacingOccurrences(of: "postgres@", with: "postgres:tres-secret@")

        let there = try await run(["migrate", "--from", "sqlite:\(city.root)/before.sqlite", "--to", secret])
        #expect(there.code == 0, "\(there.said)")
        #expect(there.said.contains("service: 3 rows, the same on both sides"))
        #expect(!there.said.contains("tres-secret"))
        let exported = try await run(["export", "--database", postgres])
        #expect(exported.said == before + "\n")

        let again = try await run(["migrate", "--from", "sqlite:\(city.root)/before.sqlite", "--to", secret])
        #expect(again.code == 1 && again.said.contains("is not empty") && !again.said.contains("tres-secret"))

        let back = try await run(["migrate", "--from", postgres, "--to", "\(city.root)/after.sqlite"])
        #expect(back.code == 0, "\(back.said)")
        let after = try Database(url: city.root + "/after.sqlite")
        #expect(try City.exportJSON(try await City.load(after)) == before)
        #expect(try await after.checkIntegrity().isEmpty)
        withExtendedLifetime(city) {}
    }

    @Test("A password in the address of the database is not printed")
    func config() async throws {
        let address = "postgres://app:tres-secret@db.example.org/city?sslmode=verify-full"
        for words in [["config"], ["config", "--json"]] {
            let shown = try await run(words, ["VILLEREFUGE_DATABASE": address])
            #expect(shown.code == 0)
            #expect(shown.said.contains("postgres://app:••••@db.example.org/city?sslmode=verify-full"))
            #expect(!shown.said.contains("tres-secret"))
        }
        let wrong = try await run(["export", "--database", "postgres://app:tres-secret@db.example.org"])
        #expect(wrong.code == 64 && !wrong.said.contains("tres-secret"))
    }

    @Test("These tests run on the engine that they were asked to")
    func engine() async throws {
        let city = try CityFiles()
        let database = try await city.database()
        #expect(database.statistics.engine == (TestStore.isPostgres ? .postgres : .sqlite))
        withExtendedLifetime(city) {}
    }

    @Test("What an import changes is told to every server")
    func told() async throws {
        let city = try CityFiles()
        let database = try await city.imported()
        let other = try await city.database()
        var changes = other.changes("content").makeAsyncIterator()
        #expect(await changes.next() != nil, "listening has begun")
        try await database.write {
            try Guide.edit(
                $0, .service(.hours), of: "house-showers", to: .string("Mo 09:00-10:00"), why: "told", now: 1)
        }
        #expect(await changes.next() != nil)
        withExtendedLifetime((city, other)) {}
    }
}
