import Store
import Testing

@Suite("Migrations")
struct MigrationTests {
    @Test("Applied once, in order, and remembered", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        #expect(try await database.migrate([People.first]) == [People.first])
        #expect(try await database.migrate([People.first]).isEmpty)
        #expect(try await database.pendingMigrations([People.first, People.second]) == [People.second])
        #expect(try await database.migrate([People.first, People.second]) == [People.second])
        try await database.write {
            try $0.execute("INSERT INTO person (id, name, town) VALUES (1, \("Ana"), \("Paris"))")
        }
    }

    @Test("A shipped migration that was changed stops the start", arguments: TestEngine.allCases)
    func changed(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.people()
        let changed = Migration(
            area: "people", number: 1, name: "people", ["CREATE TABLE person (id INTEGER PRIMARY KEY)"])
        let error = await #expect(throws: StoreError.self) { try await database.migrate([changed]) }
        #expect(error == .changedMigration(name: "people 1 (people)"))
        #expect(error?.description.contains("never changes") == true)
    }

    @Test("A database of a newer program stops the start", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        try await database.migrate([People.first, People.second])
        let error = await #expect(throws: StoreError.self) { try await database.migrate([People.first]) }
        #expect(error == .unknownMigration(name: "people 2 (towns)"))
        #expect(error?.description.contains("newer version") == true)
    }

    @Test("A migration slipped in before one that is applied is refused", arguments: TestEngine.allCases)
    func late(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        let third = Migration(area: "people", number: 3, name: "more", ["CREATE TABLE more (id INTEGER PRIMARY KEY)"])
        try await database.migrate([People.first, third])
        await #expect(throws: StoreError.lateMigration(name: "people 2 (towns)", after: "people 3")) {
            try await database.migrate([People.first, People.second, third])
        }
    }

    @Test("One that fails undoes them all", arguments: TestEngine.allCases)
    func failing(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        let broken = Migration(area: "towns", number: 1, name: "broken", ["CREATE TABLE town (id INTEGER", "x"])
        await #expect(throws: StoreError.self) { try await database.migrate([People.first, broken]) }
        #expect(try await database.pendingMigrations([People.first]) == [People.first])
        await #expect(throws: StoreError.self) { try await database.read { try $0.rows("SELECT id FROM person") } }
    }

    @Test("Two with one name are a fault of the program", arguments: TestEngine.allCases)
    func doubled(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try place.database()
        await #expect(throws: StoreError.doubledMigration(name: "people 1 (people)")) {
            try await database.migrate([People.first, People.first])
        }
    }

    @Test("Two programs that start at the same time migrate once", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let one = try place.database()
        let two = try place.database()
        async let first = one.migrate([People.first, People.second])
        async let second = two.migrate([People.first, People.second])
        let applied = try await first.count + second.count
        #expect(applied == 2)
    }
}
