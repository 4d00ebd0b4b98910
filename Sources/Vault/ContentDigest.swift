internal import Crypto
internal import Foundation

/// A name for exactly these bytes that nobody can make other bytes bear.
public enum ContentDigest {
    /// SHA-256 in hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String { Hexadecimal.text(SHA256.hash(data: Data(bytes))) }
}
