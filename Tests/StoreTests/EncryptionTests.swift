import Foundation
import Store
import TestServers
import Testing

@Suite("An encrypted connection")
struct EncryptionTests {
    @Test("Each way of checking the server does what it says; a password is never told", .timeLimit(.minutes(1)))
    func modes() async throws {
        let folder = try TemporaryFolder()
        try await certificates(folder.path)
        let server = try await PostgresServer(
            settings: ["ssl = on", "ssl_cert_file = 'server.crt'", "ssl_key_file = 'server.key'"],
            access:
                "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\nhostnossl all all 127.0.0.1/32 reject\n",
            prepare: { data in
                for name in ["server.crt", "server.key"] {
                    let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
                    try await PostgresServer.asServer([
                        "sh", "-c", "umask 077; printf '%s\\n' \"$1\" > \(data)/\(name)", "sh", text,
                    ])
                }
            })
        try await server.sql("CREATE ROLE app LOGIN PASSWORD 'tres-secret'")
        try await server.sql("CREATE DATABASE city OWNER app")

        func answer(_ query: String, host: String = "localhost", password: String = "tres-secret") async throws -> Bool
        {
            let database = try Database(
                url: "postgres://app:\(password)@\(host):\(server.port)/city?\(query)",
                options: .init(readers: 1, waitTimeout: .seconds(120)))
            defer { try? database.close() }
            return try await database.read {
                try $0.row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")?.get("ssl") ?? false
            }
        }
        let right = "sslrootcert=\(folder.path)/ca.crt"
        let wrong = "sslrootcert=\(folder.path)/other.crt"
        #expect(try await answer("sslmode=prefer"))
        #expect(try await answer("sslmode=require"))
        #expect(try await answer("sslmode=verify-ca&\(right)", host: "127.0.0.1"))
        #expect(try await answer("sslmode=verify-full&\(right)"))
        let refused: [(query: String, host: String, password: String, reason: String)] = [
            ("sslmode=disable", "localhost", "tres-secret", "pg_hba.conf"),
            ("sslmode=verify-ca&\(wrong)", "localhost", "tres-secret", "certificate verify failed"),
            ("sslmode=verify-full&\(wrong)", "localhost", "tres-secret", "certificate verify failed"),
            ("sslmode=verify-full&\(right)", "127.0.0.1", "tres-secret", "does not match host name"),
            ("sslmode=verify-full&sslrootcert=\(folder.path)/none.crt", "localhost", "tres-secret", "does not exist"),
            ("sslmode=require", "localhost", "faux-secret", "password authentication failed"),
        ]
        for (query, host, password, reason) in refused {
            let start = ContinuousClock.now
            let error = await #expect(throws: StoreError.self, "\(query) \(host)") {
                _ = try await answer(query, host: host, password: password)
            }
            guard case .accessRefused(_, let told) = try #require(error) else { throw Unexpected(error: error) }
            #expect(told.contains(reason), "\(query): \(told)")
            #expect(!String(describing: error).contains("secret") && !told.contains("secret"))
            #expect(ContinuousClock.now - start < .seconds(60), "told at once: waiting mends nothing")
        }
        try await server.end()
    }

    /// An authority, a certificate of it for `localhost`, and another authority.
    private func certificates(_ folder: String) async throws {
        let lines = [
            "cd \(folder)",
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt",
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=stranger -keyout other.key -out other.crt",
            "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout server.key -out server.csr",
            "printf 'subjectAltName=DNS:localhost' > names",
            "openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt",
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", lines.joined(separator: "\n")]
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        try #require(status == 0, "openssl")
    }
}
