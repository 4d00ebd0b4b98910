internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Web

struct PermissionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "permissions", abstract: "Print the table of permission.",
        discussion: """
            EXAMPLE
              villerefuge permissions --markdown --language en > docs/guide/en/permissions.md
            """)

    @Flag(help: "The page of the guide.")
    var markdown = false

    @Option(help: "Of the words.")
    var language = "en"

    @Option(help: "Folder with languages and static files.")
    var resources = "Resources"

    func run() async throws {
        try await CommandFailure.told {
            let folder = URL(fileURLWithPath: resources).appendingPathComponent("languages")
            let text = PermissionPage.markdown(try Phrasebooks(folder: folder).book(language))
            // Without --markdown: the tables alone, for a terminal.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            Terminal.say(
                markdown
                    ? text.trimmingCharacters(in: .newlines)
                    : lines.filter { $0.hasPrefix("|") || $0.hasPrefix("##") }.joined(separator: "\n"))
        }
    }
}
