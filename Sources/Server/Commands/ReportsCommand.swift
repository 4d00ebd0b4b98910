internal import Areas
internal import ArgumentParser
internal import Store

struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "List visitors' reports that nobody has closed, or close one.",
        discussion: "Example: villerefuge reports --close 01932f4e-0000-7000-8000-000000000000")

    @Option(help: "Id of a report that has been dealt with.")
    var close: String?

    @Flag(help: "One JSON array.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let database = try await options.open(.existing)
            try await database.migrate(City.migrations)
            try await work(ReportDesk(database: database))
            try database.close()
        }
    }

    private func work(_ desk: ReportDesk) async throws {
        if let close {
            guard try await desk.close(close, now: Clock.now()) else {
                Terminal.complain("there is no open report «\(close)»")
                throw CommandFailure.faults
            }
            return
        }
        let records = try await desk.open()
        if json {
            Terminal.say(try JSONOutput.text(records))
            return
        }
        for record in records {
            Terminal.say("\(record.id)  \(record.sentAt)  \(record.service)  \(record.matter)  \(record.words ?? "")")
        }
        Terminal.remark("\(records.count) open report\(records.count == 1 ? "" : "s")")
    }
}
