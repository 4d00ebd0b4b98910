/// What the city agreed with its identity provider.
public struct OpenIDSettings: Sendable {
    /// Exactly as the provider writes it, with or without a slash at its end.
    public var issuer: String
    public var clientID: String
    /// Nil for a public client, which proves itself by PKCE alone.
    public var clientSecret: ClientSecret?
    public var scopes = ["openid", "email", "profile"]
    /// Levels of assurance to ask for, best first; ProConnect: `eidas1`. The provider may answer less: see `ProviderIdentity.acr`.
    public var acrValues: [String] = []
    /// Seconds since the person last typed a secret at the provider; asks for a new sign-in beyond.
    public var maxAge: Int?
    /// How the client proves itself; nil: what the provider offers, `client_secret_basic` first.
    public var clientProof: ClientProof?
    public var addresses = AddressRule.markedVerified
    public var limits = OpenIDLimits()

    public init(issuer: String, clientID: String, clientSecret: ClientSecret?) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
    }

    /// OpenID Connect Core 9.
    public enum ClientProof: String, Sendable {
        case basic = "client_secret_basic"
        case post = "client_secret_post"
    }

    /// Which addresses count as verified.
    public enum AddressRule: String, Sendable {
        /// Those with `email_verified: true`.
        case markedVerified
        /// Those without a mark as well: for a provider that answers by contract for every address that it gives and never marks
        /// one (agents' directories). `email_verified: false` is still believed.
        case vouchedByProvider
    }
}

/// The secret shared with the provider; never printed.
public struct ClientSecret: Sendable {
    let text: String

    public init(_ text: String) { self.text = text }
}

extension ClientSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
