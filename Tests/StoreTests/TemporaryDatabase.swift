import Foundation
import Store
import Synchronization
import TestServers
import Testing

/// Each test of the store runs on both.
enum TestEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    var testDescription: String { rawValue }
}

/// A database of its own for one test, gone with it.
final class TestPlace: Sendable {
    let url: String
    private let folder: TemporaryFolder?
    private let server: PostgresServer?

    private static let gate = Gate(24)

    init(_ engine: TestEngine, server: PostgresServer? = nil) async throws {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            self.server = nil
            url = folder.path + "/test.sqlite"
        case .postgres:
            await Self.gate.enter()
            let shared: PostgresServer
            if let server { shared = server } else { shared = try await PostgresServer.shared.value }
            url = try await shared.newDatabase()
            folder = nil
            self.server = shared
        }
    }

    deinit {
        guard let server else { return }
        Self.gate.leave()
        Task { [url] in try? await server.dropDatabase(url) }
    }

    func database(_ options: Database.Options = .init()) throws -> Database {
        try Database(url: url, options: options)
    }

    /// A database with one table of people.
    func people(_ options: Database.Options = .init()) async throws -> Database {
        let database = try database(options)
        try await database.migrate([People.first])
        return database
    }
}

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/ville-refuge-store-\(UUIDv7())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func database(_ options: Database.Options = .init()) throws -> Database {
        try Database(file: path + "/test.sqlite", options: options)
    }

    /// A database with one table of people.
    func people() async throws -> Database {
        let database = try database()
        try await database.migrate([People.first])
        return database
    }
}

enum People {
    static let first = Migration(
        area: "people", number: 1, name: "people",
        [
            """
            CREATE TABLE person (
                id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, height REAL, photo BLOB,
                friend INTEGER REFERENCES person (id), CHECK (height IS NULL OR height > 0))
            """
        ])

    static let second = Migration(
        area: "people", number: 2, name: "towns",
        ["ALTER TABLE person ADD COLUMN town TEXT", "CREATE INDEX person_town ON person (town)"])
}

/// Waits until something holds, for half a minute at most.
func until(_ what: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while try await !what() {
        if ContinuousClock.now > end { throw WaitedTooLong() }
        try await Task.sleep(for: .milliseconds(10))
    }
}

struct WaitedTooLong: Error {}

/// An error of another kind than the test names.
struct Unexpected: Error {
    let error: (any Error)?
}

/// What one task lets another know.
final class Flag: Sendable {
    private let state = Atomic(false)

    var isUp: Bool { state.load(ordering: .sequentiallyConsistent) }
    func raise() { state.store(true, ordering: .sequentiallyConsistent) }
}

final class Counter: Sendable {
    private let state = Atomic(0)

    var value: Int { state.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add() -> Int { state.add(1, ordering: .sequentiallyConsistent).newValue }
}
