import Foundation
import Store
import Testing

@Suite("A backup") struct BackupTests {
    private func backup(_ database: Database, to path: String) async throws -> BackupRecord {
        try await Backup.make(of: database, to: path, release: "1.0", madeAt: "2026-11-21T10:00:00Z")
    }

    @Test("holds what was committed, and not what is being written")
    func holdsWhatWasCommitted() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, 'Amina')") }
        let path = folder.path + "/one.backup"
        // A second writer is in the middle of its transaction: the backup neither waits for it nor sees it.
        let other = try folder.database()
        let record = try await other.write { connection in
            try connection.execute("INSERT INTO person (id, name) VALUES (2, 'Idris')")
            let done = DispatchSemaphore(value: 0)
            let made = Made()
            Task {
                made.record = try? await backup(database, to: path)
                done.signal()
            }
            #expect(done.wait(timeout: .now() + 20) == .success, "the backup waited for the writer")
            return made.record
        }
        #expect(record?.rows == ["person": 1, "schema_migration": 1])
        #expect(try await database.rowCounts()["person"] == 2)
        let restoration = try await Restoration.begin(path, to: folder.path + "/restored.sqlite")
        let names = try await restoration.database.read { try $0.rows("SELECT name FROM person").map { $0.columns } }
        #expect(names == [["name"]])
        try restoration.finish()
        #expect(FileManager.default.fileExists(atPath: folder.path + "/restored.sqlite"))
    }

    @Test("that is given up leaves nothing where the city should have been")
    func leavesNothing() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        _ = try await backup(database, to: folder.path + "/one.backup")
        let restoration = try await Restoration.begin(folder.path + "/one.backup", to: folder.path + "/restored.sqlite")
        restoration.abandon()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.filter { $0.hasPrefix("restored") }.isEmpty)
    }

    @Test("has its own name for each table that differs")
    func namesDifferences() {
        let record = BackupRecord(
            engine: .sqlite, release: "1.0", madeAt: "2026-11-21T10:00:00Z", bytes: 1, sha256: "",
            rows: ["person": 2, "town": 1])
        #expect(record.differences(from: ["person": 2, "town": 1]).isEmpty)
        #expect(
            record.differences(from: ["person": 1, "river": 4]).map(\.description) == [
                "person: 2 rows in the record, 1 in the database",
                "river: no such table in the record, 4 in the database",
                "town: 1 rows in the record, no such table in the database",
            ])
    }

    @Test("ending a database twice is an error or nothing, never a crash")
    func closesTwice() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        try database.close()
        try? database.close()
    }
}

/// Carries a record out of a task that the test waits for.
private final class Made: @unchecked Sendable {
    // Written by one task before its signal, read after it.
    var record: BackupRecord?
}
