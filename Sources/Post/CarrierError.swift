/// Why a letter has not gone. Holds neither address nor text, nor what the server answered (servers quote addresses).
public enum CarrierError: Error, Hashable, Sendable {
    /// The same letter may go later: keep it, try again after a while.
    case temporary(Cause, code: Int?)
    /// Another attempt would end the same: give up, and tell who wrote.
    case permanent(Cause, code: Int?)

    public enum Cause: String, Sendable {
        /// No connection: wrong host or port, or the server is down.
        case unreachable
        /// The server did not finish in the time it was given.
        case timeout
        /// The connection ended in the middle. The server may have the letter: its Message-ID tells.
        case interrupted
        /// The certificate is not to be trusted, or the server offers no encryption.
        case untrusted
        /// The server wants another user or password. The operator must act; letters wait.
        case signIn
        /// The server answered "not now" (4xx).
        case notNow
        /// The server answered "no" (5xx): the address does not exist, or the letter is not wanted.
        case refused
        /// The command or the folder of the settings cannot be used. The operator must act; letters wait.
        case unusable
        /// The program is stopping.
        case cancelled
    }

    public var cause: Cause {
        switch self {
        case .temporary(let cause, _), .permanent(let cause, _): cause
        }
    }

    public var isTemporary: Bool {
        if case .temporary = self { true } else { false }
    }

    /// True where letters wait until the operator mends the settings or the server.
    public var needsOperator: Bool { [.untrusted, .signIn, .unusable].contains(cause) }
}

extension CarrierError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .temporary(let cause, let code): "letter not sent, will be tried again: \(Self.words(cause, code))"
        case .permanent(let cause, let code): "letter not sent, given up: \(Self.words(cause, code))"
        }
    }

    private static func words(_ cause: Cause, _ code: Int?) -> String {
        let answer = code.map { " (answer \($0))" } ?? ""
        return switch cause {
        case .unreachable: "the mail server cannot be reached; check host and port"
        case .timeout: "the mail server did not answer in time\(answer)"
        case .interrupted: "the connection to the mail server broke\(answer)"
        case .untrusted:
            "the mail server's certificate is not trusted, or it offers no encryption; check ca= in the settings"
        case .signIn: "the mail server refuses user or password\(answer)"
        case .notNow: "the mail server asks to come back later\(answer)"
        case .refused: "the mail server refuses the letter or its reader\(answer)"
        case .unusable: "the command or folder for letters cannot be used; check the settings\(answer)"
        case .cancelled: "the program is stopping"
        }
    }
}
