internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store
internal import Web

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring a city's files, an open-data file, or another guide's records into the database.",
        discussion: """
            What was corrected by hand stays corrected. Records that are no longer in the files are retired, not deleted.
            Files of a territory and open data are taken whole or not at all. Of a standard's file the good records are taken; each
            fault of the others is listed, and what is known of such a record already stays as it was.

            A standard's file is written a thousand records at a time. Servers show the new records at the end; but when somebody
            changes something else meanwhile, or a server starts, what has been written so far is shown. An import that was cut
            short goes on when the same file comes again. When more than half of a source's records (and more than ten) are gone,
            nothing is retired and the command fails: what the file has is written by then and shown with the next change. The
            same command with --allow-retiring ends it.

            EXAMPLES
              villerefuge import Territories/paris
              villerefuge import sanisettes.geojson --source Territories/paris/sources/toilets.yaml --date 2024-04
              villerefuge import structures.json --format data-inclusion --source-key soliguide --rejects rejects.csv
              villerefuge import hsds/ --format hsds --source-key mycity
              villerefuge import services.csv --mapping mapping.yaml --source-key my-network --rejects rejects.csv
              villerefuge import places.geojson --format geojson --source-key my-network --rejects rejects.csv

            EXIT CODES
              0 done   1 faults (of a standard's file the records before them are written, nothing is retired)   64 wrong usage   66 no such file   73 database cannot be made
              74 database cannot be read or written
            """)

    @Argument(help: ArgumentHelp("The folder of a territory, or an open-data file with --source.", valueName: "path"))
    var path: String

    @Option(help: ArgumentHelp("How to read the open-data file: a mapping in YAML.", valueName: "mapping"))
    var source: String?

    @Option(
        help: """
            data-inclusion (version 1) or hsds (Open Referral 3): another guide's records. csv or geojson: one service a row, or a \
            point.
            """)
    var format: Format?

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case hsds, csv, geojson
        case dataInclusion = "data-inclusion"

        var standard: StandardFormat {
            switch self {
            case .hsds: .hsds
            case .csv, .geojson: .csv
            case .dataInclusion: .dataInclusion
            }
        }
    }

    @Option(
        help: ArgumentHelp(
            "What the columns of a table mean: the file that «csv columns» proposes.", valueName: "mapping"))
    var mapping: String?

    @Option(help: ArgumentHelp("Whose records they are, such as soliguide: begins every key.", valueName: "key"))
    var sourceKey: String?

    @Option(help: ArgumentHelp("The same as people know it, such as Soliguide.", valueName: "name"))
    var sourceTitle: String?

    @Option(help: ArgumentHelp("Licence of the records.", valueName: "name"))
    var licence: String?

    @Option(help: ArgumentHelp("Where to write what was not taken, as CSV.", valueName: "file"))
    var rejects: String?

    @Option(
        help: ArgumentHelp("Date of the open-data file (2024-04), when the mapping's does not hold.", valueName: "date")
    )
    var date: String?

    @Flag(help: "Accept an open-data or standard's file that lacks more than half of the source's records.")
    var allowRetiring = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if mapping != nil, (format ?? .csv).standard != .csv {
            throw ValidationError("--mapping is for tables: --format csv or geojson.")
        }
        if format != nil || mapping != nil, source != nil {
            throw ValidationError("Give --format or --source, not both.")
        }
        if format == nil, mapping == nil, [sourceKey, sourceTitle, licence, rejects].contains(where: { $0 != nil }) {
            throw ValidationError("--source-key, --source-title, --licence and --rejects go with --format.")
        }
        if format != nil || mapping != nil, sourceKey == nil {
            throw ValidationError("Say whose records they are: --source-key soliguide.")
        }
        if source == nil, date != nil || (allowRetiring && format == nil && mapping == nil) {
            throw ValidationError("--date and --allow-retiring are for open-data files: add --source.")
        }
    }

    func run() async throws {
        let standard = format?.standard ?? (mapping == nil ? nil : .csv)
        let faulty = standard == nil ? "nothing was changed" : "nothing was retired, what was taken before stays"
        try await CommandFailure.told(json: json, faulty: faulty) {
            for file in [path, source, mapping].compactMap({ $0 }) where !FileManager.default.fileExists(atPath: file) {
                CommandFailure.say("There is no file or folder \(file).")
                throw CommandFailure.noInput
            }
            let progress = Progress()
            let database = try await options.open()
            if try await !database.migrate(City.migrations).isEmpty { progress.step("Made the tables") }
            progress.step("Reading \(path)")
            let now = Int64((Date().timeIntervalSince1970 * 1000).rounded())
            if let standard {
                try await takeStandard(standard, into: database, now: now)
                try await lookForTwins(database, now: now)
                try database.close()
                return
            }
            let report: ImportReport
            if let source {
                report = try await City.importOpenData(
                    file: path, mapping: source, date: date, mayRetireMost: allowRetiring, into: database, now: now)
            } else {
                report = try await City.importFolder(path, into: database, now: now)
            }
            if json { print(try JSONOutput.text(report)) } else { tell(report) }
            try await lookForTwins(database, now: now)
            try database.close()
        }
    }

    /// The same place may be in another guide already: a coordinator looks at it.
    private func lookForTwins(_ database: Database, now: Int64) async throws {
        let found = try await Guide.findTwins(database, now: now)
        if found > 0, !json { print("\(found) new pairs of records may be one: see Duplicates at the desk.") }
    }

    private func takeStandard(_ format: StandardFormat, into database: Database, now: Int64) async throws {
        let report = try await City.importStandard(
            path, format: format,
            source: StandardSource(key: sourceKey ?? "", title: sourceTitle, licence: licence), mapping: mapping,
            mayRetireMost: allowRetiring, into: database, now: now
        ) { count in
            if count % 10_000 == 0 { Progress().step("\(count) records") }
        } rejected: { [rejects] rejections in
            if let rejects { try Self.write(rejections, to: rejects) }
        }
        if json {
            print(try JSONOutput.text(report))
            return
        }
        if report.continuedAfter > 0 { print("went on after \(report.continuedAfter) records") }
        tell(report.tallies)
        for left in report.leftOut { print("left out: \(left.count) \(left.kind)") }
        for disagreement in report.disagreements { print("look: \(disagreement)") }
        let shown = rejects == nil ? 50 : 5
        for rejection in report.rejections.prefix(shown) { print("not taken: \(rejection)") }
        let more = report.rejections.count - shown
        if more > 0 {
            print("and \(more) more: \(rejects.map { "see \($0)" } ?? "write them to a file with --rejects")")
        }
        print("\(report.records) records read. Content is version \(report.version).")
    }

    private static func write(_ rejections: [Rejection], to file: String) throws {
        do {
            let rows = [Rejection.heading] + rejections.map(\.cells)
            try (CSVText.mark + CSVText.text(rows)).write(toFile: file, atomically: true, encoding: .utf8)
        } catch {
            CommandFailure.say("The file \(file) cannot be written: \(error.localizedDescription)")
            throw CommandFailure.cannotCreate
        }
    }

    private func tell(_ report: ImportReport) {
        tell(report.tallies)
        for left in report.leftOut { print("left out: \(left.count) \(left.kind)") }
        for disagreement in report.disagreements { print("look: \(disagreement)") }
        print(report.changedSomething ? "Content is now version \(report.version)." : "Nothing has changed.")
    }

    private func tell(_ tallies: [ImportTally]) {
        for tally in tallies {
            let parts = [
                (tally.added, "added"), (tally.changed, "changed"), (tally.unchanged, "unchanged"),
                (tally.retired, "retired"), (tally.back, "back again"), (tally.kept, "kept for their services"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            if !parts.isEmpty { print("\(tally.kind): \(parts.joined(separator: ", "))") }
        }
    }
}
