/// A short name for exactly these bytes, for `ETag` and for the address of static files: FNV-1a of 64 bits taken over words
/// of eight bytes, with the length, so that an answer of 30 KB costs microseconds.
///
/// Not a secret and not a signature: two answers of one address are told apart, nothing more.
public enum Fingerprint {
    private static let offset: UInt64 = 0xcbf2_9ce4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01b3

    public static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
        var hash = (offset ^ UInt64(bytes.count)) &* prime
        let whole = bytes.count & ~7
        var place = 0
        while place < whole {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            hash = (hash ^ word) &* prime
            // The product moves bits upwards only: without this the upper half of a word would never reach the lower.
            hash ^= hash >> 29
            place += 8
        }
        while place < bytes.count {
            hash = (hash ^ UInt64(bytes[place])) &* prime
            place += 1
        }
        hash ^= hash >> 32
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { hexadecimal($0) }
    }
}
