internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store
internal import Web

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Search the guide as the API does.",
        discussion: """
            Takes the parameters of /api/v1/services.

            Example: villerefuge search douche --parameter open=now --parameter near=48.8905,2.3589
            """)

    @OptionGroup var options: ServerOptions
    @Argument(help: "What is looked for, in any language.")
    var words: [String] = []
    @Option(name: .shortAndLong, help: "A parameter of the API, such as need=shower. May be repeated.")
    var parameter: [String] = []
    @Option(help: "Language of the answer.")
    var language: String?
    @Flag(help: "The API's JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let settings = try await options.settings()
            let database = try Database(url: settings["database"], options: .init(mode: .existing))
            let holidays = try HolidayLibrary.read(resources: URL(fileURLWithPath: settings["resources"]))
            let city = PublishedCity(database: database, holidays: holidays, now: Clock.now)
            try await city.refresh()
            let answer = try city.search(
                words: words.joined(separator: " "), parameters: pairs, language: language, now: Clock.now())
            if json {
                Terminal.say(answer.json)
            } else {
                for line in answer.lines { Terminal.say(line) }
                Terminal.remark("\(answer.total) found")
            }
            try database.close()
        }
    }

    private var pairs: [(name: String, value: String)] {
        parameter.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }
}
