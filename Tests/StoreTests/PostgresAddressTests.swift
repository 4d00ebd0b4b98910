import Foundation
import Testing

@testable import Store

@Suite("Addresses")
struct PostgresAddressTests {
    @Test("All its parts are read")
    func parts() throws {
        let address = try PostgresAddress(
            "postgres://ville%40refuge:p%3Aw%2F@db1:5433,db2/city%20one?sslmode=verify-full&sslrootcert=/etc/ca.pem&replica=r1:5434&replica=r2"
        )
        #expect(address.user == "ville@refuge" && address.password == "p:w/" && address.database == "city one")
        #expect(address.hosts.map(\.description) == ["db1:5433", "db2:5432"])
        #expect(address.replicas.map(\.description) == ["r1:5434", "r2:5432"])
        #expect(address.settings == ["sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"])
        #expect(address.shown == "postgres://ville@refuge@db1:5433,db2:5432/city one")
        #expect(try PostgresAddress("postgresql://u@[::1]:5433/c").hosts.map(\.description) == ["::1:5433"])
        #expect(try PostgresAddress("postgres:///c?host=/run/postgresql").hosts.map(\.name) == ["/run/postgresql"])
    }

    @Test(
        "What cannot be read is told, without the password",
        arguments: [
            "postgres://u:secret@h:99999/c", "postgres://u:secret@h", "postgres://u:secret@/c",
            "postgres://u:secret@h/c?sslmode=perhaps", "postgres://u:secret@h/c?colour=red", "mysql://u:secret@h/c",
            "postgres://u:se%zzcret@h/c", "postgres://u:secr@et@h/", "postgres://u@h/c?password=secret", "sqlite:",
        ])
    func faults(text: String) throws {
        let error = #expect(throws: StoreError.self) { try Database(url: text) }
        let words = try #require(error).description
        #expect(!words.contains("secr") && !words.contains("cret"))
        guard case .wrongAddress = error else { throw Unexpected(error: error) }
    }

    @Test("An address is printed with dots for its password")
    func shown() {
        #expect(
            Database.shownAddress("postgres://u:se@cret@h/c?sslmode=require&sslpassword=x")
                == "postgres://u:••••@h/c?sslmode=require&sslpassword=••••")
        #expect(Database.shownAddress("var/ville-refuge.sqlite") == "var/ville-refuge.sqlite")
        #expect(Database.shownAddress("postgres://u@h/c") == "postgres://u@h/c")
    }

    @Test("A path is a file, with or without its scheme")
    func files() throws {
        let folder = try TemporaryFolder()
        for text in ["\(folder.path)/a.sqlite", "sqlite:\(folder.path)/b.sqlite", "sqlite://\(folder.path)/c.sqlite"] {
            try Database(url: text).close()
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sqlite") }.count
                == 3)
    }

    @Test("Only types are mapped: neither strings nor names")
    func schema() {
        let schema: Schema = """
            CREATE TABLE thing (
                id INTEGER NOT NULL PRIMARY KEY, real REAL, text TEXT CHECK (text IN ('TEXT', 'INTEGER', 'it''s REAL')),
                photo BLOB, "INTEGER" INTEGER, UNIQUE (text, real), CHECK (CAST(text AS INTEGER) > 0))
            """
        #expect(
            PostgresSchema.statement(schema) == """
                CREATE TABLE thing (
                    id BIGINT NOT NULL PRIMARY KEY, real DOUBLE PRECISION, text TEXT COLLATE "C" CHECK (text IN ('TEXT', 'INTEGER', 'it''s REAL')),
                    photo BYTEA, "INTEGER" BIGINT, UNIQUE (text, real), CHECK (CAST(text AS BIGINT) > 0))
                """)
        #expect(
            PostgresSchema.statement("ALTER TABLE person ADD COLUMN town TEXT")
                == "ALTER TABLE person ADD COLUMN town TEXT COLLATE \"C\"")
        #expect(
            PostgresSchema.statement("CREATE INDEX a ON person (text, real)") == "CREATE INDEX a ON person (text, real)"
        )
    }

    @Test("A mark is a position in the log, or nothing")
    func marks() {
        #expect(ReadMark(text: "16/B374D848")?.text == "16/B374D848")
        #expect(ReadMark().text == nil)
        for text in ["", "/", "16/", "16/g", "+1/2", "1/2/3", "123456789/0", "16/B374D848 ", "16/-1", "DROP/TABLE"] {
            #expect(ReadMark(text: text) == nil, "\(text)")
        }
    }
}
