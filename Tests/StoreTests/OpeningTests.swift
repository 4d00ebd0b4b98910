import Foundation
import Store
import Testing

@Suite("Opening a database")
struct OpeningTests {
    @Test("A missing file is told, not made, when it must be there")
    func missing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/none.sqlite"
        for mode in [Database.Options.Mode.existing, .readOnly] {
            #expect(throws: StoreError.fileMissing(path: path)) { try Database(file: path, options: .init(mode: mode)) }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("The folder is made with the file")
    func folderMade() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/deep/er/city.sqlite"
        try Database(file: path).close()
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("A file that is no database is left as it is")
    func notADatabase() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/letter.txt"
        let words = String(repeating: "Dear reader, this is not a database. ", count: 40)
        try words.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StoreError.notADatabase(path: path)) { try Database(file: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == words)
    }

    @Test("A folder is no database")
    func folder() throws {
        let folder = try TemporaryFolder()
        #expect(throws: StoreError.cannotOpen(path: folder.path, reason: "it is a folder")) {
            try Database(file: folder.path)
        }
    }

    @Test("Damage is told")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        try await database.write { connection in
            for id in 0..<2000 {
                try connection.execute("INSERT INTO person (id, name) VALUES (\(id), \("name \(id)"))")
            }
        }
        try database.close()
        let path = folder.path + "/test.sqlite"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in stride(from: 8192, to: bytes.count - 64, by: 4096) {
            bytes.replaceSubrange(index..<(index + 64), with: Data(repeating: 0xAB, count: 64))
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        let reopened = try folder.database()
        var told = false
        do {
            told = try await !reopened.checkIntegrity().isEmpty
        } catch StoreError.corrupt {
            told = true
        }
        #expect(told)
    }

    @Test("A database opened for reading refuses to write")
    func readOnly() async throws {
        let folder = try TemporaryFolder()
        try await folder.people().close()
        let database = try folder.database(.init(mode: .readOnly))
        #expect(try await database.read { try $0.rows("SELECT id FROM person").isEmpty })
        await #expect(throws: StoreError.self) {
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        }
    }

    @Test("A closed database says so")
    func closed() async throws {
        let folder = try TemporaryFolder()
        let database = try await folder.people()
        try database.close()
        await #expect(throws: StoreError.closed(path: folder.path + "/test.sqlite")) {
            try await database.read { try $0.rows("SELECT id FROM person") }
        }
    }
}
