import Foundation
import Store
import Synchronization
import TestServers

/// The engine that these tests run on: SQLite, or PostgreSQL with `VILLEREFUGE_TEST_ENGINE=postgres`.
///
/// A test names its database by a path; on PostgreSQL each path has a database of its own on the tests' server.
enum TestStore {
    static let isPostgres: Bool = {
        switch ProcessInfo.processInfo.environment["VILLEREFUGE_TEST_ENGINE"] ?? "sqlite" {
        case "sqlite": return false
        case "postgres": return true
        case let other: preconditionFailure("VILLEREFUGE_TEST_ENGINE is sqlite or postgres, not «\(other)»")
        }
    }()

    /// Few connections for each: many tests run at a time.
    static func open(_ path: String, options: Database.Options = .init(readers: 2)) async throws -> Database {
        try Database(url: try await address(path), options: options)
    }

    /// What the program's `--database` takes.
    static func address(_ path: String) async throws -> String {
        guard isPostgres else { return path }
        let task = addresses.withLock { addresses in
            if let known = addresses[path] { return known }
            let made = Task { try await PostgresServer.shared.value.newDatabase() }
            addresses[path] = made
            return made
        }
        return try await task.value
    }

    private static let addresses = Mutex<[String: Task<String, any Error>]>([:])
}
