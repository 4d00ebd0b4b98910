import Rules
import Store
import Vault

/// The secret of a letter to a partner without account: one referral, a fortnight, and it can be taken back.
/// Only its keyed fingerprint is kept: who holds the database holds no link.
struct PartnerLink {
    let keys: KeyRing

    func make(_ connection: Connection, referral: String, now: Instant) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        // 64 hexadecimal digits: 256 bits.
        let secret = String((0..<64).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
        try connection.execute(
            """
            INSERT INTO referral_link (id, referral, secret_index, created_at, expires_at)
            VALUES (\(UUIDv7()), \(referral), \(fingerprint(secret)), \(now.milliseconds),
                \(now.adding(days: ReferralClock.linkDays).milliseconds))
            """)
        return secret
    }

    /// The referral that the secret opens; `nil` for a forged, an expired and a withdrawn one alike.
    func referral(_ connection: Connection, _ secret: String, now: Instant) throws -> String? {
        try connection.row(
            """
            SELECT referral FROM referral_link WHERE secret_index = \(fingerprint(secret))
            AND withdrawn_at IS NULL AND expires_at > \(now.milliseconds)
            """
        ).map { try $0.get("referral") }
    }

    func withdraw(_ connection: Connection, referral: String, now: Instant) throws -> Int {
        try connection.execute(
            """
            UPDATE referral_link SET withdrawn_at = \(now.milliseconds)
            WHERE referral = \(referral) AND withdrawn_at IS NULL
            """)
    }

    private func fingerprint(_ secret: String) -> String { keys.blindIndex(secret, purpose: "partner-link") }
}
