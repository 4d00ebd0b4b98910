internal import ArgumentParser

/// The program: every command of Ville Refuge.
@main
struct VilleRefuge: AsyncParsableCommand {
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "villerefuge",
        abstract: "A city and its community welcome the people who seek refuge there.",
        discussion: """
            Exit codes: 0 done · 1 the data have faults · 64 the command line is wrong · 66 a file is missing · \
            69 the server cannot listen · 73 a file cannot be made · 74 a disk or database fault · 78 the configuration is wrong.

            Example: villerefuge import Territories/paris && villerefuge serve
            """,
        version: release,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, ImportCommand.self, ExportCommand.self, CheckCommand.self,
            SearchCommand.self, EvaluateCommand.self, HoursCommand.self, EditCommand.self, ReportsCommand.self,
            BackupCommand.self,
            RestoreCommand.self, ConfigCommand.self, UserCommand.self, AuditCommand.self, PermissionsCommand.self,
            KeysCommand.self, PrivacyCommand.self, GuideCommand.self, CSVCommand.self, TranslationsCommand.self,
        ])
}
