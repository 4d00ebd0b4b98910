internal import Areas
internal import ArgumentParser
internal import Files
internal import Foundation
internal import Rules

struct TranslationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations", abstract: "Send texts to translators elsewhere, and take them back.",
        subcommands: [TranslationsExportCommand.self, TranslationsImportCommand.self])
}

struct TranslationsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the texts of one language as XLIFF 2.1 or CSV.",
        discussion: """
            Protected places are left out. With --phrases: the sentences of the interface, from the folder of resources.

            EXAMPLES
              villerefuge translations export --language ti --state missing,outdated --out ti.xlf
              villerefuge translations export --language ps --format csv --kind sheet --out ps.csv
              villerefuge translations export --language bo --phrases --out bo.xlf

            EXIT CODES
              0 done   64 wrong usage   66 no database, or no city in it   73 the file cannot be written
            """)

    @Option(help: "Of the translation (BCP 47).")
    var language: String

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case xliff, csv
    }

    @Option(help: "xliff or csv.")
    var format = Format.xliff

    @Option(
        help: ArgumentHelp(
            "Of missing, draft, review, reviewed, outdated; several with commas. Left out: all.", valueName: "states"))
    var state: String?

    @Option(help: "service, site, sheet or checklist; left out: all.")
    var kind: String?

    @Flag(help: "The sentences of the interface instead of the city's texts.")
    var phrases = false

    @Option(help: "Folder with languages and static files.")
    var resources = "Resources"

    @Option(help: ArgumentHelp("Where to write; the standard output when it is left out.", valueName: "file"))
    var out: String?

    @OptionGroup var options: DatabaseOptions

    private var states: Set<TranslationState>? {
        let names = (state ?? "").split(separator: ",").map(String.init)
        let known = names.compactMap { TranslationState(rawValue: $0) }
        return known.count == names.count ? Set(known) : nil
    }

    func validate() throws {
        if states == nil { throw ValidationError("--state takes missing, draft, review, reviewed, outdated.") }
        if let kind, !["service", "site", "sheet", "checklist"].contains(kind) {
            throw ValidationError("--kind takes service, site, sheet or checklist.")
        }
    }

    func run() async throws {
        try await CommandFailure.told {
            let text = try await text()
            guard let out else {
                print(text)
                return
            }
            do {
                try text.write(toFile: out, atomically: true, encoding: .utf8)
            } catch {
                CommandFailure.say("The file \(out) cannot be written: \(error.localizedDescription)")
                throw CommandFailure.cannotCreate
            }
        }
    }

    private func text() async throws -> String {
        let format = City.TranslationFormat(rawValue: format.rawValue) ?? .xliff
        if phrases {
            let folder = URL(fileURLWithPath: resources).appendingPathComponent("languages")
            return try City.exportPhrases(folder, language: language, format: format)
        }
        let database = try await options.open(.existing)
        defer { try? database.close() }
        return try await City.exportTranslations(
            database, language: language, format: format, states: states ?? [], kind: kind)
    }
}

struct TranslationsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a file of translations back, as drafts.",
        discussion: """
            The public reads them once a reviewer has accepted them. Each unit that cannot be taken is named with its line \
            and what to do. The same file a second time changes nothing.

            EXAMPLES
              villerefuge translations import ti.xlf --dry-run
              villerefuge translations import ti.xlf
              villerefuge translations import bo.xlf --phrases --out packs

            EXIT CODES
              0 all of it was taken   1 the file has faults, or some units were refused   66 no such file   74 disk or database
            """)

    @Argument(help: "XLIFF 2 or CSV, as the export wrote it.")
    var file: String

    @Flag(help: "Only say what would be done.")
    var dryRun = false

    @Flag(help: "The file holds sentences of the interface: write them into a folder of the pack's form.")
    var phrases = false

    @Option(help: ArgumentHelp("With --phrases: where the folder of the language is written.", valueName: "folder"))
    var out: String?

    @Option(help: "Folder with languages and static files.")
    var resources = "Resources"

    @Flag(help: "The report as JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if phrases, out == nil { throw ValidationError("Say with --out where the folder shall be written.") }
    }

    func run() async throws {
        try await CommandFailure.told {
            guard let data = FileManager.default.contents(atPath: file) else {
                CommandFailure.say("There is no file \(file), or it cannot be read.")
                throw CommandFailure.noInput
            }
            if phrases {
                try takePhrases([UInt8](data))
                return
            }
            let database = try await options.open(.existing)
            defer { try? database.close() }
            try await database.migrate(City.migrations)
            let report = try await City.importTranslations(
                database, bytes: [UInt8](data), isRehearsal: dryRun, now: Clock.now())
            if json {
                Terminal.say(try JSONOutput.text(report))
            } else {
                for line in report.lines(isRehearsal: dryRun) { Terminal.say(line) }
            }
            if !report.refused.isEmpty { throw CommandFailure.faults }
        }
    }

    private func takePhrases(_ bytes: [UInt8]) throws {
        let folder = URL(fileURLWithPath: resources).appendingPathComponent("languages")
        let (language, files, refused) = try City.importPhrases(folder, bytes: bytes)
        for line in refused { Terminal.say(line) }
        let target = URL(fileURLWithPath: out ?? ".").appendingPathComponent(language)
        if !dryRun {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            for (name, text) in files.sorted(by: { $0.key < $1.key }) {
                try text.write(to: target.appendingPathComponent(name), atomically: true, encoding: .utf8)
            }
        }
        Terminal.say("\(language): \(files.count) files\(dryRun ? " would be written" : " written") to \(target.path)")
        if !refused.isEmpty { throw CommandFailure.faults }
    }
}
