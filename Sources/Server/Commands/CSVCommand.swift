internal import Areas
internal import ArgumentParser
internal import Foundation

struct CSVCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Tables of services that others keep in a spreadsheet.",
        subcommands: [Columns.self])

    struct Columns: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "columns",
            abstract:
                "Propose what the columns of a table mean, and say what would become of its rows. Writes nothing.",
            discussion: """
                The headings are read in French and English. Separators , ; and tab, and UTF-8, UTF-16 and Windows-1252 are
                recognised; of a GeoJSON file of points, the properties are the columns. A column for each day (Lundi, Mardi …, Lundi
                matin, Jours fériés) becomes opening hours. What is printed on standard output is the mapping: correct it, then give it to the import.

                EXAMPLE
                  villerefuge csv columns services.csv > mapping.yaml
                  villerefuge import services.csv --mapping mapping.yaml --source-key my-network
                """)

        @Argument(help: ArgumentHelp("The table.", valueName: "file"))
        var path: String

        @Option(help: ArgumentHelp("A mapping to try instead of the headings.", valueName: "mapping"))
        var mapping: String?

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            try await CommandFailure.told(faulty: "nothing was changed") {
                let database = try await options.open()
                defer { try? database.close() }
                let proposal = try await City.proposeColumns(path, mapping: mapping, in: database)
                print(proposal.mapping, terminator: "")
                CommandFailure.say("\(proposal.rows) rows, \(proposal.encoding)")
                for example in proposal.examples { CommandFailure.say("would be taken: \(example)") }
                for rejection in proposal.rejections.prefix(50) {
                    CommandFailure.say("\(rejection.isPartial ? "without" : "not taken"): \(rejection)")
                }
                let more = proposal.rejections.count - 50
                if more > 0 { CommandFailure.say("and \(more) more") }
            }
        }
    }
}
