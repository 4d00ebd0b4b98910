internal import Foundation

extension PostgresEngine {
    /// `pg_dump` in its own form, of the very snapshot in which the rows are counted.
    func backup(to target: String) async throws -> [String: Int] {
        let tools = PostgresTools(address: address)
        return try await read(.long) { connection in
            let snapshot: String = try connection.row("SELECT pg_export_snapshot() AS name")?.get("name") ?? ""
            let rows = try connection.rowCounts()
            try tools.run(
                "pg_dump", ["--format=custom", "--no-password", "--snapshot=\(snapshot)", "--file=\(target)"])
            return rows
        }
    }
}

/// PostgreSQL's own programs. What they need to know goes through their environment: a command line is seen by everybody.
struct PostgresTools: Sendable {
    let address: PostgresAddress

    /// Into an empty database: everything, or nothing. What comes back belongs to the user of the address.
    func restore(_ file: String) throws {
        try run(
            "pg_restore",
            [
                "--no-owner", "--no-privileges", "--no-password", "--single-transaction", "--exit-on-error",
                "--dbname=\(address.database)", file,
            ])
    }

    func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let said = Pipe()
        process.standardError = said
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw BackupError.tool(program, reason: error.localizedDescription)
        }
        // Read to its end first: a program that says much waits for its reader.
        let words = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        ended.wait()
        switch process.terminationStatus {
        case 0: return
        case 127:
            throw BackupError.tool(
                program,
                reason: "it is not installed. Install PostgreSQL's client programs (Debian: postgresql-client).")
        default:
            let lines = address.withoutSecret(words).split(separator: "\n").suffix(6).joined(separator: "; ")
            throw BackupError.tool(program, reason: lines.isEmpty ? "it said nothing" : lines)
        }
    }

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("VILLEREFUGE_") }
        environment["PGHOST"] = address.hosts.map(\.name).joined(separator: ",")
        environment["PGPORT"] = address.hosts.map(\.port).joined(separator: ",")
        environment["PGDATABASE"] = address.database
        environment["PGUSER"] = address.user
        environment["PGPASSWORD"] = address.password ?? environment["PGPASSWORD"]
        environment["PGTARGETSESSIONATTRS"] = "read-write"
        environment["PGCONNECT_TIMEOUT"] = "10"
        for (key, value) in address.settings {
            environment[key == "application_name" ? "PGAPPNAME" : "PG" + key.uppercased()] = value
        }
        return environment
    }
}
