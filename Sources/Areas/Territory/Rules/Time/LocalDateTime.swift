/// A day and a time on the wall, without a zone.
public struct LocalDateTime: Sendable, Hashable, Comparable {
    public var date: LocalDate
    public var time: LocalTime

    public init(date: LocalDate, time: LocalTime) {
        self.date = date
        self.time = time
    }

    public static func < (first: LocalDateTime, second: LocalDateTime) -> Bool {
        (first.date, first.time) < (second.date, second.time)
    }
}

extension LocalDateTime: LosslessStringConvertible {
    /// `YYYY-MM-DD H:MM` or `YYYY-MM-DDTHH:MM`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 15, bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
            let date = LocalDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let time = LocalTime(String(decoding: bytes[11...], as: UTF8.self))
        else { return nil }
        self.init(date: date, time: time)
    }

    /// `YYYY-MM-DD HH:MM`.
    public var description: String { "\(date) \(time)" }
}
