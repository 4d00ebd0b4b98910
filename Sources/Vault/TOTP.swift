internal import Crypto
internal import Foundation

/// One-time codes by the clock (RFC 6238 over RFC 4226), as every authenticator application makes them: SHA-1, 6 digits, 30 s.
public struct TOTP: Sendable, Hashable {
    public enum Hash: String, Sendable, Hashable {
        case sha1, sha256, sha512
    }

    /// Seconds of one step.
    public static let step: Int64 = 30

    public let secret: [UInt8]
    let hash: Hash
    let digits: Int

    public init(secret: [UInt8], hash: Hash = .sha1, digits: Int = 6) {
        self.secret = secret
        self.hash = hash
        self.digits = digits
    }

    /// 160 bits, as RFC 4226 recommends.
    public static func fresh() -> TOTP { TOTP(secret: Array(KeyRing.randomKey().prefix(20))) }

    /// - Parameter text: base32, as it is typed from the screen.
    public init?(base32 text: String) {
        guard let secret = Base32.bytes(text), secret.count >= 16 else { return nil }
        self.init(secret: secret)
    }

    public var base32: String { Base32.text(secret) }

    /// What the picture holds (Key Uri Format).
    public func address(issuer: String, account: String) -> String {
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        func safe(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        return
            "otpauth://totp/\(safe(issuer)):\(safe(account))?secret=\(base32)&issuer=\(safe(issuer))&algorithm=SHA1&digits=6&period=30"
    }

    /// The step whose code was typed, at most one before or after now; `nil`: a wrong code. Who asks must refuse a step that was used.
    /// - Parameter seconds: since 1970, UTC.
    public func step(of typed: String, at seconds: Int64) -> Int64? {
        let code = typed.filter { !$0.isWhitespace }
        guard code.utf8.count == digits, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let now = seconds / Self.step
        var found: Int64?
        for step in [now - 1, now, now + 1] where ConstantTime.areEqual(Array(self.code(step).utf8), Array(code.utf8)) {
            found = step
        }
        return found
    }

    func code(_ step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian, Array.init)
        let key = SymmetricKey(data: secret)
        let mac: [UInt8] =
            switch hash {
            case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: counter, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: counter, using: key))
            }
        let offset = Int(mac[mac.count - 1] & 15)
        var number: UInt64 = 0
        for byte in mac[offset..<(offset + 4)] { number = number << 8 | UInt64(byte) }
        number &= 0x7FFF_FFFF
        var modulus: UInt64 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}

/// RFC 4648, section 6, without padding.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    public static func text(_ bytes: [UInt8]) -> String {
        var (text, bits, count) = ([UInt8](), UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count)) & 31])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` when a sign is not of the alphabet. White space, dashes and case do not count.
    public static func bytes(_ text: String) -> [UInt8]? {
        var (bytes, bits, count) = ([UInt8](), UInt32(0), 0)
        for sign in text.uppercased().utf8 where sign != 32 && sign != 45 && sign != 61 {
            guard let value = alphabet.firstIndex(of: sign) else { return nil }
            bits = bits << 5 | UInt32(value)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
