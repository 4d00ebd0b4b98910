/// Where a page ended: the next page goes on after it, at the same present time, whatever the clock says then.
public struct SearchCursor: Hashable, Sendable, CustomStringConvertible {
    let version: UInt64
    let question: UInt64
    let now: Minute
    /// Order key of the last hit: rank above, identifier below; a larger key comes first.
    let position: UInt64

    init(version: UInt64, question: UInt64, now: Minute, position: UInt64) {
        self.version = version
        self.question = question
        self.now = now
        self.position = position
    }

    /// Reads ``description``; nil when it is not one.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 56 else { return nil }
        func number(_ range: Range<Int>) -> UInt64? {
            var value: UInt64 = 0
            for byte in bytes[range] {
                switch byte {
                case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
                case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
                default: return nil
                }
            }
            return value
        }
        guard let version = number(0..<16), let question = number(16..<32), let now = number(32..<40),
            let position = number(40..<56)
        else { return nil }
        self.init(
            version: version, question: question, now: Minute(bitPattern: UInt32(now)), position: position)
    }

    /// 56 hexadecimal digits, safe in an address.
    public var description: String {
        var text = ""
        text.reserveCapacity(56)
        for (value, digits) in [
            (version, 16), (question, 16), (UInt64(UInt32(bitPattern: now)), 8), (position, 16),
        ] {
            for place in stride(from: digits - 1, through: 0, by: -1) {
                let digit = UInt8(truncatingIfNeeded: value >> UInt64(place * 4)) & 15
                text.unicodeScalars.append(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x57 + digit))
            }
        }
        return text
    }
}
