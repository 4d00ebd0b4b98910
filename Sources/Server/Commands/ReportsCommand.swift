internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store

struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "List visitors' reports that nobody has closed, or close one.",
        discussion: "Example: villerefuge reports --close 01932f4e-0000-7000-8000-000000000000")

    @OptionGroup var options: ServerOptions
    @Option(help: "Id of a report that has been dealt with.")
    var close: String?
    @Flag(help: "One JSON array.")
    var json = false

    func run() async throws {
        let settings = try await options.settings()
        do {
            let database = try Database(file: settings["database"], options: .init(mode: .existing))
            try await database.migrate(City.migrations)
            try await work(ReportDesk(database: database))
            try database.close()
        } catch let fault as StoreError {
            Terminal.complain("\(fault)")
            throw ExitCode(74)
        }
    }

    private func work(_ desk: ReportDesk) async throws {
        if let close {
            guard try await desk.close(close, now: Clock.now()) else {
                Terminal.complain("there is no open report «\(close)»")
                throw ExitCode(1)
            }
            return
        }
        let records = try await desk.open()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            Terminal.say(String(decoding: try encoder.encode(records), as: UTF8.self))
            return
        }
        for record in records {
            Terminal.say("\(record.id)  \(record.sentAt)  \(record.service)  \(record.matter)  \(record.words ?? "")")
        }
        Terminal.remark("\(records.count) open report\(records.count == 1 ? "" : "s")")
    }
}
