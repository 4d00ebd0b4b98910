internal import Areas
internal import ArgumentParser
internal import Store

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to the shape that this program needs.",
        discussion: """
            All missing migrations are applied, or none. `serve` and `import` do it too.

            EXAMPLE
              villerefuge migrate --dry-run

            EXIT CODES
              0 done, or nothing to do   1 the database was made by another version   73 it cannot be made   74 it cannot be read
            """)

    @Flag(help: "Only list what would be applied.")
    var dryRun = false

    @Flag(help: "Print the migrations as JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let database = try await options.open(dryRun ? .existing : .readWrite)
            let applied =
                dryRun
                ? try await database.pendingMigrations(City.migrations) : try await database.migrate(City.migrations)
            if json {
                print(try JSONOutput.text(applied.map(\.title)))
            } else {
                for migration in applied { print("\(dryRun ? "missing" : "applied"): \(migration.title)") }
                if applied.isEmpty { print("Nothing to do: the database has the shape that this program needs.") }
            }
            try database.close()
        }
    }
}
