internal import Foundation
internal import Programs

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
        let outcome: ChildProgram.Outcome
        do {
            outcome = try ChildProgram(program, arguments, environment: environment).wait()
        } catch .notFound {
            throw BackupError.tool(
                program,
                reason: "it is not installed. Install PostgreSQL's client programs (Debian: postgresql-client).")
        } catch .notStarted(let reason) {
            throw BackupError.tool(program, reason: reason)
        }
        switch outcome.end {
        case .exited(0): return
        default:
            let lines = address.withoutSecret(outcome.said).split(separator: "\n").suffix(6).joined(separator: "; ")
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
