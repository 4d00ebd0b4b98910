internal import Crypto

/// SHA-256.
enum Digest256 {
    static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// 256 bits from the system's generator, as 43 characters that an address may hold.
enum RandomText {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}

/// Comparison whose time does not tell how much was right.
enum ConstantTime {
    /// Digests have one length, so that lengths do not tell either.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        zip(Digest256.of(Array(left.utf8)), Digest256.of(Array(right.utf8))).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
