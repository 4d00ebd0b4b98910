import Foundation
import Store
import TestServers
import Testing

@Suite("Moving a database")
struct MoveTests {
    private static let migrations = [People.first, People.second]

    /// People of all kinds, friends of one who comes after them.
    private func filled(_ place: TestPlace, count: Int = 700) async throws -> Database {
        let database = try place.database()
        try await database.migrate(Self.migrations)
        try await database.write { connection in
            for id in stride(from: count, through: 1, by: -1) {
                let friend: Int? = id == count ? nil : id + 1
                let height: Double? = id % 3 == 0 ? nil : Double(id) / 7
                let photo: [UInt8]? = id % 5 == 0 ? [0, 255, UInt8(id % 256)] : nil
                try connection.execute(
                    """
                    INSERT INTO person (id, name, height, photo, friend, town)
                    VALUES (\(id), \("n\(id) ثناء '\\ \"x\""), \(height), \(photo), \(friend), \(id % 2 == 0 ? "" : nil as String?))
                    """)
            }
            try connection.execute("INSERT INTO person (id, name, height) VALUES (\(Int64.max), \("whole"), \(3.0))")
        }
        return database
    }

    @Test(
        "Everything arrives, whichever way", arguments: [TestEngine.sqlite, .postgres], [TestEngine.postgres, .sqlite])
    func arrives(from: TestEngine, to: TestEngine) async throws {
        let (here, there) = (try await TestPlace(from), try await TestPlace(to))
        let source = try await filled(here)
        let target = try there.database()
        let moved = try await source.move(to: target, migrations: Self.migrations)
        #expect(moved.map(\.name) == ["person"] && moved.map(\.rows) == [701])
        #expect(try await source.tables == ["person"])
        #expect(try await target.pendingMigrations(Self.migrations).isEmpty)
        let all: @Sendable (Connection) throws -> [[SQLValue]] = { connection in
            try connection.rows("SELECT id, name, height, photo, friend, town FROM person ORDER BY id").map { row in
                try row.columns.map { try row.get($0) }
            }
        }
        let (before, after) = (try await source.read(all), try await target.read(all))
        #expect(before == after && before.count == 701)
        // The references are guarded again at once, as before the move.
        await #expect {
            try await target.write { connection in
                try connection.execute("INSERT INTO person (id, name, friend) VALUES (9000, \("lost"), 9999)")
                try connection.execute("UPDATE person SET friend = NULL WHERE id = 9000")
            }
        } throws: {
            guard case StoreError.constraint(.foreignKey, _) = $0 else { return false }
            return true
        }
    }

    @Test(
        "A target that holds rows, the same database, a source of yesterday: refused, nothing changed",
        arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        let (here, there) = (try await TestPlace(.sqlite), try await TestPlace(engine))
        let source = try await filled(here, count: 3)
        let target = try await there.people()
        try await target.write { try $0.execute("INSERT INTO person (id, name) VALUES (77, \("mine"))") }
        await #expect(throws: MoveError.targetHoldsRows(address: target.shownAddress, table: "person")) {
            try await source.move(to: target, migrations: Self.migrations)
        }
        #expect(try await target.read { try $0.rows("SELECT id FROM person").count } == 1)
        #expect(
            try await target.pendingMigrations(Self.migrations) == [People.second], "not even the migration is kept")

        let sameTarget = try there.database()
        await #expect(throws: MoveError.sameDatabase(address: target.shownAddress)) {
            try await target.move(to: sameTarget, migrations: [People.first])
        }
        await #expect(
            throws: MoveError.sourceLacksMigrations(address: target.shownAddress, missing: ["people 2 (towns)"])
        ) {
            try await target.move(to: source, migrations: Self.migrations)
        }
        #expect(try await source.read { try $0.rows("SELECT id FROM person").count } == 4)
    }

    @Test("A target that fails in the middle keeps nothing, and says why")
    func middle() async throws {
        let (here, there) = (try await TestPlace(.sqlite), try await TestPlace(.postgres))
        let source = try await filled(here)
        let target = try there.database()
        try await target.migrate(Self.migrations)
        let name = String(there.url.split(separator: "/").last ?? "")
        try await PostgresServer.shared.value.sql(
            """
            CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN IF NEW.id = 20 THEN RAISE ''no more room'' USING ERRCODE = ''53100''; END IF; RETURN NEW; END';
            CREATE TRIGGER full_up BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION full_up()
            """, database: name)
        await #expect(throws: StoreError.diskFull(path: target.shownAddress)) {
            try await source.move(to: target, migrations: Self.migrations)
        }
        #expect(try await target.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("A row that changes on its way is noticed, and nothing is kept")
    func changed() async throws {
        let (here, there) = (try await TestPlace(.sqlite), try await TestPlace(.postgres))
        let source = try await filled(here)
        let target = try there.database()
        try await target.migrate(Self.migrations)
        let name = String(there.url.split(separator: "/").last ?? "")
        try await PostgresServer.shared.value.sql(
            """
            CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN IF NEW.id = 20 THEN NEW.height = 9; END IF; RETURN NEW; END';
            CREATE TRIGGER meddle BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION meddle()
            """, database: name)
        await #expect(throws: MoveError.differs(table: "person", read: 701, written: 701)) {
            try await source.move(to: target, migrations: Self.migrations)
        }
        #expect(try await target.read { try $0.rows("SELECT id FROM person").isEmpty })
    }

    @Test("A target that does not answer is told; the source stays as it is")
    func away() async throws {
        let here = try await TestPlace(.sqlite)
        let source = try await filled(here, count: 3)
        let port = try PostgresServer.freePort()
        let target = try Database(
            url: "postgres://nobody@127.0.0.1:\(port)/none", options: .init(waitTimeout: .milliseconds(200)))
        await #expect(throws: StoreError.self) { try await source.move(to: target, migrations: Self.migrations) }
        #expect(try await source.read { try $0.rows("SELECT id FROM person").count } == 4)
    }
}
