import Store
import Testing

@Suite("Statements")
struct SQLTests {
    @Test(
        "A value is bound, whatever it holds",
        arguments: ["Ana", "O'Neil", "'; DROP TABLE person; --", "?", "$1", "\"", "🏠", "", "ثناء"], TestEngine.allCases)
    func bound(name: String, engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \(name))") }
        let (found, count) = try await database.read { connection in
            (
                try connection.row("SELECT name FROM person WHERE name = \(name)")?.get("name", as: String.self),
                try connection.row("SELECT count(*) AS count FROM person")?.get("count", as: Int.self)
            )
        }
        #expect(found == name)
        #expect(count == 1)
    }

    @Test("A NUL inside a text is refused, not cut", arguments: TestEngine.allCases)
    func nul(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        await #expect(throws: StoreError.self) {
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("a\0b"))") }
        }
    }

    @Test("Two statements in one are refused, and nothing is done", arguments: TestEngine.allCases)
    func twoStatements(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        await #expect(throws: StoreError.self) {
            try await database.write { try $0.execute("DELETE FROM person; DROP TABLE person") }
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("Every kind of value comes back as it went", arguments: TestEngine.allCases)
    func values(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let height: Double? = 1.75
        let friend: Int? = nil
        try await database.write {
            try $0.execute(
                "INSERT INTO person (id, name, height, photo, friend) VALUES (\(Int64.max), \("Ana"), \(height), \([0, 255] as [UInt8]), \(friend))"
            )
        }
        let row = try #require(try await database.read { try $0.row("SELECT * FROM person") })
        #expect(try row.get("id") == Int64.max)
        #expect(try row.get("height") == 1.75)
        #expect(try row.get("photo") == [0, 255] as [UInt8])
        #expect(try row.optional("friend", as: Int.self) == nil)
        #expect(row.columns == ["id", "name", "height", "photo", "friend"])
    }

    @Test("Lists, fragments and names of columns", arguments: TestEngine.allCases)
    func fragments(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        try await database.write { connection in
            for (id, name) in ["Ana", "Bo", "Cy"].enumerated() {
                try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \(name))")
            }
        }
        let filters: [SQL] = ["name IN (\(list: ["Ana", "Cy", "Di"]))", "id > \(0)"]
        let names = try await database.read { connection in
            try connection.rows(
                "SELECT \(name: "name") FROM person WHERE \(SQL(filters, separator: " AND ")) ORDER BY id"
            )
            .map { try $0.get("name", as: String.self) }
        }
        #expect(names == ["Cy"])
        let none = try await database.read { try $0.rows("SELECT id FROM person WHERE id IN (\(list: [Int]()))") }
        #expect(none.isEmpty)
    }

    @Test("The same statement may run inside its own reading", arguments: TestEngine.allCases)
    func nested(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let pairs = try await database.write { connection in
            for id in 1...3 { try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))") }
            var pairs = 0
            try connection.each("SELECT id FROM person") { _ in
                try connection.each("SELECT id FROM person") { _ in pairs += 1 }
            }
            return pairs
        }
        #expect(pairs == 9)
    }
}
