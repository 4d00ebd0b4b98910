internal import Foundation
public import OpenID
public import Rules

/// Sign-in through OpenID Connect, in the words of this area.
public struct OpenIDSignIn: SignInProvider {
    public let name: String
    let provider: OpenIDProvider
    /// `acr` values, or `amr` methods, that count as a second factor: what the city agreed with the provider. Empty: none does.
    let factors: Set<String>

    public init(name: String, provider: OpenIDProvider, factors: Set<String> = []) {
        self.name = name
        self.provider = provider
        self.factors = factors
    }

    public func begin(redirect: String, now: Instant) async throws -> (address: String, pending: String) {
        let (address, pending) = try await provider.begin(redirect: redirect, now: now.milliseconds)
        return (address, String(decoding: try JSONEncoder().encode(pending), as: UTF8.self))
    }

    public func finish(query: [String: String], pending: String, now: Instant) async throws -> ProvidedPerson {
        let kept = try JSONDecoder().decode(PendingSignIn.self, from: Data(pending.utf8))
        let identity = try await provider.finish(query: query, pending: kept, now: now.milliseconds)
        let shown = Set(identity.amr + [identity.acr].compactMap { $0 })
        return ProvidedPerson(
            issuer: identity.issuer, subject: identity.subject, verifiedAddress: identity.linkingAddress,
            name: identity.name, token: identity.idToken, isStrong: !shown.isDisjoint(with: factors))
    }

    public func logoutAddress(token: String, redirect: String, now: Instant) async throws -> String? {
        try await provider.logoutAddress(
            idToken: token, redirect: redirect, state: Secrets.fresh(), now: now.milliseconds)
    }
}
