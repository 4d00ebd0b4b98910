/// A short name for exactly these bytes (FNV-1a, 64 bits), for `ETag` and for the address of static files.
///
/// Not a secret and not a signature: two answers of one address are told apart, nothing more.
public enum Fingerprint {
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
}
