/// How to reach a mail server.
public struct SMTPSettings: Sendable, Hashable {
    public enum Encryption: String, Sendable {
        /// None at all: only for a server on the same machine.
        case none = "smtp"
        /// Begins in clear, and refuses to go on without encryption.
        case startTLS = "smtp+starttls"
        /// Encrypted from the first byte.
        case tls = "smtps"
    }

    public var encryption: Encryption
    public var host: String
    public var port: Int
    public var signIn: SignIn?
    public var sender: Sender
    /// PEM file of the authorities to trust instead of the system's.
    public var authorities: String?
    /// Off only to try things out: anybody could then read the letters.
    public var verifiesCertificate = true
    /// Milliseconds to be connected.
    public var connectTimeout = 10_000
    /// Milliseconds for one letter, the connection included.
    public var timeout = 60_000
    /// What the program calls itself to the server; the machine's name if nil.
    public var greeting: String?

    public init(encryption: Encryption, host: String, port: Int, signIn: SignIn? = nil, sender: Sender) {
        self.encryption = encryption
        self.host = host
        self.port = port
        self.signIn = signIn
        self.sender = sender
    }

    /// User and secret; never printed.
    public struct SignIn: Sendable, Hashable {
        let user: String
        let secret: String

        public init(user: String, secret: String) {
            self.user = user
            self.secret = secret
        }
    }
}

extension SMTPSettings.SignIn: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
