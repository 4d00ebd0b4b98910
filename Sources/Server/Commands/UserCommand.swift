internal import Areas
internal import ArgumentParser
internal import Rules

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Let the first coordinator in; lock and unlock accounts.",
        subcommands: [
            UserCreateCommand.self, UserListCommand.self, UserDisableCommand.self, UserEnableCommand.self,
            UserUnlockCommand.self, UserResetFactorCommand.self,
        ])
}

struct UserCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an account and print the link with which its password is set, once.",
        discussion: """
            The link works for a day. No password is ever typed here: it would stay in the shell's history.

            EXAMPLE
              villerefuge user create --email someone@example.org --name "Exemple A." --organisation ville-de-paris --role coordinator
            """)

    @Option(help: "Work address of the person.")
    var email: String

    @Option(help: "As colleagues know them.")
    var name: String

    @Option(help: "Key of an organisation of the city.")
    var organisation: String

    @Option(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: String

    @Option(help: "Ward beyond the role's own; may be given several times.")
    var ward: [String] = []

    @Option(help: "Of letters and of the link; left out: the language of the city.")
    var language: String?

    @OptionGroup var place: WorkplaceOptions

    func validate() throws {
        if Role(rawValue: role) == nil { throw ValidationError("There is no role «\(role)».") }
        for word in ward where Ward(rawValue: word) == nil { throw ValidationError("There is no ward «\(word)».") }
    }

    func run() async throws {
        guard let role = Role(rawValue: role) else { throw ExitCode.validationFailure }
        try await CommandFailure.told {
            let workplace = try await place.open()
            let link = try await UserOffice(workplace: workplace).create(
                email: email, name: name, organisation: organisation, role: role,
                wards: Set(ward.compactMap { Ward(rawValue: $0) }), language: language, now: Clock.now())
            Terminal.say(link)
            if workplace.origin.isEmpty {
                Terminal.remark(
                    "The settings name no origin, so the link begins with \(UserOffice.ownMachine). "
                        + "Elsewhere, set origin (or VILLEREFUGE_ORIGIN) to the public address of the guide.")
            }
            Terminal.remark("Give this link to the person, and to nobody else: it works once, for a day.")
            try workplace.database.close()
        }
    }
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List accounts by id, with their memberships.")

    @Flag(help: "Names and addresses too; the audit book keeps that you looked.")
    var addresses = false

    @Flag(help: "One JSON array.")
    var json = false

    @OptionGroup var place: WorkplaceOptions

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let workplace = try await place.open()
            let users = try await UserOffice(workplace: workplace).list(showsAddresses: addresses, now: Clock.now())
            if json {
                Terminal.say(try JSONOutput.text(users))
            } else {
                for user in users {
                    let marks = (user.hasSecondFactor ? " second-factor" : "") + (user.isDisabled ? " disabled" : "")
                    let words = [user.name, user.address].compactMap { $0 }.joined(separator: "  ")
                    let houses = zip(user.memberships, user.organisations).map { "\($0) (\($1))" }
                    Terminal.say("\(user.id)  \(houses.joined(separator: ", "))\(marks)  \(words)")
                }
            }
            try workplace.database.close()
        }
    }
}
