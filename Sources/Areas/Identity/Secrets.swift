internal import Rules
internal import Vault

/// Secrets that people and browsers hold. The database holds only what cannot be turned back: HMACs under the city's key, so that a copy
/// of the database opens no door.
struct Secrets {
    enum Purpose: String {
        case session, key, invitation, link, door
    }

    let keys: KeyRing

    /// 256 bits, as 43 letters and digits of base64url.
    static func fresh() -> String { SecretToken.fresh().text }

    func hash(_ secret: String, _ purpose: Purpose) -> String { keys.blindIndex(secret, purpose: purpose.rawValue) }

    func emailIndex(_ address: String) -> String { keys.blindIndex(address, purpose: "account.email") }
}
