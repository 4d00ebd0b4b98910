/// RFC 3339 by hand: Foundation's formatter is slow and not safe on Linux.
extension Instant {
    /// `2026-03-29T01:30:00Z`, with `.123` when there are milliseconds. Always UTC.
    public var rfc3339: String {
        let seconds = seconds
        let days = LocalDate.floorDivide(seconds, 86_400)
        let inDay = seconds - days * 86_400
        let rest = Int(milliseconds) - seconds * 1000
        let clock = [inDay / 3600, inDay / 60 % 60, inDay % 60].map { ASCIIDigits.padded($0, 2) }
        let fraction = rest == 0 ? "" : "." + ASCIIDigits.padded(rest, 3)
        return "\(LocalDate(daysSinceEpoch: days))T\(clock.joined(separator: ":"))\(fraction)Z"
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS[.fraction](Z|±HH:MM)`. A `t`, a `z` or a space for the `T` are allowed, as the
    /// standard says; a 60th second counts as the next minute; digits beyond milliseconds are dropped.
    /// nil for anything else: an instant without an offset is not one.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = LocalDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = ASCIIDigits.value(bytes[11..<13]), hour <= 23,
            let minute = ASCIIDigits.value(bytes[14..<16]), minute <= 59,
            let second = ASCIIDigits.value(bytes[17..<19]), second <= 60
        else { return nil }
        var rest = bytes[19...]
        var milliseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { $0 >= 48 && $0 <= 57 }
            guard let value = ASCIIDigits.value(digits.prefix(3)) else { return nil }
            milliseconds = digits.count == 1 ? value * 100 : digits.count == 2 ? value * 10 : value
            rest = rest[digits.endIndex...]
        }
        guard let offset = Instant.offsetSeconds(rest) else { return nil }
        let total = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(total * 1000 + milliseconds))
    }

    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = ASCIIDigits.value(bytes[1..<3]), hours <= 23,
            let minutes = ASCIIDigits.value(bytes[4..<6]), minutes <= 59
        else { return nil }
        return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
