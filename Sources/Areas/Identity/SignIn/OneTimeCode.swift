internal import Rules
internal import Vault

/// Codes of RFC 6238 as this program uses them.
enum OneTimeCode {
    /// A new secret, in base32 as authenticators take it.
    static func freshSecret() -> String { TOTP.fresh().base32 }

    /// The step of which this is the code, if it is later than `last`.
    static func step(of code: String, secret: String, after last: Int64, now: Instant) -> Int64? {
        guard let step = TOTP(base32: secret)?.step(of: code, at: Int64(now.seconds)), step > last else { return nil }
        return step
    }

    /// What the picture says to an authenticator.
    static func address(secret: String, account: String, issuer: String) -> String {
        TOTP(base32: secret)?.address(issuer: issuer, account: account) ?? ""
    }
}
