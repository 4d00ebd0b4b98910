internal import ArgumentParser

struct GuideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "The guide on paper.",
        discussion: "Example: villerefuge guide pdf leaflet --theme hygiene --language ti --out hygiene-ti.pdf",
        subcommands: [GuidePDFCommand.self])
}
