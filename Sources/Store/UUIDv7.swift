internal import Foundation
internal import Synchronization

/// An identifier that sorts by the time it was made (RFC 9562, version 7).
///
/// Made where the record is made, a phone without network included.
public struct UUIDv7: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
    public let bytes: [UInt8]

    /// A new one, now. Those of one process never go backwards, even within a millisecond or when the clock is set back.
    public init() {
        let now = Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
        let (milliseconds, counter) = Self.last.withLock { last in
            if now > last.milliseconds {
                last = (now, UInt16.random(in: 0..<0x400))
            } else if last.counter == 0xFFF {
                last = (last.milliseconds + 1, UInt16.random(in: 0..<0x400))
            } else {
                last.counter += 1
            }
            return last
        }
        self.init(milliseconds: milliseconds, counter: counter, random: UInt64.random(in: 0...UInt64.max))
    }

    private static let last = Mutex<(milliseconds: Int64, counter: UInt16)>((0, 0))

    /// - Parameters:
    ///   - milliseconds: since 1970, UTC; 48 bits are kept.
    ///   - counter: 12 bits (`rand_a` of the RFC).
    ///   - random: 62 bits are kept (`rand_b`).
    public init(milliseconds: Int64, counter: UInt16, random: UInt64) {
        var bytes: [UInt8] = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - $0))) }
        bytes.append(0x70 | UInt8(truncatingIfNeeded: (counter >> 8) & 0x0F))
        bytes.append(UInt8(truncatingIfNeeded: counter))
        bytes.append(0x80 | UInt8(truncatingIfNeeded: (random >> 56) & 0x3F))
        for shift in stride(from: 48, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: random >> UInt64(shift)))
        }
        self.bytes = bytes
    }

    /// `nil` when the text is not a UUID of version 7.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 36, [8, 13, 18, 23].allSatisfy({ digits[$0] == 45 }) else { return nil }
        var nibbles: [UInt8] = []
        for digit in digits where digit != 45 {
            switch digit {
            case 48...57: nibbles.append(digit - 48)
            case 65...70: nibbles.append(digit - 55)
            case 97...102: nibbles.append(digit - 87)
            default: return nil
            }
        }
        guard nibbles.count == 32, nibbles[12] == 7, nibbles[16] & 0b1100 == 0b1000 else { return nil }
        self.bytes = stride(from: 0, to: 32, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = UUIDv7(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID of version 7")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// When it was made: milliseconds since 1970, UTC.
    public var milliseconds: Int64 {
        bytes.prefix(6).reduce(0) { $0 << 8 | Int64($1) }
    }

    public var description: String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }

    public static func < (left: UUIDv7, right: UUIDv7) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension UUIDv7: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(description) }

    public static func decoded(from value: SQLValue) -> UUIDv7? {
        guard case .text(let text) = value else { return nil }
        return UUIDv7(text)
    }
}
