internal import Areas
internal import ArgumentParser

/// One act on one account.
struct UserActOptions: ParsableArguments {
    @Argument(help: "Id of the account, or its address.")
    var account: String

    @OptionGroup var place: WorkplaceOptions

    func act(_ act: UserOffice.Act) async throws {
        try await CommandFailure.told {
            let workplace = try await place.open()
            try await UserOffice(workplace: workplace).act(act, on: account, now: Clock.now())
            Terminal.say("Done.")
            try workplace.database.close()
        }
    }
}

struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "End an account's sessions and keys, and let nobody in with it.")

    @OptionGroup var options: UserActOptions

    func run() async throws { try await options.act(.disable) }
}

struct UserEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Open an account again that was disabled.")

    @OptionGroup var options: UserActOptions

    func run() async throws { try await options.act(.enable) }
}

struct UserUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Forget the wrong tries that led to a pause.")

    @OptionGroup var options: UserActOptions

    func run() async throws { try await options.act(.unlock) }
}

struct UserResetFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-factor", abstract: "Take the second factor away and end all sessions.",
        discussion: "Make sure first, face to face or by a known telephone number, that it is the person who asks.")

    @OptionGroup var options: UserActOptions

    func run() async throws { try await options.act(.resetFactor) }
}
