/// A time on the wall, to the minute, counted from the midnight at which its day begins. Beyond 24:00 it is a time of
/// the following day that still belongs to this one (`26:00` is two in the morning), as opening hours write it.
public struct LocalTime: Sendable, Hashable, Comparable, Codable {
    /// Minutes since midnight, 0–2880 (48 hours).
    public var minutes: Int

    /// - Parameter minutes: minutes since midnight.
    public init(minutes: Int) {
        self.minutes = minutes
    }

    /// - Parameters:
    ///   - hour: 0–48.
    ///   - minute: 0–59.
    /// nil outside those bounds, or beyond 48:00.
    public init?(hour: Int, minute: Int) {
        guard (0...48).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 2880 else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    public static let midnight = LocalTime(minutes: 0)
    public static let endOfDay = LocalTime(minutes: 1440)

    public static func < (first: LocalTime, second: LocalTime) -> Bool {
        first.minutes < second.minutes
    }

    /// 0–48.
    public var hour: Int { minutes / 60 }
    /// 0–59.
    public var minute: Int { minutes % 60 }

    /// The same moment read on a clock: `26:00` becomes `02:00`, `24:00` becomes `00:00`.
    public var onClock: LocalTime { LocalTime(minutes: minutes % 1440) }

    /// Encoded as minutes since midnight.
    public init(from decoder: any Decoder) throws {
        minutes = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(minutes)
    }
}

extension LocalTime: LosslessStringConvertible {
    /// `H:MM` or `HH:MM`, up to `48:00`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon <= 2, bytes.count == colon + 3,
            let hour = ASCIIDigits.value(bytes[..<colon]), let minute = ASCIIDigits.value(bytes[(colon + 1)...])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// `HH:MM`.
    public var description: String {
        "\(ASCIIDigits.padded(hour, 2)):\(ASCIIDigits.padded(minute, 2))"
    }
}
