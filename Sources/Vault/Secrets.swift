internal import Crypto
internal import Foundation

/// A secret that is shown once: 256 random bits as text. Only its hash is kept.
public struct SecretToken: Sendable, Hashable {
    /// base64url, with a prefix for keys of programs.
    public let text: String

    /// Signs of a fresh one: 32 bytes in base64url.
    public static let length = 43

    public init(text: String) { self.text = text }

    public static func fresh() -> SecretToken { SecretToken(text: base64url(KeyRing.randomKey())) }

    /// A key for a program: `vrt_…` and six signs of checksum, so that one that leaked is recognised where it lies.
    public static func freshKey() -> SecretToken {
        let body = "vrt_" + base64url(KeyRing.randomKey())
        return SecretToken(text: body + checksum(body))
    }

    /// Whether a text may be a key at all; nothing is looked up for one that may not.
    public static func isKey(_ text: String) -> Bool {
        text.hasPrefix("vrt_") && text.utf8.count == 53 && checksum(String(text.dropLast(6))) == text.suffix(6)
    }

    /// SHA-256 in hexadecimal: enough for 256 random bits.
    public var hash: String { Hexadecimal.text(SHA256.hash(data: Data(text.utf8))) }

    private static func checksum(_ text: String) -> String {
        String(Hexadecimal.text(SHA256.hash(data: Data(text.utf8))).prefix(6))
    }

    static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    static func bytes(base64url text: String) -> [UInt8]? {
        var padded = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while padded.utf8.count % 4 != 0 { padded += "=" }
        return Data(base64Encoded: padded).map { [UInt8]($0) }
    }
}

/// Ties a form to the secret of one browser. Masked anew in each page, so that compression betrays nothing (BREACH).
extension KeyRing {
    public func formMark(for secret: String) -> String {
        let mark = rawMark(secret)
        let mask = Array(Self.randomKey().prefix(mark.count))
        return SecretToken.base64url(mask + zip(mask, mark).map { $0 ^ $1 })
    }

    public func isFormMark(_ text: String, for secret: String) -> Bool {
        guard let bytes = SecretToken.bytes(base64url: text), bytes.count == 64 else { return false }
        return ConstantTime.areEqual(zip(bytes.prefix(32), bytes.suffix(32)).map { $0 ^ $1 }, rawMark(secret))
    }

    private func rawMark(_ secret: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: steadyKey(for: "form-mark")))
    }
}

/// A link that opens one thing, for one purpose, until a day, without an account. Signed, not sealed: it holds an id and no fact.
public struct SignedLink: Sendable, Hashable {
    public enum Fault: Error, Sendable, Hashable {
        case forged, expired
    }

    /// What it opens.
    public let id: String
    /// UTC milliseconds.
    public let expires: Int64

    public init(id: String, expires: Int64) {
        self.id = id
        self.expires = expires
    }

    /// - Parameter purpose: `referral`, `confirm-service`: a link for one opens nothing else.
    public func text(purpose: String, keys: KeyRing) -> String {
        let body = SecretToken.base64url(Array("\(id).\(String(expires, radix: 36))".utf8))
        return body + "." + Self.signature(body, purpose, keys)
    }

    /// - Throws: `Fault`.
    public static func read(_ text: String, purpose: String, keys: KeyRing, now: Int64) throws -> SignedLink {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count < 300, parts.count == 2,
            ConstantTime.areEqual(Array(signature(String(parts[0]), purpose, keys).utf8), Array(parts[1].utf8)),
            let bytes = SecretToken.bytes(base64url: String(parts[0])),
            let body = String(validating: bytes, as: UTF8.self), let dot = body.lastIndex(of: "."),
            let expires = Int64(body[body.index(after: dot)...], radix: 36)
        else { throw Fault.forged }
        guard now < expires else { throw Fault.expired }
        return SignedLink(id: String(body[..<dot]), expires: expires)
    }

    private static func signature(_ body: String, _ purpose: String, _ keys: KeyRing) -> String {
        SecretToken.base64url(
            Array(
                HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: keys.steadyKey(for: "link/\(purpose)"))
                    .prefix(20)))
    }
}

/// Ten codes for the day when the telephone is lost. Each opens once.
public enum RecoveryCodes {
    /// Without signs that are taken for others.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)

    /// `abcde-fghjk`, ten times: 49 bits each.
    public static func fresh() -> [String] {
        (0..<10).map { _ in letters(5) + "-" + letters(5) }
    }

    /// What is kept of a code.
    public static func hash(_ code: String, keys: KeyRing) -> String {
        let plain = code.lowercased().filter { $0.isLetter || $0.isNumber }
        return keys.blindIndex(plain, purpose: "recovery-code")
    }

    static func letters(_ count: Int) -> String {
        String(decoding: (0..<count).map { _ in alphabet[Int.random(in: alphabet.indices)] }, as: UTF8.self)
    }
}

/// A passphrase that is read out or copied by hand: six groups of four letters, 118 bits.
public enum Passphrase {
    public static func fresh() -> String {
        (0..<6).map { _ in RecoveryCodes.letters(4) }.joined(separator: "-")
    }
}
