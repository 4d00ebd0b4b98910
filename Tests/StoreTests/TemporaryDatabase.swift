import Foundation
import Store

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
