public import Rules

/// Somebody whom a sign-in provider vouches for.
public struct ProvidedPerson: Sendable, Hashable {
    public var issuer: String
    public var subject: String
    /// Only when the provider has verified it.
    public var verifiedAddress: String?
    public var name: String?
    /// To be shown to the provider at the sign-out.
    public var token: String
    /// The provider saw a second factor, in words that the settings take for one.
    public var isStrong: Bool

    public init(
        issuer: String, subject: String, verifiedAddress: String?, name: String?, token: String, isStrong: Bool
    ) {
        self.issuer = issuer
        self.subject = subject
        self.verifiedAddress = verifiedAddress
        self.name = name
        self.token = token
        self.isStrong = isStrong
    }
}

/// Sign-in through the city's identity provider.
public protocol SignInProvider: Sendable {
    /// As people know it.
    var name: String { get }
    /// - Returns: where the browser goes, and what is kept for it until it is back.
    func begin(redirect: String, now: Instant) async throws -> (address: String, pending: String)
    func finish(query: [String: String], pending: String, now: Instant) async throws -> ProvidedPerson
    func logoutAddress(token: String, redirect: String, now: Instant) async throws -> String?
}
