internal import Rules
internal import Vault
internal import Web

/// What the pages of the second factor hand on to each other, sealed and left with the browser: nothing is written by looking.
struct FactorOffer {
    /// A secret offered once stays the same: whoever looks again must not have to read another picture.
    static let offerSeconds = 600
    /// Between the form and the page that shows the codes.
    static let codesSeconds = 60

    let keys: KeyRing
    let account: String

    private var offerPlace: FieldPlace { FieldPlace(table: "account", column: "totp-offer", row: account) }
    private var codesPlace: FieldPlace { FieldPlace(table: "account", column: "recovery-shown", row: account) }

    /// For the form, which is taken whenever it comes.
    func seal(_ secret: String) throws -> String { try keys.seal(secret, for: offerPlace) }

    /// - Returns: `nil` when it was not sealed for this account.
    func open(_ sealed: String?) -> String? { sealed.flatMap { try? keys.open($0, for: offerPlace) } }

    /// The secret that this browser was offered less than ten minutes ago.
    func offered(_ held: String?, now: Instant) -> String? {
        guard let words = open(held)?.split(separator: " "), words.count == 2, let since = Int64(words[1]),
            (0...Int64(Self.offerSeconds) * 1_000).contains(now.milliseconds - since)
        else { return nil }
        return String(words[0])
    }

    func offering(_ secret: String, now: Instant) throws -> DeskCookie {
        cookie(try keys.seal("\(secret) \(now.milliseconds)", for: offerPlace), lifetime: Self.offerSeconds)
    }

    /// The codes that were just made.
    /// - Returns: `nil` when none are held, or they were held for too long.
    func codes(_ held: String?, now: Instant) -> [String]? {
        guard let text = held.flatMap({ try? keys.open($0, for: codesPlace) }) else { return nil }
        let words = text.split(separator: " ").map(String.init)
        guard let since = words.first.flatMap({ Int64($0) }),
            (0...Int64(Self.codesSeconds) * 1_000).contains(now.milliseconds - since)
        else { return nil }
        return Array(words.dropFirst())
    }

    func showing(_ codes: [String], now: Instant) throws -> DeskCookie {
        let text = ([String(now.milliseconds)] + codes).joined(separator: " ")
        return cookie(try keys.seal(text, for: codesPlace), lifetime: Self.codesSeconds)
    }

    static var nothing: DeskCookie { DeskCookie(DeskCookie.held, "", lifetime: 0) }

    private func cookie(_ value: String, lifetime: Int) -> DeskCookie {
        DeskCookie(DeskCookie.held, value, lifetime: lifetime)
    }
}
