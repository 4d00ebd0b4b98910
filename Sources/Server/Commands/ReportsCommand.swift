internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store
internal import Vault

struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "List visitors' reports that nobody has closed, or close one.",
        discussion: "Example: villerefuge reports --close 01932f4e-0000-7000-8000-000000000000")

    @Option(help: "Id of a report that has been dealt with.")
    var close: String?

    @Flag(help: "One JSON array.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "File of the keys that seal what visitors wrote; without it their words are left out.", valueName: "file"))
    var keys: String?

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let database = try await options.open(.existing)
            try await database.migrate(City.migrations)
            let workplace = try await workplace(database)
            if let workplace { try await Guide.sealReports(workplace) }
            try await work(ReportDesk(database: database, workplace: workplace))
            try database.close()
        }
    }

    /// `nil`: there are no keys here.
    private func workplace(_ database: Database) async throws -> Workplace? {
        let settings = try await ServerSettings.load(file: options.config, flags: keys.map { ["keys": $0] } ?? [:])
        guard FileManager.default.fileExists(atPath: settings["keys"]) else {
            Terminal.remark("no file of keys: what visitors wrote in their own words is left out")
            return nil
        }
        let ring = try KeyRing(file: settings["keys"])
        try await KeyProof.check(database, ring, now: Clock.now())
        return Workplace(database: database, keys: ring, origin: settings["origin"])
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
