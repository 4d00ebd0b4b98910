internal import Areas
internal import ArgumentParser
internal import Store

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to the shape that this program needs.",
        discussion: """
            All missing migrations are applied, or none. `serve` and `import` do it too.

            With --from and --to a living installation moves to another database, of either kind. The source is only read; \
            the target must be empty, gets everything in one transaction, and every table is counted and compared before \
            anything is kept. Stop the servers before, so that nothing is written to the source after the snapshot.

            EXAMPLES
              villerefuge migrate --dry-run
              villerefuge migrate --from sqlite:var/ville-refuge.sqlite --to postgres://city@db.example.org/city?sslmode=verify-full

            EXIT CODES
              0 done, or nothing to do   1 made by another version, or the target is not empty   64 wrong usage
              66 there is no source   73 it cannot be made   74 it cannot be read
            """)

    @Flag(help: "Only list what would be applied.")
    var dryRun = false

    @Flag(help: "Print the migrations as JSON.")
    var json = false

    @Option(help: ArgumentHelp("The database to move: a file, sqlite:file or postgres://….", valueName: "address"))
    var from: String?

    @Option(help: ArgumentHelp("The empty database to move it to.", valueName: "address"))
    var to: String?

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if (from == nil) != (to == nil) { throw ValidationError("A move needs both --from and --to.") }
        if from != nil, dryRun || options.database != nil {
            throw ValidationError("A move takes neither --dry-run nor --database.")
        }
    }

    func run() async throws {
        try await CommandFailure.told(json: json) {
            if let from, let to { return try await move(from, to) }
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

    private func move(_ from: String, _ to: String) async throws {
        let source = try Database(url: from, options: .init(mode: .readOnly))
        let target = try Database(url: to)
        let progress = Progress()
        let moved = try await source.move(to: target, migrations: City.migrations) { progress.step("Moving \($0)") }
        if json {
            print(try JSONOutput.text(moved))
        } else {
            for table in moved {
                print("\(table.name): \(table.rows) rows, the same on both sides (\(table.checksum.prefix(16)))")
            }
            print(
                "Moved \(moved.count) tables with \(moved.reduce(0) { $0 + $1.rows }) rows from \(source.shownAddress) to "
                    + "\(target.shownAddress). The source was left as it is.")
        }
        try target.close()
        try source.close()
    }
}
