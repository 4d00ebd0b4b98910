import Foundation
import Store
import Synchronization
import Testing

@Suite("The database")
struct DatabaseTests {
    @Test("A write that throws changes nothing", arguments: TestEngine.allCases)
    func rollback(engine: TestEngine) async throws {
        struct Stop: Error {}
        let place = try await TestPlace(engine)
        let database = try await place.people()
        await #expect(throws: Stop.self) {
            try await database.write { connection in
                try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
                throw Stop()
            }
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("Readers go on in parallel during a write, and see what was before it", arguments: TestEngine.allCases)
    func readersDuringWrite(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let isWriting = Atomic(false)
        let mayEnd = Atomic(false)
        async let written: Void = database.write { connection in
            try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
            isWriting.store(true, ordering: .sequentiallyConsistent)
            while !mayEnd.load(ordering: .sequentiallyConsistent) { usleep(1000) }
        }
        while !isWriting.load(ordering: .sequentiallyConsistent) { try await Task.sleep(for: .milliseconds(1)) }
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask { try await database.read { try $0.rows("SELECT id FROM person").count } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 0, count: 20))
        mayEnd.store(true, ordering: .sequentiallyConsistent)
        try await written
        #expect(try await database.read { try $0.rows("SELECT id FROM person").count } == 1)
    }

    @Test("Writers queue up: none is lost", arguments: TestEngine.allCases)
    func writers(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let one = try await place.people()
        let two = try place.database()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let database = number.isMultiple(of: 2) ? one : two
                group.addTask {
                    _ = try await database.write {
                        try $0.execute("INSERT INTO person (id, name) VALUES (\(number), \("n\(number)"))")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await one.read { try $0.rows("SELECT id FROM person").count } == 40)
    }

    @Test("A lock that another program holds is told, after the timeout", arguments: TestEngine.allCases)
    func busy(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let holder = try await place.people()
        let other = try place.database(.init(busyTimeout: .milliseconds(50)))
        let isHeld = Atomic(false)
        let mayEnd = Atomic(false)
        async let held: Void = holder.write { connection in
            try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
            isHeld.store(true, ordering: .sequentiallyConsistent)
            while !mayEnd.load(ordering: .sequentiallyConsistent) { usleep(1000) }
        }
        while !isHeld.load(ordering: .sequentiallyConsistent) { try await Task.sleep(for: .milliseconds(1)) }
        await #expect(throws: StoreError.locked(path: other.shownAddress)) {
            try await other.write { try $0.execute("INSERT INTO person (id, name) VALUES (2, \("Bo"))") }
        }
        mayEnd.store(true, ordering: .sequentiallyConsistent)
        try await held
    }

    @Test("Commits are on the disk before they are acknowledged, and references hold")
    func settings() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        let (synchronous, journal, keys) = try await database.write { connection in
            (
                try connection.row("PRAGMA synchronous")?.get("synchronous", as: Int.self),
                try connection.row("PRAGMA journal_mode")?.get("journal_mode", as: String.self),
                try connection.row("PRAGMA foreign_keys")?.get("foreign_keys", as: Int.self)
            )
        }
        #expect(synchronous == 2, "FULL")
        #expect(journal == "wal")
        #expect(keys == 1)
        #expect(try await database.checkIntegrity().isEmpty)
    }
}
