import Store
import TestServers
import Testing

@Suite("Replicas")
struct ReplicaTests {
    @Test(
        "Readers with a mark go to the replica, never see less than they wrote, and do without it",
        .timeLimit(.minutes(2)))
    func replica() async throws {
        let primary = try await PostgresServer()
        let url = try await primary.newDatabase()
        let replica = try await PostgresServer(replicaOf: primary)
        let database = try Database(url: url + "?replica=127.0.0.1:\(replica.port)")
        try await database.migrate([People.first])

        @Sendable func isOnReplica() async throws -> Bool {
            try await database.read { try $0.row("SELECT pg_is_in_recovery() AS there")?.get("there") ?? false }
        }
        @Sendable func isOnReplica(_ mark: ReadMark) async throws -> Bool {
            try await ReadMark.$current.withValue(mark) { try await isOnReplica() }
        }
        let names = { @Sendable in try await database.read { try $0.rows("SELECT id FROM person").count } }

        try await until { try await isOnReplica(ReadMark()) }
        #expect(try await !isOnReplica(), "without a mark: the primary")

        let mark = ReadMark()
        var answersOfReplica = 0
        for id in 1...60 {
            try await ReadMark.$current.withValue(mark) {
                try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (\(id), \("n\(id)"))") }
                #expect(try await names() == id)
                if id.isMultiple(of: 20) { try await Task.sleep(for: .milliseconds(400)) }
                if try await isOnReplica() { answersOfReplica += 1 }
            }
        }
        #expect(answersOfReplica > 0)
        // To the next request, perhaps on another server.
        let carried = try #require(mark.text.flatMap(ReadMark.init(text:)))
        try await until { try await isOnReplica(carried) }

        try await replica.sql("SELECT pg_wal_replay_pause()")
        try await ReadMark.$current.withValue(carried) {
            try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (61, \("late"))") }
            #expect(try await names() == 61)
            #expect(try await !isOnReplica(), "it has not come as far")
        }
        try await until { database.statistics.replicas.first.flatMap(\.lag) ?? .zero > .milliseconds(300) }
        #expect(try await isOnReplica(ReadMark()), "who wrote nothing may read what was a moment ago")
        try await replica.sql("SELECT pg_wal_replay_resume()")
        try await until { try await isOnReplica(carried) }

        try await replica.stop()
        for _ in 0..<20 { #expect(try await !isOnReplica(ReadMark())) }
        try await until { database.statistics.replicas.first?.lag == nil }
        try await replica.start()
        try await until { try await isOnReplica(carried) }
        #expect(database.statistics.replicas.map(\.isUsed) == [true])
        try database.close()
        try await replica.end()
        try await primary.end()
    }

    @Test("A replica that is too far behind is not asked", .timeLimit(.minutes(1)))
    func behind() async throws {
        let primary = try await PostgresServer()
        let url = try await primary.newDatabase()
        let replica = try await PostgresServer(replicaOf: primary)
        let database = try Database(
            url: url + "?replica=127.0.0.1:\(replica.port)", options: .init(replicaLag: .milliseconds(600)))
        try await database.migrate([People.first])
        try await until { database.statistics.replicas.first?.isUsed == true }
        try await replica.sql("SELECT pg_wal_replay_pause()")
        try await database.write { try $0.execute("INSERT INTO person (id, name) VALUES (1, \("Ana"))") }
        try await until { database.statistics.replicas.first?.isUsed == false }
        let count = try await ReadMark.$current.withValue(ReadMark()) {
            try await database.read { try $0.rows("SELECT id FROM person").count }
        }
        #expect(count == 1)
        try database.close()
        try await replica.end()
        try await primary.end()
    }
}
