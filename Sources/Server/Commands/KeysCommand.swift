internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Store
internal import Vault

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, rotate and prove the keys that seal personal data.",
        discussion: """
            Whoever holds the file of keys and the database can read everything: keep them apart. Without the keys the sealed data is \
            lost for good: keep a copy of the file in a safe.

            EXAMPLE
              villerefuge keys create
              villerefuge keys add k2 && villerefuge keys rotate && villerefuge keys retire k1
            """,
        subcommands: [
            KeysCreateCommand.self, KeysAddCommand.self, KeysRotateCommand.self, KeysVerifyCommand.self,
            KeysRetireCommand.self,
        ])
}

/// Where the ring of keys is, and the database that it seals.
struct KeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("File of the keys.", valueName: "file"))
    var keys: String?

    @OptionGroup var database: DatabaseOptions

    /// Path of the file of keys, from the flag, the environment or the file of settings.
    func path() async throws -> String {
        let flags = keys.map { ["keys": $0] } ?? [:]
        return try await ServerSettings.load(file: database.config, flags: flags)["keys"]
    }

    func ring() async throws -> KeyRing { try KeyRing(file: try await path()) }
}

struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a new file of keys; refuses to overwrite one.")

    @Option(help: ArgumentHelp("File of the keys.", valueName: "file"))
    var keys: String?
    @Option(help: ArgumentHelp("JSON file of settings.", valueName: "file"))
    var config: String?

    func run() async throws {
        try await CommandFailure.told {
            let path = try await ServerSettings.load(file: config, flags: keys.map { ["keys": $0] } ?? [:])["keys"]
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try KeyRing.fresh(id: "k1").write(to: path)
            Terminal.say(
                "The keys are in \(path). Keep a copy apart from the database: without it sealed data is lost.")
        }
    }
}

struct KeysAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a key and make it the current one.",
        discussion:
            "Older keys stay in the file until `keys rotate` has sealed everything anew. Restart the servers afterwards."
    )

    @Option(help: ArgumentHelp("File of the keys.", valueName: "file"))
    var keys: String?
    @Option(help: ArgumentHelp("JSON file of settings.", valueName: "file"))
    var config: String?
    @Argument(help: "Its name: letters, digits and dashes, such as k2.")
    var name: String

    func run() async throws {
        try await CommandFailure.told {
            let path = try await ServerSettings.load(file: config, flags: keys.map { ["keys": $0] } ?? [:])["keys"]
            try KeyRing(file: path).adding(id: name).replace(at: path)
            Terminal.say("\(name) seals from now on. Restart the servers, then run: villerefuge keys rotate")
        }
    }
}

struct KeysRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Seal everything anew with the current key.",
        discussion:
            "May be stopped at any moment, killed even, and run again: it goes on where it stopped. Servers may run meanwhile."
    )

    @OptionGroup var options: KeyOptions

    func run() async throws {
        try await CommandFailure.told {
            let keys = try await options.ring()
            let database = try await options.database.open(.existing)
            try await database.migrate(City.migrations)
            try await KeyProof.check(database, keys, now: Clock.now())
            try await Guide.sealReports(Workplace(database: database, keys: keys, origin: ""))
            let progress = Progress()
            let tallies = try await KeyRotation(database: database, keys: keys).run { table, count in
                progress.step("\(table): \(count)")
            }
            for tally in tallies where tally.resealed + tally.current > 0 {
                Terminal.say(
                    "\(tally.table).\(tally.column): \(tally.resealed) sealed anew, \(tally.current) were current")
            }
            if tallies.contains(where: { $0.resealed > 0 }) {
                try await KeyProof.noteRotation(database, keys, now: Clock.now())
            }
            try database.close()
        }
    }
}

struct KeysVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Open every sealed value, change nothing, and say which key seals how many.")

    @OptionGroup var options: KeyOptions

    func run() async throws {
        try await CommandFailure.told {
            let keys = try await options.ring()
            let database = try await options.database.open(.existing)
            let counts = try await KeyRotation(database: database, keys: keys).verify()
            if counts.isEmpty { Terminal.say("Nothing is sealed yet.") }
            for (key, count) in counts.sorted(by: { $0.key < $1.key }) { Terminal.say("\(key): \(count)") }
            try database.close()
        }
    }
}

struct KeysRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take an old key out of the ring for good, once nothing is sealed with it.",
        discussion: """
            First `keys add`, the new file on every server, every server restarted, `keys rotate`. Then this closes what the key has signed in \
            the audit book, and takes it out of the file. May be stopped at any moment, killed even, and run again. On the other servers \
            run it again with their file, or bring them this one. Backups from before need the old file: keep it with them, or let them go.
            """)

    @OptionGroup var options: KeyOptions
    @Argument(help: "Name of the key, such as k1.")
    var name: String

    func run() async throws {
        try await CommandFailure.told {
            let path = try await options.path()
            let keys = try KeyRing(file: path)
            let database = try await options.database.open(.existing)
            try await database.migrate(City.migrations)
            try await KeyProof.check(database, keys, now: Clock.now())
            let progress = Progress()
            progress.step("looking at every sealed value and every line of the audit book")
            let outcome = try await KeyRetirement(database: database, keys: keys).run(name, now: Clock.now())
            if keys.ids.contains(name) { try keys.removing(id: name).replace(at: path) }
            try database.close()
            Terminal.say(
                outcome == .wasRetired && !keys.ids.contains(name)
                    ? "\(name) was retired before; there was nothing to do."
                    : "\(name) is retired and no longer in \(path). Restart the servers.")
        }
    }
}
