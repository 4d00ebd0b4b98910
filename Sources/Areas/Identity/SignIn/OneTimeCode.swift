internal import Rules
internal import Vault
internal import Web

/// Codes of RFC 6238: SHA-1, six digits, thirty seconds, as every authenticator knows them.
enum OneTimeCode {
    /// A new secret, in base32 as authenticators take it.
    static func freshSecret() -> String { TOTP.base32(TOTP.fresh()) }

    /// The step of which this is the code: this one, or one before or after (clocks differ), and later than `last`.
    static func step(of code: String, secret: String, after last: Int64, now: Instant) -> Int64? {
        let current = now.milliseconds / SecondFactor.stepLength
        return ((current - 1)...(current + 1)).first { $0 > last && self.code(secret, step: $0) == code }
    }

    static func code(_ secret: String, step: Int64) -> String { TOTP.code(TOTP.bytes(secret), step: step) }

    /// What the picture says to an authenticator.
    static func address(secret: String, account: String, issuer: String) -> String {
        let label = PercentEncoding.segment(issuer) + ":" + PercentEncoding.segment(account)
        return "otpauth://totp/\(label)?secret=\(secret)&issuer=\(PercentEncoding.segment(issuer))"
    }

    /// Ten codes of 58 bits (12 signs of 30), in two groups that can be read aloud: no 0, 1, i, l, o, u.
    static func recoveryCodes() -> [String] {
        var random = SystemRandomNumberGenerator()
        let signs = Array("23456789abcdefghjkmnpqrstvwxyz")
        return (0..<10).map { _ in
            let code = (0..<12).map { _ in signs[Int.random(in: 0..<signs.count, using: &random)] }
            return String(code[..<6]) + "-" + String(code[6...])
        }
    }
}
