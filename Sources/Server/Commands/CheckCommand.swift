internal import Areas
internal import ArgumentParser
internal import Foundation

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell every fault of a territory's files at once; touches no database.",
        discussion: """
            Each fault is one line: file:line: what is wrong; how to mend it.

            EXAMPLE
              villerefuge check Territories/paris

            EXIT CODES
              0 no fault   1 faults   64 wrong usage   66 no such folder
            """)

    @Argument(help: "The folder of a territory.")
    var folder: String

    @Flag(help: "Print the faults, the notes and the counts as JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.told(json: json) {
            guard FileManager.default.fileExists(atPath: folder) else {
                CommandFailure.say("There is no folder \(folder).")
                throw CommandFailure.noInput
            }
            let report = City.check(folder: folder)
            if json {
                print(try JSONOutput.text(report))
            } else {
                for fault in report.faults { print(fault) }
                tell(report)
            }
            if !report.faults.isEmpty { throw CommandFailure.faults }
        }
    }

    /// On the standard error, so that the standard output holds the faults and nothing else.
    private func tell(_ report: CheckReport) {
        let counts = report.counts.filter { $0.count > 0 }.map { "\($0.count) \($0.kind)" }
        CommandFailure.say("\(folder): \(counts.joined(separator: ", "))")
        for note in report.notes { CommandFailure.say("note: \(note)") }
        let count = report.faults.count
        CommandFailure.say(count == 0 ? "No fault." : count == 1 ? "1 fault." : "\(count) faults.")
    }
}
