internal import Areas
internal import ArgumentParser
internal import Files
internal import Rules

struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Correct one fact of a place or a service by hand.",
        discussion: """
            The correction stands above the city's files and the open data: it survives every import, until it is taken \
            back with --undo. The guide shows it within a second.

            EXAMPLE
              villerefuge edit service halte-femmes-shower hours "Tu-Fr 09:00-12:00; PH off" --why "told by the house on the phone"

            EXIT CODES
              0 done   1 no such record, or the value does not fit   66 there is no database   74 it cannot be read
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case service, site }

    /// Facts that are one word or one line; lists and texts in several languages are corrected in the files.
    enum Fact: String, ExpressibleByArgument, CaseIterable {
        case hours, phone, website, status, cost, address, postcode, confirmed
    }

    @Argument(help: "service or site.")
    var kind: Kind

    @Argument(help: "The record's key: the last part of its address.")
    var key: String

    @Argument(help: "hours, phone, website, status, cost, address, postcode or confirmed.")
    var fact: Fact

    @Argument(help: "The new value; left out with --undo.")
    var value: String?

    @Option(help: "Who said so, how it is known.")
    var why: String?

    @Flag(help: "Take the correction back: what the source says is shown again.")
    var undo = false

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        if undo != (value == nil) { throw ValidationError("Give either a value or --undo.") }
        if !undo, why?.isEmpty ?? true { throw ValidationError("Say with --why how it is known.") }
        if field == nil { throw ValidationError("A \(kind.rawValue) has no \(fact.rawValue).") }
    }

    func run() async throws {
        guard let field else { throw ExitCode.validationFailure }
        try await CommandFailure.told {
            let database = try await options.open(.existing)
            try await database.migrate(City.migrations)
            let (key, value, why, now) = (key, value, why ?? "", Clock.now().milliseconds)
            try await database.write { connection in
                if let value {
                    try Guide.edit(connection, field, of: key, to: .string(value), why: why, now: now)
                } else {
                    try Guide.undoEdit(connection, field, of: key)
                }
            }
            Terminal.say(value == nil ? "Taken back." : "Corrected.")
            try database.close()
        }
    }

    private var field: EditableField? {
        switch kind {
        case .service: EditableField.OfService(rawValue: fact.rawValue).map(EditableField.service)
        case .site: EditableField.OfSite(rawValue: fact.rawValue).map(EditableField.site)
        }
    }
}
