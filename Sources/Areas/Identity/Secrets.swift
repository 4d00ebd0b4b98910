internal import Rules
internal import Vault

/// Secrets that people and browsers hold. The database holds only what cannot be turned back: HMACs under the city's key, so that a copy
/// of the database opens no door.
struct Secrets {
    enum Purpose: String {
        case session, key, invitation, link, recovery, state, door
        case signIn = "sign-in"
    }

    let keys: KeyRing

    /// 256 bits, as 43 letters and digits of base64url.
    static func fresh() -> String { SecretToken.fresh() }

    func hash(_ secret: String, _ purpose: Purpose) -> String { keys.blindIndex(secret, purpose: purpose.rawValue) }

    /// Ties a form to the secret of a browser; another text each time, so that a compressed page tells nothing (RFC 7457, 2.6).
    func mark(for secret: String) -> String {
        let nonce = String(Self.fresh().prefix(16))
        return nonce + "." + keys.blindIndex("\(nonce).\(secret)", purpose: "form-mark")
    }

    func isMark(_ mark: String, for secret: String) -> Bool {
        let parts = mark.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 16 else { return false }
        let expected = keys.blindIndex("\(parts[0]).\(secret)", purpose: "form-mark")
        return Self.isSame(expected, String(parts[1]))
    }

    /// In a time that does not tell where they differ.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    func emailIndex(_ address: String) -> String { keys.blindIndex(address, purpose: "account.email") }
}
