internal import ArgumentParser
internal import Store

/// Where the database is: shared by every command that needs one and does not serve.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The city's database: a file, or postgres://user@host:port/name?sslmode=verify-full.",
            discussion: """
                Else VILLEREFUGE_DATABASE, else the file of settings, else var/ville-refuge.sqlite. A password is better \
                kept in PGPASSWORD or in a pass file than typed here, where other users of the machine may see it.
                """, valueName: "file or address"))
    var database: String?

    @Option(
        help: ArgumentHelp("JSON file of settings (default: ville-refuge.json if there is one).", valueName: "file"))
    var config: String?

    /// - Throws: `ServerSettings.Fault` or `StoreError`.
    func open(_ mode: Database.Options.Mode = .readWrite) async throws -> Database {
        let flags = database.map { ["database": $0] } ?? [:]
        let settings = try await ServerSettings.load(file: config, flags: flags)
        return try Database(url: settings["database"], options: Database.Options(mode: mode))
    }
}
