/// A day and a second of it on the wall, without a zone: what iCalendar calls a local time (RFC 5545, 3.3.5).
public struct WallTime: Sendable, Hashable, Comparable {
    public var date: LocalDate
    /// 0–86,399.
    public var second: Int

    public init(date: LocalDate, second: Int = 0) {
        self.date = date
        self.second = second
    }

    public static func < (first: WallTime, second: WallTime) -> Bool {
        (first.date, first.second) < (second.date, second.second)
    }

    /// Seconds since 1970-01-01 on that wall.
    var total: Int { date.daysSinceEpoch * 86_400 + second }

    init(total: Int) {
        let days = LocalDate.floorDivide(total, 86_400)
        self.init(date: LocalDate(daysSinceEpoch: days), second: total - days * 86_400)
    }
}

extension WallTime: LosslessStringConvertible {
    /// `19970902T090000`, or `19970902` for a midnight.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 15 && bytes[8] == UInt8(ascii: "T"),
            let year = ASCIIDigits.value(bytes[0..<4]), let month = ASCIIDigits.value(bytes[4..<6]),
            let day = ASCIIDigits.value(bytes[6..<8]), let date = LocalDate(year: year, month: month, day: day)
        else { return nil }
        self.init(date: date)
        guard bytes.count == 15 else { return }
        guard let hour = ASCIIDigits.value(bytes[9..<11]), let minute = ASCIIDigits.value(bytes[11..<13]),
            let second = ASCIIDigits.value(bytes[13..<15]), hour < 24, minute < 60, second < 60
        else { return nil }
        self.second = hour * 3_600 + minute * 60 + second
    }

    public var description: String {
        let parts = [second / 3_600, second / 60 % 60, second % 60].map { ASCIIDigits.padded($0, 2) }
        return "\(date.description.filter { $0 != "-" })T\(parts.joined())"
    }
}

extension WallTime: Codable {
    /// Written as iCalendar does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = WallTime(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a local time: \(text)")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension WallTime {
    /// From what people write: `2026-09-07 08:00`, or a day alone for its midnight.
    public init?(written text: String) {
        if let date = LocalDate(text) {
            self.init(date: date)
        } else if let moment = LocalDateTime(text), moment.time.minutes < 1_440 {
            self.init(date: moment.date, second: moment.time.minutes * 60)
        } else {
            return nil
        }
    }

    public init(_ local: LocalDateTime) { self.init(date: local.date, second: local.time.minutes * 60) }

    /// Minutes since midnight.
    public var minutes: Int { second / 60 }

    public func adding(minutes: Int) -> WallTime { WallTime(total: total + minutes * 60) }

    /// Whole minutes from this time to the other, on the same wall.
    public func minutes(until other: WallTime) -> Int { (other.total - total) / 60 }

    /// `2026-09-07 08:00`
    public var written: String {
        "\(date) \(ASCIIDigits.padded(second / 3_600, 2)):\(ASCIIDigits.padded(second / 60 % 60, 2))"
    }

    /// `20260907`
    public var basicDate: String { date.description.filter { $0 != "-" } }

    public func instant(in zone: CivilZone) -> Instant { zone.instant(date, minutes: minutes) }
}
