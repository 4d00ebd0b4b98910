internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring a city's files, or an open-data file, into the database: all or nothing.",
        discussion: """
            What was corrected by hand stays corrected. Records that are no longer in the files are retired, not deleted.

            EXAMPLES
              villerefuge import Territories/paris
              villerefuge import sanisettes.geojson --source Territories/paris/sources/toilets.yaml --date 2024-04

            EXIT CODES
              0 done   1 faults, nothing was changed   64 wrong usage   66 no such file   73 database cannot be made
              74 database cannot be read or written
            """)

    @Argument(help: ArgumentHelp("The folder of a territory, or an open-data file with --source.", valueName: "path"))
    var path: String

    @Option(help: ArgumentHelp("How to read the open-data file: a mapping in YAML.", valueName: "mapping"))
    var source: String?

    @Option(
        help: ArgumentHelp("Date of the open-data file (2024-04), when the mapping's does not hold.", valueName: "date")
    )
    var date: String?

    @Flag(help: "Accept an open-data file that lacks more than half of the source's records.")
    var allowRetiring = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if source == nil, date != nil || allowRetiring {
            throw ValidationError("--date and --allow-retiring are for open-data files: add --source.")
        }
    }

    func run() async throws {
        try await CommandFailure.told(json: json) {
            for file in [path, source].compactMap({ $0 }) where !FileManager.default.fileExists(atPath: file) {
                CommandFailure.say("There is no file or folder \(file).")
                throw CommandFailure.noInput
            }
            let progress = Progress()
            let database = try await options.open()
            if try await !database.migrate(City.migrations).isEmpty { progress.step("Made the tables") }
            progress.step("Reading \(path)")
            let now = Int64((Date().timeIntervalSince1970 * 1000).rounded())
            let report: ImportReport
            if let source {
                report = try await City.importOpenData(
                    file: path, mapping: source, date: date, mayRetireMost: allowRetiring, into: database, now: now)
            } else {
                report = try await City.importFolder(path, into: database, now: now)
            }
            if json { print(try JSONOutput.text(report)) } else { tell(report) }
            try database.close()
        }
    }

    private func tell(_ report: ImportReport) {
        for tally in report.tallies {
            let parts = [
                (tally.added, "added"), (tally.changed, "changed"), (tally.unchanged, "unchanged"),
                (tally.retired, "retired"), (tally.back, "back again"), (tally.kept, "kept for their services"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            if !parts.isEmpty { print("\(tally.kind): \(parts.joined(separator: ", "))") }
        }
        for left in report.leftOut { print("left out: \(left.count) \(left.kind)") }
        for disagreement in report.disagreements { print("look: \(disagreement)") }
        print(report.changedSomething ? "Content is now version \(report.version)." : "Nothing has changed.")
    }
}
