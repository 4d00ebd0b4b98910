internal import Crypto

/// A fingerprint of a table that does not depend on the order of its rows: the sum of their SHA-256.
struct TableSum: Sendable, Hashable, CustomStringConvertible {
    private(set) var rows = 0
    private var parts: [UInt64] = [0, 0, 0, 0]

    mutating func add(_ row: [SQLValue]) {
        var hash = SHA256()
        for value in row { Self.feed(value, into: &hash) }
        rows += 1
        hash.finalize().withUnsafeBytes { bytes in
            for index in 0..<4 {
                parts[index] &+= bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).bigEndian
            }
        }
    }

    /// Kind, length and bytes, so that no two rows are written alike.
    private static func feed(_ value: SQLValue, into hash: inout SHA256) {
        let bytes: [UInt8]
        switch value {
        case .null: bytes = [0]
        case .integer(let number): bytes = [1] + withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
        // SQLite keeps whole reals as integers, which know no negative zero.
        case .real(let number):
            bytes = [2] + withUnsafeBytes(of: (number == 0 ? 0 : number).bitPattern.bigEndian) { [UInt8]($0) }
        case .text(let text):
            bytes = [3] + withUnsafeBytes(of: UInt64(text.utf8.count).bigEndian) { [UInt8]($0) } + text.utf8
        case .blob(let blob): bytes = [4] + withUnsafeBytes(of: UInt64(blob.count).bigEndian) { [UInt8]($0) } + blob
        }
        hash.update(data: bytes)
    }

    var description: String {
        parts.map { part in
            let digits = String(part, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
