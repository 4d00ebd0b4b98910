internal import ArgumentParser
internal import Foundation
internal import Store

/// Where the database is: shared by every command that needs one.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: ArgumentHelp("The SQLite file.", discussion: "Also from the environment: VILLEREFUGE_DATABASE.", valueName: "file"))
    var path = ProcessInfo.processInfo.environment["VILLEREFUGE_DATABASE"] ?? "var/ville-refuge.sqlite"

    func open(_ mode: Database.Options.Mode = .readWrite) throws -> Database {
        try Database(file: path, options: Database.Options(mode: mode))
    }
}
