import Foundation
import Store
import Synchronization
import TestServers
import Testing

/// What became of each write.
private final class Tally: Sendable {
    struct State: Sendable {
        var kept: Set<Int> = []
        var unknown: Set<Int> = []
        var refused: Set<Int> = []
        var others: [String] = []
    }

    let state = Mutex(State())
}

/// What a PostgreSQL server can do to us.
@Suite("When the server fails")
struct OutageTests {
    @Test(
        "Killed twice in the middle of the load: no acknowledged write is lost, none is there twice",
        .timeLimit(.minutes(2)))
    func killed() async throws {
        let server = try await PostgresServer()
        let database = try Database(url: try await server.newDatabase())
        try await database.migrate([People.first])
        let tally = Tally()
        let mayEnd = Flag()
        let reads = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    var number = 0
                    while !mayEnd.isUp {
                        number += 1
                        let id = worker * 1_000_000 + number
                        do {
                            try await database.write {
                                try $0.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))")
                            }
                            tally.state.withLock { _ = $0.kept.insert(id) }
                        } catch StoreError.outcomeUnknown {
                            tally.state.withLock { _ = $0.unknown.insert(id) }
                        } catch StoreError.unreachable {
                            tally.state.withLock { _ = $0.refused.insert(id) }
                        } catch {
                            tally.state.withLock { $0.others.append("\(error)") }
                        }
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    while !mayEnd.isUp {
                        do {
                            _ = try await database.read { try $0.rows("SELECT count(*) AS c FROM person") }
                            reads.add()
                        } catch {
                            tally.state.withLock { $0.others.append("\(error)") }
                        }
                    }
                }
            }
            for _ in 0..<2 {
                let before = tally.state.withLock { $0.kept.count }
                try await until { tally.state.withLock { $0.kept.count } > before + 100 }
                try await server.stop("immediate")
                try await server.start()
            }
            let before = tally.state.withLock { $0.kept.count }
            try await until { tally.state.withLock { $0.kept.count } > before + 100 }
            mayEnd.raise()
            try await group.waitForAll()
        }
        let there = Set(
            try await database.read { try $0.rows("SELECT id FROM person").map { try $0.get("id", as: Int.self) } })
        let end = tally.state.withLock { $0 }
        #expect(end.kept.subtracting(there).isEmpty, "lost")
        #expect(there.subtracting(end.kept).isSubset(of: end.unknown), "kept without being told")
        #expect(there.isDisjoint(with: end.refused), "told as refused, and kept")
        #expect(end.others.isEmpty)
        #expect(end.unknown.count <= 2, "one writer at a time")
        #expect(reads.value > 0)
        #expect(database.statistics.reconnections > 0)
        try database.close()
        try await server.end()
    }

    @Test("A server that stays away is told within the time that one waits, and found again", .timeLimit(.minutes(1)))
    func away() async throws {
        let server = try await PostgresServer()
        let database = try Database(
            url: try await server.newDatabase(), options: .init(waitTimeout: .milliseconds(800)))
        try await database.migrate([People.first])
        try await server.stop("fast")
        let start = ContinuousClock.now
        await #expect {
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        } throws: {
            guard case StoreError.unreachable = $0 else { return false }
            return true
        }
        #expect(ContinuousClock.now - start < .seconds(60))
        try await server.start()
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        try database.close()
        try await server.end()
    }

    @Test("Listeners are told once when the server is back", .timeLimit(.minutes(1)))
    func listening() async throws {
        let server = try await PostgresServer()
        let database = try Database(url: try await server.newDatabase())
        try await database.migrate([People.first])
        var changes = database.changes("content").makeAsyncIterator()
        #expect(await changes.next() != nil)
        try await server.stop("immediate")
        try await server.start()
        #expect(await changes.next() != nil)
        try await database.write { try $0.notify("content") }
        #expect(await changes.next() != nil)
        try database.close()
        #expect(await changes.next() == nil)
        try await server.end()
    }

    @Test(
        "Lost while it commits: the outcome is said to be unknown, and nothing is written twice",
        .timeLimit(.minutes(1)))
    func unknown() async throws {
        let server = try await PostgresServer()
        let url = try await server.newDatabase()
        let database = try Database(url: url)
        try await database.migrate([People.first])
        // A commit that takes its time: what a slow disk or a synchronous replica does.
        try await server.sql(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()
            """, database: "test1")
        let runs = Counter()
        let write = Task {
            try await database.write { connection in
                runs.add()
                try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
            }
        }
        try await until {
            try await server.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COMMIT%' AND state = 'active'") == "1"
        }
        try await server.stop("immediate")
        await #expect(throws: StoreError.outcomeUnknown(address: database.shownAddress)) { _ = try await write.value }
        #expect(runs.value == 1)
        try database.close()
        try await server.end()
    }

    @Test("A connection lost before the commit: the closure runs again, and is kept once")
    func again() async throws {
        let place = try await TestPlace(.postgres)
        let database = try await place.people()
        let runs = Counter()
        try await database.write { connection in
            let run = runs.add()
            try connection.execute("INSERT INTO person (id, name) VALUES (\(run), \("Ana"))")
            if run == 1 { _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS ended") }
        }
        #expect(
            try await database.read { try $0.rows("SELECT id FROM person").map { try $0.get("id", as: Int.self) } } == [
                2
            ])
    }

    @Test("Two claims that stand in each other's way: one is run again, both are kept")
    func deadlock() async throws {
        let place = try await TestPlace(.postgres)
        let database = try await place.people()
        try await database.write {
            try $0.execute("INSERT INTO person (id, name, height) VALUES (1, \("Ana"), 1.0), (2, \("Bo"), 1.0)")
        }
        let holding = Counter()
        let runs = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (first, second) in [(1, 2), (2, 1)] {
                group.addTask {
                    try await database.claim { connection in
                        runs.add()
                        try connection.execute("UPDATE person SET height = height + 1 WHERE id = \(first)")
                        holding.add()
                        while holding.value < 2 { usleep(1000) }
                        try connection.execute("UPDATE person SET height = height + 1 WHERE id = \(second)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let heights = try await database.read {
            try $0.rows("SELECT height FROM person").map { try $0.get("height", as: Double.self) }
        }
        #expect(heights == [3, 3])
        #expect(runs.value == 3)
    }

    @Test("A statement that takes too long is stopped")
    func slow() async throws {
        let place = try await TestPlace(.postgres)
        let database = try place.database(.init(statementTimeout: .milliseconds(100)))
        await #expect(
            throws: StoreError.tooSlow(address: database.shownAddress, words: "SELECT 1 AS one FROM pg_sleep(20)")
        ) {
            try await database.read { try $0.rows("SELECT 1 AS one FROM pg_sleep(20)") }
        }
    }

    @Test("Who finds no free connection in time is told so")
    func noneFree() async throws {
        let place = try await TestPlace(.postgres)
        let database = try await place.people(.init(readers: 1, waitTimeout: .milliseconds(300)))
        let isHeld = Flag()
        let mayEnd = Flag()
        async let held: Void = database.read { _ in
            isHeld.raise()
            while !mayEnd.isUp { usleep(1000) }
        }
        try await until { isHeld.isUp }
        await #expect(throws: StoreError.noFreeConnection(address: database.shownAddress, after: .milliseconds(300))) {
            try await database.read { try $0.rows("SELECT id FROM person") }
        }
        mayEnd.raise()
        try await held
    }

    @Test("An error never quotes the values of a row")
    func silent() async throws {
        let place = try await TestPlace(.postgres)
        let database = try await place.people()
        let error = await #expect(throws: StoreError.self) {
            try await database.write { connection in
                for id in 1...2 {
                    try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("Fatoumata"))")
                }
            }
        }
        #expect(error.map { "\($0) \(String(reflecting: $0))" }?.contains("Fatoumata") == false)
    }

    @Test("A database without tables is told to who expects some")
    func empty() async throws {
        let place = try await TestPlace(.postgres)
        let database = try place.database(.init(mode: .existing))
        await #expect(throws: StoreError.noTables(address: database.shownAddress)) {
            try await database.read { try $0.rows("SELECT 1 AS one") }
        }
    }
}
