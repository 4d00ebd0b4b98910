internal import ArgumentParser
internal import Foundation
internal import Store

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print every setting, its value, and where it comes from.",
        discussion: """
            Defaults give way to the file (ville-refuge.json), the file to the environment (VILLEREFUGE_PORT …), the \
            environment to flags. Secrets are masked.

            Example: VILLEREFUGE_PORT=9000 villerefuge config
            """)

    @OptionGroup var options: ServerOptions
    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let settings = try await options.settings()
        if json {
            let object = Dictionary(
                uniqueKeysWithValues: ServerSettings.entries.map { entry in
                    (
                        entry.key,
                        [
                            "value": shown(entry, settings),
                            "from": settings.values[entry.key]?.layer.rawValue ?? "default",
                        ]
                    )
                })
            let data = try JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            Terminal.say(String(decoding: data, as: UTF8.self))
            return
        }
        for entry in ServerSettings.entries {
            let layer = settings.values[entry.key]?.layer.rawValue ?? "default"
            let name = entry.key.padding(toLength: 10, withPad: " ", startingAt: 0)
            Terminal.say("\(name) = \(shown(entry, settings))  (\(layer); \(entry.meaning); \(entry.environmentName))")
        }
    }

    private func shown(_ entry: ServerSettings.Entry, _ settings: ServerSettings) -> String {
        if entry.key == "database" { return Database.shownAddress(settings[entry.key]) }
        return entry.isSecret && !settings[entry.key].isEmpty ? "••••" : settings[entry.key]
    }
}
