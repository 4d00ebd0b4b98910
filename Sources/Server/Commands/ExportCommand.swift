internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write out what is published: everything as JSON, the services as GeoJSON, or all in a standard of exchange.",
        discussion: """
            Protected places have neither address nor point.

            EXAMPLES
              villerefuge export --output paris.json
              villerefuge export --format geojson > services.geojson
              villerefuge export --format csv --output services.csv
              villerefuge export --format data-inclusion --origin https://guide.example.org --output structures.json
              villerefuge export --format hsds --output hsds.json
              villerefuge export --format hsds-package --output hsds/

            EXIT CODES
              0 done   64 wrong usage   66 no database, or no city in it   73 the file cannot be written   74 database cannot be read
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, geojson, csv, hsds
        case dataInclusion = "data-inclusion"
        case hsdsPackage = "hsds-package"
    }

    @Option(
        help: """
            json, geojson, csv (one service a row), data-inclusion (version 1), hsds (Open Referral 3, one JSON document) or hsds-package (a folder of \
            CSV files with its datapackage.json).
            """)
    var format = Format.json

    @Option(
        name: [.long, .customLong("out")],
        help: ArgumentHelp("Where to write; the standard output when it is left out.", valueName: "file or folder"))
    var output: String?

    @Option(help: ArgumentHelp("Address of the public site, for links back (data-inclusion).", valueName: "address"))
    var origin: String?

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if format == .hsdsPackage, output == nil {
            throw ValidationError("hsds-package is a folder: say where with --output.")
        }
    }

    func run() async throws {
        try await CommandFailure.told {
            let database = try await options.open(.existing)
            defer { try? database.close() }
            switch format {
            case .json: try put(try City.exportJSON(try await City.load(database)))
            case .geojson: try put(try City.exportGeoJSON(try await City.load(database), now: Clock.now().milliseconds))
            case .csv: try put(City.exportCSV(try await City.load(database)))
            case .dataInclusion, .hsds: try await stream(database)
            case .hsdsPackage:
                for file in try await City.exportHSDSPackage(database, now: Clock.now().milliseconds) {
                    try write(file.text, to: "\(output ?? ".")/\(file.name)")
                }
            }
        }
    }

    private func put(_ text: String) throws {
        guard let output else {
            print(text)
            return
        }
        try write(text + "\n", to: output)
    }

    /// A hundred thousand records: one after the other.
    private func stream(_ database: Database) async throws {
        let place = output.map { ExportPlace.file($0) } ?? .standardOutput
        do {
            if format == .hsds {
                try await City.exportHSDS(database, now: Clock.now().milliseconds, to: place)
            } else {
                try await City.exportDataInclusion(database, origin: origin ?? "", to: place)
            }
        } catch let failure as ExportPlace.Failure {
            CommandFailure.say("The file \(failure.path) cannot be written: \(failure.reason)")
            throw CommandFailure.cannotCreate
        }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            if format == .hsdsPackage {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            CommandFailure.say("The file \(path) cannot be written: \(error.localizedDescription)")
            throw CommandFailure.cannotCreate
        }
    }
}
