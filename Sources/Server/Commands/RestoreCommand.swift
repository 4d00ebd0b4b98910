internal import Areas
internal import ArgumentParser
internal import Store

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a backup back into an empty place.",
        discussion: """
            Compares the file with its SHA-256 and the rows of every table with the record, brings the database to the
            shape that this program needs, makes later erasures again, and only then puts it in its place.

            EXAMPLE
              villerefuge restore /var/backups/ville-refuge/2026-11-21.backup --to /var/lib/ville-refuge/restored.sqlite

            EXIT CODES
              0 done   1 the backup is damaged or not whole, or the keys are others   64 wrong usage
              66 no such backup, or no list of erasures   73 the place is taken
              74 database cannot be read or written
            """)

    @Argument(help: ArgumentHelp("The backup; its record FILE.json stands beside it.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Where the city shall be: a new database file.", valueName: "database"))
    var to: String

    @Option(
        help: ArgumentHelp(
            "The latest list of erasures.", discussion: "Else «erasures» in the folder «files» of the settings.",
            valueName: "file"))
    var erasures: String?

    @Flag(help: "Do not make later erasures again: for a rehearsal that is thrown away, or when there never were any.")
    var withoutErasures = false

    @Option(help: ArgumentHelp("File of the keys that were in use when the backup was made.", valueName: "file"))
    var keys: String?

    @Option(
        help: ArgumentHelp("JSON file of settings (default: ville-refuge.json if there is one).", valueName: "file"))
    var config: String?

    @Flag(help: "Print what was restored as JSON.")
    var json = false

    func run() async throws {
        try await BackupFailure.told {
            let settings = try await ServerSettings.load(file: config, flags: keys.map { ["keys": $0] } ?? [:])
            let replay = ErasureReplay(list: erasures ?? settings["files"] + "/erasures", keys: settings["keys"])
            let restoration = try await Restoration.begin(file, to: to)
            let applied: [Migration]
            let erased: Int
            do {
                applied = try await restoration.database.migrate(City.migrations)
                erased = withoutErasures ? 0 : try await replay.run(on: restoration.database)
                try restoration.finish()
            } catch {
                restoration.abandon()
                throw error
            }
            try tell(restoration.record, applied: applied.map(\.title), erased: erased)
        }
    }

    private struct Outcome: Encodable {
        var database: String
        var record: BackupRecord
        var applied: [String]
        var erased: Int
    }

    private func tell(_ record: BackupRecord, applied: [String], erased: Int) throws {
        if json {
            print(
                try JSONOutput.text(
                    Outcome(database: Database.shownAddress(to), record: record, applied: applied, erased: erased)))
            return
        }
        print(
            "\(Database.shownAddress(to)): \(record.rows.count) tables, \(record.rows.values.reduce(0, +)) rows, as saved at \(record.madeAt)"
        )
        for title in applied { print("applied: \(title)") }
        if erased > 0 { print("erased again: \(erased) files of people") }
        if withoutErasures { print("Later erasures were NOT made again: do not serve this.") }
        print(
            """
            Next: give the server the key file that was in use when the backup was made, set "database" to \(Database.shownAddress(to)),
            start the server, and look at /ready. What was written after \(record.madeAt) is not in it.
            """)
    }
}
