internal import Crypto

/// The fingerprint by which whoever fetched a file knows that it came whole.
public enum ContentDigest {
    /// SHA-256 (FIPS 180-4), 64 hexadecimal digits.
    public static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
