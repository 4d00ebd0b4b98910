internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store

struct EvaluateNeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "needs", abstract: "Measure how many ways to ask for a need find a service for it.",
        discussion: """
            A file a language, named by its tag: what is typed, a tab, and the keys of the needs that would do, separated by \
            commas. Counted is whether one of the first three services answers to one of them.

            Example: villerefuge evaluate needs --asks Benchmarks/asks
            """)

    @OptionGroup var options: ServerOptions
    @Option(help: ArgumentHelp("Folder of the files.", valueName: "folder"))
    var asks: String
    @Flag(help: "Tell what was not found, too.")
    var misses = false
    @Flag(help: "The figures as JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.told(json: json) {
            do { try await measure() } catch let fault as NeedAsk.Fault {
                CommandFailure.say("\(fault)")
                if case .noFolder = fault { throw CommandFailure.noInput }
                throw CommandFailure.faults
            } catch let fault as NeedAskUnknown {
                CommandFailure.say("\(fault)")
                throw CommandFailure.faults
            }
        }
    }

    private func measure() async throws {
        let evaluation = NeedEvaluation(try NeedAsk.read(folder: URL(fileURLWithPath: asks)))
        let settings = try await options.settings()
        let database = try Database(url: settings["database"], options: .init(mode: .existing))
        let holidays = try HolidayLibrary.read(resources: URL(fileURLWithPath: settings["resources"]))
        let city = PublishedCity(database: database, holidays: holidays, now: Clock.now)
        try await city.refresh()
        let report = try city.measured(evaluation, now: Clock.now())
        try database.close()
        if json {
            Terminal.say(try JSONOutput.text(report))
            return
        }
        for line in report.lines { Terminal.say(line) }
        for miss in report.misses where misses {
            Terminal.say(
                [miss.language, miss.words, miss.needs.joined(separator: ","), miss.found.joined(separator: ",")]
                    .joined(separator: "\t"))
        }
    }
}
