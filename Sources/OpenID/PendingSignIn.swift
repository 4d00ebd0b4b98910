/// A sign-in between its two halves. The caller keeps it for this browser alone, as a secret, uses it once, then forgets it.
public struct PendingSignIn: Codable, Sendable, Hashable {
    public let issuer: String
    public let state: String
    public let nonce: String
    /// PKCE (RFC 7636): only who began can finish.
    public let verifier: String
    public let redirect: String
    /// UTC milliseconds.
    public let startedAt: Int64

    init(issuer: String, redirect: String, startedAt: Int64) {
        self.issuer = issuer
        self.state = RandomText.make()
        self.nonce = RandomText.make()
        self.verifier = RandomText.make()
        self.redirect = redirect
        self.startedAt = startedAt
    }

    /// RFC 7636 4.2, method S256.
    var challenge: String { Base64URL.text(Digest256.of(Array(verifier.utf8))) }
}

extension PendingSignIn: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(pending sign-in)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
