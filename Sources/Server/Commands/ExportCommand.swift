internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write out what is published: everything as JSON, or the services as GeoJSON.",
        discussion: """
            Protected places have neither address nor point.

            EXAMPLES
              villerefuge export --output paris.json
              villerefuge export --format geojson > services.geojson

            EXIT CODES
              0 done   64 wrong usage   66 no database, or no city in it   73 the file cannot be written   74 database cannot be read
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, geojson
    }

    @Option(help: "json or geojson.")
    var format = Format.json

    @Option(help: ArgumentHelp("Where to write; the standard output when it is left out.", valueName: "file"))
    var output: String?

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await CommandFailure.told {
            let database = try await options.open(.existing)
            let content = try await City.load(database)
            let text =
                switch format {
                case .json: try City.exportJSON(content)
                case .geojson: try City.exportGeoJSON(content)
                }
            try database.close()
            guard let output else {
                print(text)
                return
            }
            do {
                try (text + "\n").write(toFile: output, atomically: true, encoding: .utf8)
            } catch {
                CommandFailure.say("The file \(output) cannot be written: \(error.localizedDescription)")
                throw CommandFailure.cannotCreate
            }
        }
    }
}
