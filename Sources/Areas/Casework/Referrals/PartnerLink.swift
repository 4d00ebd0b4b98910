import Rules
import Store
import Vault

/// The link of a letter to a partner without account: one referral, a fortnight, and it can be taken back.
/// It is signed; the database knows only that it exists, so who holds the database can open nothing with it.
struct PartnerLink {
    let keys: KeyRing

    static let purpose = "referral"

    func make(_ connection: Connection, referral: String, now: Instant) throws -> String {
        let id = UUIDv7().description
        let expires = now.adding(days: ReferralClock.linkDays).milliseconds
        try connection.execute(
            """
            INSERT INTO referral_link (id, referral, created_at, expires_at)
            VALUES (\(id), \(referral), \(now.milliseconds), \(expires))
            """)
        return SignedLink(id: id, expires: expires).text(purpose: Self.purpose, keys: keys)
    }

    /// Whether we signed it at all, whatever became of it since: for one that we did not, nothing is looked up or written.
    func isOurs(_ text: String) -> Bool {
        do {
            _ = try SignedLink.read(text, purpose: Self.purpose, keys: keys, now: 0)
            return true
        } catch {
            return false
        }
    }

    /// When the link ends; `nil` for one that we did not sign.
    func end(_ text: String) -> Instant? {
        (try? SignedLink.read(text, purpose: Self.purpose, keys: keys, now: 0)).map {
            Instant(milliseconds: $0.expires)
        }
    }

    /// The referral that the link opens; `nil` for a forged, an expired and a withdrawn one alike.
    func referral(_ connection: Connection, _ text: String, now: Instant) throws -> String? {
        let link: SignedLink
        do {
            link = try SignedLink.read(text, purpose: Self.purpose, keys: keys, now: now.milliseconds)
        } catch is SignedLink.Fault {
            return nil
        }
        return try connection.row(
            """
            SELECT referral FROM referral_link WHERE id = \(link.id) AND withdrawn_at IS NULL
            AND expires_at > \(now.milliseconds)
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
}
