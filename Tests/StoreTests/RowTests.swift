import Store
import Testing

@Suite("Rows")
struct RowTests {
    private func row(_ place: TestPlace) async throws -> Row {
        let database = try await place.people()
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (7, \("Ana"))") }
        return try #require(try await database.read { try $0.row("SELECT id, name, height FROM person WHERE id = 7") })
    }

    @Test("An error names the table and the column", arguments: TestEngine.allCases)
    func errors(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let row = try await row(place)
        #expect(
            throws: StoreError.column(
                table: "person", column: "nmae", problem: .isMissing(present: ["id", "name", "height"]))
        ) {
            try row.get("nmae", as: String.self)
        }
        #expect(throws: StoreError.column(table: "person", column: "height", problem: .isNull)) {
            try row.get("height", as: Double.self)
        }
        #expect(
            throws: StoreError.column(
                table: "person", column: "name", problem: .hasAnotherType(expected: "Int", found: "TEXT"))
        ) {
            try row.get("name", as: Int.self)
        }
        #expect(throws: StoreError.self) { try row.optional("name", as: Bool.self) }
    }

    @Test("The words of an error say what to do")
    func words() {
        let error = StoreError.column(table: "person", column: "name", problem: .isNull)
        #expect(
            error.description == "The column name of person is NULL. This is a fault of the program: please report it.")
    }

    @Test("Constraints are told apart", arguments: TestEngine.allCases)
    func constraints(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        func kind(_ statement: SQL) async -> StoreError.Constraint? {
            do {
                try await database.write { try $0.execute(statement) }
                return nil
            } catch StoreError.constraint(let kind, _) {
                return kind
            } catch {
                return nil
            }
        }
        #expect(await kind("INSERT INTO person (id, name) VALUES (2, \("Ana"))") == .unique)
        #expect(await kind("INSERT INTO person (id, name, friend) VALUES (2, \("Bo"), 99)") == .foreignKey)
        #expect(await kind("INSERT INTO person (id) VALUES (2)") == .notNull)
        #expect(await kind("INSERT INTO person (id, name, height) VALUES (2, \("Bo"), -1.0)") == .check)
        #expect(
            await kind("INSERT INTO person (id, name, height) VALUES (2, \("Bo"), \("tall"))") == .type,
            "tables are STRICT")
    }
}
