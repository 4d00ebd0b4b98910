internal import Areas
internal import ArgumentParser

struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy", abstract: "Print what is held of people, table by table (docs/guide/en/data-map.md).")

    func run() { print(DataMapPage.markdown(), terminator: "") }
}
