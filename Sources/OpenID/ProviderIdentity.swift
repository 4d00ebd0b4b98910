/// Who signed in, as the provider says. `issuer` and `subject` together name the person for ever; the address may change.
public struct ProviderIdentity: Sendable, Hashable {
    public let issuer: String
    public let subject: String
    public let email: String?
    /// Only then may the address link an account: see `linkingAddress`.
    public let emailVerified: Bool
    public let name: String?
    /// For `logoutAddress`; to be kept as a secret with the session.
    public let idToken: String
    /// How the person proved who they are (RFC 8176: `pwd`, `otp`, `mfa`, `hwk` …).
    public let amr: [String]
    /// The level of assurance that the provider reached.
    public let acr: String?

    public var linkingAddress: String? { emailVerified ? email : nil }
}

extension ProviderIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(identity from \(issuer))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["issuer": issuer]) }
}
