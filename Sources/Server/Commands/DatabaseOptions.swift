internal import ArgumentParser
internal import Store

/// Where the database is: shared by every command that needs one and does not serve.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The city's database file.",
            discussion: "Else VILLEREFUGE_DATABASE, else the file of settings, else var/ville-refuge.sqlite.",
            valueName: "file"))
    var database: String?

    @Option(
        help: ArgumentHelp("JSON file of settings (default: ville-refuge.json if there is one).", valueName: "file"))
    var config: String?

    /// - Throws: `ServerSettings.Fault` or `StoreError`.
    func open(_ mode: Database.Options.Mode = .readWrite) async throws -> Database {
        let flags = database.map { ["database": $0] } ?? [:]
        let settings = try await ServerSettings.load(file: config, flags: flags)
        return try Database(file: settings["database"], options: Database.Options(mode: mode))
    }
}
