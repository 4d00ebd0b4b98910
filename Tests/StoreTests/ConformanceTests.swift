import Foundation
import Store
import Synchronization
import Testing

/// What both engines do alike, beyond the tests of statements, rows and migrations.
@Suite("Both engines")
struct ConformanceTests {
    @Test(
        "A statement that fails ends the transaction, even when its error is kept quiet", arguments: TestEngine.allCases
    )
    func failed(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        for isLast in [true, false] {
            let error = await #expect(throws: StoreError.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
                    _ = try? connection.execute("INSERT INTO person (id, name) VALUES (2, \("Ana"))")
                    if !isLast { try connection.execute("INSERT INTO person (id, name) VALUES (3, \("Cy"))") }
                }
            }
            guard case .constraint(.unique, _) = error else { throw Unexpected(error: error) }
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("What failed within `nested` is undone alone, at any depth", arguments: TestEngine.allCases)
    func nested(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let kind = try await database.write { connection -> StoreError.Constraint? in
            try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))")
            var kind: StoreError.Constraint?
            try connection.nested {
                try connection.execute("INSERT INTO person (id, name) VALUES (2, \("Bo"))")
                do {
                    try connection.nested {
                        try connection.execute("INSERT INTO person (id, name) VALUES (3, \("Cy"))")
                        try connection.execute("INSERT INTO person (id, name) VALUES (4, \("Ana"))")
                    }
                } catch StoreError.constraint(let found, _) {
                    kind = found
                }
            }
            try connection.execute("INSERT INTO person (id, name) VALUES (5, \("Di"))")
            return kind
        }
        #expect(kind == .unique)
        let ids = try await database.read {
            try $0.rows("SELECT id FROM person ORDER BY id").map { try $0.get("id", as: Int.self) }
        }
        #expect(ids == [1, 2, 5])
    }

    @Test("Texts are ordered by their bytes, and LIKE tells small letters from great", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let names = ["b", "B", "a", "É", "e", "Z", "_", "10", "9", "ثناء"]
        try await database.write { connection in
            for (id, name) in names.enumerated() {
                try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \(name))")
            }
        }
        let (sorted, like) = try await database.read { connection in
            (
                try connection.rows("SELECT name FROM person ORDER BY name").map {
                    try $0.get("name", as: String.self)
                },
                try connection.rows("SELECT name FROM person WHERE name LIKE \("b%")").count
            )
        }
        #expect(sorted == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(like == 1)
    }

    @Test("Sums, means, truths and counts come as the same kinds of value", arguments: TestEngine.allCases)
    func figures(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        try await database.write { connection in
            for id in [1, 2, 4] {
                try connection.execute(
                    "INSERT INTO person (id, name, height) VALUES (\(id), \("n\(id)"), \(Double(id) / 4))")
            }
        }
        let row = try #require(
            try await database.read {
                try $0.row(
                    """
                    SELECT sum(id) AS total, avg(id) AS mean, count(*) AS count, sum(height) AS heights,
                        min(id) = 1 AS truth, max(id) / 3 AS third, sum(id) * 1000000000000000 AS great, NULL AS absent
                    FROM person
                    """)
            })
        #expect(try row.get("total", as: Int.self) == 7)
        #expect(abs(try row.get("mean", as: Double.self) - 7.0 / 3) < 1e-12)
        #expect(try row.get("count", as: Int.self) == 3)
        #expect(try row.get("heights", as: Double.self) == 1.75)
        #expect(try row.get("truth", as: Bool.self))
        #expect(try row.get("third", as: Int.self) == 1)
        #expect(try row.get("great", as: Int64.self) == 7_000_000_000_000_000)
        #expect(try row.optional("absent", as: String.self) == nil)
    }

    @Test("NULL can be bound wherever a value can", arguments: TestEngine.allCases)
    func nulls(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let (text, number, real, bytes) = (nil as String?, nil as Int?, nil as Double?, nil as [UInt8]?)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO person (id, name, height, photo, friend)
                VALUES (1, coalesce(\(text), \("Ana")), \(real), \(bytes), \(number))
                """)
            try connection.execute(
                "UPDATE person SET height = coalesce(\(1.5 as Double?), height), friend = CASE WHEN \(number) IS NULL THEN \(1) ELSE friend END"
            )
        }
        let row = try #require(
            try await database.read {
                try $0.row("SELECT name, height, friend FROM person WHERE \(text) IS NULL OR name = \(text)")
            })
        #expect(try row.get("name") == "Ana")
        #expect(try row.get("height") == 1.5)
        #expect(try row.get("friend") == 1)
    }

    @Test("A blob of five megabytes comes back as it went", arguments: TestEngine.allCases)
    func large(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let photo = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await database.write {
            try $0.execute("INSERT INTO person (id, name, photo) VALUES (1, \("Ana"), \(photo))")
        }
        let found = try await database.read { try $0.row("SELECT photo FROM person")?.get("photo", as: [UInt8].self) }
        #expect(found == photo)
    }

    @Test(
        "A thousand different statements in one transaction, and a thousand times the same",
        arguments: TestEngine.allCases)
    func thousand(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let sum = try await database.write { connection in
            for id in 0..<1000 {
                try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))")
            }
            var sum = 0
            for count in 1...1000 {
                // Other words each time: more than a connection keeps prepared.
                let ids = SQL((0..<count % 400 + 1).map { "\($0)" }, separator: ", ")
                sum +=
                    try connection.row("SELECT count(*) AS count FROM person WHERE id IN (\(ids))")?.get("count") ?? 0
            }
            return sum
        }
        #expect(sum == (1...1000).reduce(0) { $0 + $1 % 400 + 1 })
    }

    @Test("Many rows are read one by one, and statements may run in between", arguments: TestEngine.allCases)
    func stream(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        struct Enough: Error {}
        let (seen, names) = try await database.write { connection in
            for id in 0..<1203 {
                try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))")
            }
            var seen: [Int] = []
            var names = 0
            try connection.each("SELECT id FROM person WHERE id >= \(0) ORDER BY id") { row in
                seen.append(try row.get("id"))
                if seen.count % 300 == 0 { names += try connection.rows("SELECT name FROM person").count }
            }
            // The reader's own error does not end the transaction.
            do { try connection.each("SELECT id FROM person") { _ in throw Enough() } } catch is Enough { names += 1 }
            return (seen, names + (try connection.rows("SELECT id FROM person WHERE id = 7").count))
        }
        #expect(seen == Array(0..<1203))
        #expect(names == 4 * 1203 + 2)
    }

    @Test("A change counts its own rows, not those that go with them", arguments: TestEngine.allCases)
    func counts(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        let tables = Migration(
            area: "house", number: 1, name: "rooms",
            [
                "CREATE TABLE house (id INTEGER NOT NULL PRIMARY KEY)",
                "CREATE TABLE room (id INTEGER NOT NULL PRIMARY KEY, house INTEGER NOT NULL REFERENCES house (id) ON DELETE CASCADE)",
            ])
        try await database.migrate([tables])
        let counts = try await database.write { connection in
            [
                try connection.execute("INSERT INTO house (id) VALUES (1), (2)"),
                try connection.execute("INSERT INTO room (id, house) VALUES (1, 1), (2, 1), (3, 2)"),
                try connection.execute("UPDATE room SET house = 2 WHERE id = 9"),
                try connection.execute("DELETE FROM house WHERE id = 1"),
            ]
        }
        #expect(counts == [2, 3, 0, 1])
        #expect(try await database.read { try $0.rows("SELECT id FROM room").count } == 1)
    }

    @Test("Two servers race for the last place: one gets it", arguments: TestEngine.allCases)
    func race(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let one = try await place.people()
        let two = try place.database()
        for round in 0..<20 {
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (number, database) in [one, two, one, two].enumerated() {
                    group.addTask {
                        try await database.write { connection in
                            let guests = try connection.rows("SELECT id FROM person WHERE friend IS NULL").count
                            if guests > round { return false }
                            try connection.execute(
                                "INSERT INTO person (id, name) VALUES (\(round * 10 + number), \("g\(round)-\(number)"))"
                            )
                            return true
                        }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(taken == 1)
        }
    }

    @Test("Eight workers claim jobs: each is done once", arguments: TestEngine.allCases)
    func claims(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let one = try await place.people()
        let two = try place.database()
        try await one.write { connection in
            for id in 0..<120 { try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("job \(id)"))") }
        }
        let done = try await withThrowingTaskGroup(of: [Int].self) { group in
            for worker in 0..<8 {
                let database = worker.isMultiple(of: 2) ? one : two
                group.addTask {
                    var done: [Int] = []
                    while true {
                        let job = try await database.claim { connection -> Int? in
                            let row = try connection.row(
                                "SELECT id FROM person WHERE height IS NULL ORDER BY id LIMIT 1 \(connection.skipLocked)"
                            )
                            guard let id = try row?.get("id", as: Int.self) else { return nil }
                            try connection.execute("UPDATE person SET height = \(Double(worker + 1)) WHERE id = \(id)")
                            return id
                        }
                        guard let job else { return done }
                        done.append(job)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(done.sorted() == Array(0..<120))
    }

    @Test(
        "A cancelled task goes on at once, changes nothing, and leaves the database free",
        arguments: TestEngine.allCases)
    func cancelled(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people(.init(readers: 1))
        let endless: SQL = """
            WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000) SELECT count(*) AS c FROM n
            """
        for isWrite in [false, true] {
            let hasBegun = Atomic(false)
            let task = Task {
                let body: @Sendable (Connection) throws -> Void = { connection in
                    if isWrite { try connection.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
                    hasBegun.store(true, ordering: .sequentiallyConsistent)
                    _ = try connection.rows(endless)
                }
                if isWrite { try await database.write(body) } else { try await database.read(body) }
            }
            try await until { hasBegun.load(ordering: .sequentiallyConsistent) }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(ContinuousClock.now - start < .seconds(20))
            // The only reader and the only writer are free again.
            #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
            try await database.write { _ = try $0.rows("SELECT id FROM person") }
        }
        let never = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (2, \("Bo"))") }
        }
        await #expect(throws: CancellationError.self) { _ = try await never.value }
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("What one server commits is heard by the other within a second", arguments: TestEngine.allCases)
    func notices(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let writer = try await place.people()
        let other = try place.database()
        for listener in [other, writer] {
            var changes = listener.changes("content").makeAsyncIterator()
            #expect(await changes.next() != nil, "listening has begun")
            // The quickest of three: other tests run beside this one.
            var quickest = Duration.seconds(60)
            for round in 1...3 {
                // A watch that has just begun looks once before it can tell what changed.
                try await Task.sleep(for: .milliseconds(600))
                let id = round + (listener === other ? 10 : 20)
                let start = ContinuousClock.now
                try await writer.write { connection in
                    try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))")
                    try connection.notify("content")
                }
                #expect(await changes.next() != nil)
                quickest = min(quickest, ContinuousClock.now - start)
            }
            #expect(quickest < .seconds(1))
        }
        let ended = Task { for await _ in other.changes("content") {} }
        try other.close()
        await ended.value
    }

    @Test("A read-only database refuses to write, and a closed one says so", arguments: TestEngine.allCases)
    func modes(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        try await place.people().close()
        let database = try place.database(.init(mode: .readOnly))
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
        await #expect(throws: StoreError.self) {
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        }
        await #expect(throws: StoreError.self) {
            try await database.read { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        }
        try database.close()
        await #expect(throws: StoreError.closed(path: database.shownAddress)) {
            try await database.read { try $0.rows("SELECT id FROM person") }
        }
    }

    @Test("The figures tell what is open and what waits", arguments: TestEngine.allCases)
    func statistics(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people(.init(readers: 1))
        let isHeld = Atomic(false)
        let mayEnd = Atomic(false)
        async let held: Void = database.write { _ in
            isHeld.store(true, ordering: .sequentiallyConsistent)
            while !mayEnd.load(ordering: .sequentiallyConsistent) { usleep(1000) }
        }
        try await until { isHeld.load(ordering: .sequentiallyConsistent) }
        async let second: Int = database.write { try $0.rows("SELECT id FROM person").count }
        try await until { database.statistics.waiting == 1 }
        let figures = database.statistics
        #expect(figures.engine.rawValue == engine.rawValue)
        #expect(figures.open == 2 && figures.idle == 1)
        #expect(figures.serverVersion?.isEmpty == false)
        mayEnd.store(true, ordering: .sequentiallyConsistent)
        try await held
        _ = try await second
        try await until { database.statistics.waiting == 0 && database.statistics.idle == 2 }
        #expect(try await database.checkIntegrity().isEmpty)
    }
}
