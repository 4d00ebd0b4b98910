/// What is wrong with the line that says how letters leave. Never shows the line: it may hold a secret.
public enum CarrierSettingsError: Error, Hashable, Sendable {
    case unknownScheme
    case unknownOption(String)
    case repeatedOption(String)
    case wrongEscape
    case noSender
    case wrongSender(LetterError)
    case wrongHost
    case wrongPort
    case wrongSignIn
    /// A password in clear over a network.
    case secretWithoutEncryption
    case wrongValue(option: String)
    case commandNotAbsolute
    case noFolder
}

extension CarrierSettingsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownScheme:
            "letters: begin with smtp://, smtp+starttls://, smtps://, sendmail:, folder:, or write none"
        case .unknownOption(let name): "letters: the option \(name) is not known here"
        case .repeatedOption(let name): "letters: the option \(name) stands twice"
        case .wrongEscape: "letters: after % come two hexadecimal digits; the sign % itself is %25"
        case .noSender: "letters: say who writes, with ?from=guide@ville.example"
        case .wrongSender(let fault): "letters: from or name: \(fault)"
        case .wrongHost: "letters: the server's name is missing or is not a host name"
        case .wrongPort: "letters: the port must be a number from 1 to 65535"
        case .wrongSignIn: "letters: write user:secret@ before the host, with @ : / ? in them as %40 %3A %2F %3F"
        case .secretWithoutEncryption:
            "letters: a password must not travel in clear; use smtp+starttls:// or smtps://, or a server on this machine"
        case .wrongValue(let option): "letters: the value of \(option) is not one that it takes"
        case .commandNotAbsolute: "letters: write the mail program's whole path, such as sendmail:/usr/sbin/sendmail"
        case .noFolder: "letters: name a folder, such as folder:var/letters"
        }
    }
}
