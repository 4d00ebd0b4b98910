internal import Foundation
internal import Rules
internal import Vault

/// A browser on which somebody proved before that an account is theirs (OWASP, "Device cookies"). It opens nothing and stands in for no
/// password: its tries are counted apart, so that strangers who try the same address take nothing from it.
///
/// The cookie holds random numbers, days and signatures, nothing of the person. A new password ends it: the signature is over the moment
/// at which the password was set.
struct KnownBrowser {
    /// How it was proved.
    enum Proof: String {
        /// Signed in, with the second factor where there is one.
        case session = "s"
        /// By a link from the mailbox: enough for tries at the password, not for those at the second factor.
        case letter = "l"
    }

    static let days: Int64 = 180
    /// Of one computer that colleagues share: the latest stay.
    static let mostAccounts = 4
    private static let day: Int64 = 86_400_000

    let keys: KeyRing

    private struct Mark {
        var proof: Proof
        var number: String
        /// Since 1970, UTC.
        var day: Int64
        var signature: String

        init?(_ text: Substring) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let proof = Proof(rawValue: parts[0]), parts[1].utf8.count == SecretToken.length,
                let day = Int64(parts[2]), parts[3].utf8.count == 32
            else { return nil }
            (self.proof, number, self.day, signature) = (proof, parts[1], day, parts[3])
        }
    }

    private func marks(_ cookie: String?, _ now: Instant) -> [Mark] {
        guard let cookie, cookie.utf8.count <= 600 else { return [] }
        let today = now.milliseconds / Self.day
        return cookie.split(separator: "~").compactMap { Mark($0) }.filter {
            $0.day <= today && today - $0.day < Self.days
        }
    }

    private func isOf(_ mark: Mark, _ account: String, _ passwordSetAt: Int64) -> Bool {
        keys.isBlindIndex(
            mark.signature, of: Self.words(mark.proof, mark.number, mark.day, account, passwordSetAt),
            purpose: "known-browser")
    }

    private static func words(
        _ proof: Proof, _ number: String, _ day: Int64, _ account: String, _ passwordSetAt: Int64
    ) -> String {
        "\(proof.rawValue)/\(number)/\(day)/\(account)/\(passwordSetAt)"
    }

    /// What the browser's own tries are counted under; `nil` when it is not known to the account.
    /// - Parameter account: `nil`: nobody has the address; then the same work is done for nothing.
    func name(_ cookie: String?, of account: AccountTable.Account?, at now: Instant) -> (name: String, proof: Proof)? {
        var found: (name: String, proof: Proof)?
        for mark in marks(cookie, now) {
            let isRight = isOf(mark, account?.id ?? "nobody", account?.passwordSetAt ?? 0)
            if isRight, account != nil {
                found = ("known/" + keys.blindIndex(mark.number, purpose: "known-browser-counter"), mark.proof)
            }
        }
        return found
    }

    /// The cookie with a new mark of the account, in place of its old one.
    func adding(
        _ account: AccountTable.Account, _ proof: Proof, to cookie: String?, now: Instant
    ) -> String {
        let (number, day) = (Secrets.fresh(), now.milliseconds / Self.day)
        let signature = keys.blindIndex(
            Self.words(proof, number, day, account.id, account.passwordSetAt), purpose: "known-browser")
        let others = marks(cookie, now).filter { !isOf($0, account.id, account.passwordSetAt) }
        let kept = others.suffix(Self.mostAccounts - 1).map {
            [$0.proof.rawValue, $0.number, "\($0.day)", $0.signature].joined(separator: ".")
        }
        return (kept + ["\(proof.rawValue).\(number).\(day).\(signature)"]).joined(separator: "~")
    }
}
