internal import ArgumentParser
internal import Store

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write the whole city into one file, while the server goes on.",
        discussion: """
            Beside FILE it writes FILE.json: rows of each table and the SHA-256. Never overwrites. The keys are not in it:
            keep them elsewhere, and never with the backup.

            EXAMPLE
              villerefuge backup --to /var/backups/ville-refuge/2026-11-21.backup

            EXIT CODES
              0 done   64 wrong usage   66 no database   73 the file cannot be made   74 database cannot be read
            """)

    @Option(help: ArgumentHelp("The file to write; it must not be there yet.", valueName: "file"))
    var to: String

    @Flag(help: "Print the record as JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await BackupFailure.told {
            let database = try await options.open(.existing)
            let record = try await Backup.make(
                of: database, to: to, release: VilleRefuge.release, madeAt: Clock.now().rfc3339)
            try database.close()
            if json {
                print(try JSONOutput.text(record))
            } else {
                print(
                    "\(to): \(record.bytes) bytes, \(record.rows.count) tables, \(record.rows.values.reduce(0, +)) rows"
                )
                print("SHA-256 \(record.sha256)")
                print("The keys are not in it. Keep them apart from it.")
            }
        }
    }
}

/// How `backup` and `restore` end when something is wrong.
enum BackupFailure {
    static func told(_ body: () async throws -> Void) async throws {
        try await CommandFailure.told {
            do {
                try await body()
            } catch let error as BackupError {
                CommandFailure.say("\(error)")
                throw code(error)
            } catch let fault as ErasureReplay.Fault {
                CommandFailure.say("\(fault)")
                throw CommandFailure.noInput
            }
        }
    }

    private static func code(_ error: BackupError) -> ExitCode {
        switch error {
        case .fileMissing, .recordMissing: CommandFailure.noInput
        case .alreadyThere, .underWay, .cannotWrite, .targetInUse: CommandFailure.cannotCreate
        case .otherEngine: CommandFailure.usage
        case .tool: CommandFailure.inputOutput
        case .recordUnreadable, .changed, .countsDiffer, .damaged: CommandFailure.faults
        }
    }
}
