internal import Areas
internal import ArgumentParser
internal import Foundation

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Verify the audit book, or print where it stands.",
        subcommands: [AuditVerifyCommand.self, AuditAnchorCommand.self])
}

struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read the whole audit book and say whether a line was altered, removed or moved.",
        discussion: """
            EXIT CODES
              0 every line is as it was written   1 one is not, or the book ends before the anchor
            """)

    @Option(help: ArgumentHelp("File with a line that `audit anchor` printed earlier.", valueName: "file"))
    var anchor: String?

    @OptionGroup var place: WorkplaceOptions

    func run() async throws {
        try await CommandFailure.told {
            let seen = try anchor.map { try String(contentsOfFile: $0, encoding: .utf8) }
            let workplace = try await place.open()
            let keys = workplace.keys
            let reading = try await workplace.database.read {
                try Identity.verifyAudit($0, keys: keys, anchor: seen)
            }
            try workplace.database.close()
            guard let fault = reading.fault else {
                Terminal.say("\(reading.lines) lines, each as it was written.")
                return
            }
            Terminal.complain("after \(reading.lines) right lines: \(fault)")
            throw CommandFailure.faults
        }
    }
}

struct AuditAnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor", abstract: "Print where the audit book stands, signed: keep it elsewhere, on paper even.")

    @OptionGroup var place: WorkplaceOptions

    func run() async throws {
        try await CommandFailure.told {
            let workplace = try await place.open()
            let keys = workplace.keys
            let reading = try await workplace.database.read { try Identity.verifyAudit($0, keys: keys) }
            try workplace.database.close()
            if let fault = reading.fault {
                Terminal.complain("after \(reading.lines) right lines: \(fault)")
                throw CommandFailure.faults
            }
            Terminal.say(reading.anchor)
        }
    }
}
