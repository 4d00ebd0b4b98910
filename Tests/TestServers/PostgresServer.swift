import Foundation
import Programs
import Synchronization

/// A PostgreSQL server of the tests' own: Debian's binaries, a temporary folder, a free loopback port.
///
/// It ends with the process that started it, however that ends: a guard looks at it once a second.
public final class PostgresServer: Sendable {
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    public let folder: String
    public let port: Int
    private let settings: [String]
    private let numbers = Mutex(0)

    /// One for all tests of this process that need only a database.
    public static let shared = Task { try await PostgresServer() }

    public static let programs: String = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.compactMap(Int.init).max() ?? 0
        return "/usr/lib/postgresql/\(newest)/bin"
    }()

    /// - Parameters:
    ///   - settings: lines for `postgresql.conf` after those that make it fast and small.
    ///   - access: `pg_hba.conf`.
    ///   - prepare: called with the data folder before the first start (certificates …).
    public init(
        settings: [String] = [],
        access: String = "local all all trust\nhost all all 127.0.0.1/32 trust\n"
            + "host replication all 127.0.0.1/32 trust\n",
        replicaOf primary: PostgresServer? = nil, prepare: (String) async throws -> Void = { _ in }
    ) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.programs + "/initdb") else {
            throw Fault(description: "PostgreSQL is not installed: apt-get install postgresql")
        }
        folder = "/tmp/vr-postgres-\(UUID().uuidString.prefix(13).lowercased())"
        port = try Self.freePort()
        self.settings = settings
        try await Self.asServer(["mkdir", "-m", "700", folder])
        if let primary {
            try await Self.asServer([
                Self.programs + "/pg_basebackup", "-D", folder + "/data", "-R", "-X", "stream", "--checkpoint=fast",
                "--no-sync", "-d", "host=127.0.0.1 port=\(primary.port) user=postgres",
            ])
        } else {
            try await Self.asServer([
                Self.programs + "/initdb", "-D", folder + "/data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync",
            ])
            try await write(access, to: "pg_hba.conf")
        }
        let lines =
            [
                "port = \(port)", "listen_addresses = '127.0.0.1'", "unix_socket_directories = '\(folder)'",
                "fsync = off", "max_locks_per_transaction = 1024",
                "max_connections = 600", "shared_buffers = 64MB", "max_wal_senders = 4", "wal_level = replica",
                "log_line_prefix = '%m [%p] '", "autovacuum_naptime = 1d", "hot_standby = on",
                "wal_receiver_status_interval = 1", "wal_retrieve_retry_interval = 200ms",
            ] + settings
        try await write(lines.joined(separator: "\n") + "\n", to: "postgresql.auto.conf.tests")
        try await Self.asServer(
            [
                "sh", "-c",
                "grep -q auto.conf.tests data/postgresql.conf || "
                    + "echo \"include 'postgresql.auto.conf.tests'\" >> data/postgresql.conf",
            ], in: folder)
        try await prepare(folder + "/data")
        try await start()
        try await Self.guardIt(folder)
    }

    private func write(_ text: String, to name: String) async throws {
        let draft = NSTemporaryDirectory() + "/vr-\(UUID().uuidString)"
        try text.write(toFile: draft, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: draft)
        try await Self.asServer(["cp", draft, folder + "/data/" + name])
        try FileManager.default.removeItem(atPath: draft)
    }

    // MARK: Life

    public func start() async throws {
        try await Self.asServer([
            Self.programs + "/pg_ctl", "start", "-w", "-t", "60", "-D", folder + "/data", "-l", folder + "/log",
        ])
    }

    /// - Parameter mode: `immediate` is a crash, `fast` ends every session.
    public func stop(_ mode: String = "immediate") async throws {
        try await Self.asServer([Self.programs + "/pg_ctl", "stop", "-w", "-D", folder + "/data", "-m", mode])
    }

    public func promote() async throws {
        try await Self.asServer([Self.programs + "/pg_ctl", "promote", "-w", "-D", folder + "/data"])
    }

    /// Stops it for good, and takes its folder away.
    public func end() async throws {
        try? await stop()
        try await Self.asServer(["rm", "-rf", folder])
    }

    /// Everything that the server wrote into its log.
    public func log() async throws -> String { try await Self.asServer(["cat", folder + "/log"]) }

    private static func guardIt(_ folder: String) async throws {
        let watch =
            "while [ -d /proc/\(getpid()) ] && [ -d \(folder) ]; do sleep 1; done; "
            + "[ -d \(folder) ] && \(programs)/pg_ctl stop -D \(folder)/data -m immediate; rm -rf \(folder)"
        try await asServer(["sh", "-c", "(\(watch)) </dev/null >/dev/null 2>&1 &"])
    }

    // MARK: Databases

    /// A new database of its own; `postgres://…` to it.
    public func newDatabase() async throws -> String {
        let number = numbers.withLock { number in
            number += 1
            return number
        }
        try await sql("CREATE DATABASE test\(number) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        return address("test\(number)")
    }

    public func address(_ database: String = "postgres", user: String = "postgres", query: String = "") -> String {
        "postgres://\(user)@127.0.0.1:\(port)/\(database)\(query)"
    }

    /// Ends every session there, and the database.
    public func dropDatabase(_ address: String) async throws {
        try await sql("DROP DATABASE IF EXISTS \(address.split(separator: "/").last ?? "") WITH (FORCE)")
    }

    /// One statement in `psql`.
    @discardableResult
    public func sql(_ words: String, database: String = "postgres") async throws -> String {
        try await Self.asServer([
            Self.programs + "/psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", "\(port)", "-U", "postgres",
            "-d", database, "-c", words,
        ])
    }

    // MARK: Processes

    /// PostgreSQL refuses to run as root: then all of it runs as its own user.
    @discardableResult
    public static func asServer(_ words: [String], in folder: String = "/tmp") async throws -> String {
        let inside = folder == "/tmp" ? words : ["sh", "-c", "cd \(folder) && exec \"$@\"", "sh"] + words
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : []
        // A server that it starts keeps the outputs open: they go to a file without a name, and we wait for the program alone.
        let output = NSTemporaryDirectory() + "/vr-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let line = ["sh", "-c", "cd /tmp && exec \"$@\" >\"$0\" 2>&1", output] + user + inside
        let outcome = try await ChildProgram("/usr/bin/env", line).run(listens: false)
        let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        if outcome.end != .exited(0) {
            throw Fault(description: "\(words.prefix(4).joined(separator: " ")) … failed: \(said)")
        }
        return said.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    public static func freePort() throws -> Int {
        let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(end) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(end, address, length) == 0 && getsockname(end, address, &length) == 0
            }
        }
        guard isBound else { throw Fault(description: "no free port") }
        return Int(UInt16(bigEndian: place.sin_port))
    }
}
