internal import Areas
internal import ArgumentParser
internal import Rules
internal import Store
internal import Vault

/// The database with the keys that seal it: what commands need that touch accounts or the audit book.
struct WorkplaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File of the keys that seal personal data.",
            discussion: "Else VILLEREFUGE_KEYS, else the file of settings, else var/ville-refuge.keys.",
            valueName: "file"))
    var keys: String?

    @OptionGroup var options: DatabaseOptions

    /// Refuses a ring that is not the database's before anything is written.
    /// - Throws: `ServerSettings.Fault`, `StoreError`, `KeyRingError`, `IdentityFault`.
    func open() async throws -> Workplace {
        let flags = keys.map { ["keys": $0] } ?? [:]
        let settings = try await ServerSettings.load(file: options.config, flags: flags)
        let ring = try KeyRing(file: settings["keys"])
        let database = try await options.open(.existing)
        try await database.migrate(City.migrations)
        try await KeyProof.check(database, ring, now: Clock.now())
        return Workplace(database: database, keys: ring, origin: settings["origin"])
    }
}
