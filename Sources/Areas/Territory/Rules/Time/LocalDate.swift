/// A day of the proleptic Gregorian calendar, without a time zone. It is held as a count of days,
/// so that arithmetic is addition, and reads and writes `YYYY-MM-DD` (ISO 8601).
public struct LocalDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01, negative before it.
    public var daysSinceEpoch: Int

    /// - Parameter daysSinceEpoch: days since 1970-01-01.
    public init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// The day of a year, a month (1–12) and a day (1–31); nil when the calendar has no such day (30 February).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= LocalDate.length(ofMonth: month, year: year) else {
            return nil
        }
        self.init(year: year, month: month, overflowingDay: day)
    }

    /// As above, but a day beyond the month's end (or before its start) runs into the next (or the previous) month.
    /// - Parameter month: 1–12.
    init(year: Int, month: Int, overflowingDay day: Int) {
        // Years are counted from March, so that the leap day is the last of its year.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = month > 2 ? month - 3 : month + 9
        let century = LocalDate.floorDivide(marchYear, 400)
        let yearOfCycle = marchYear - century * 400
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        daysSinceEpoch =
            century * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
    }

    public static func < (first: LocalDate, second: LocalDate) -> Bool {
        first.daysSinceEpoch < second.daysSinceEpoch
    }

    /// The day that many days later (earlier when negative).
    public func adding(days: Int) -> LocalDate {
        LocalDate(daysSinceEpoch: daysSinceEpoch + days)
    }

    /// Whole days from this day to the other; negative when the other is earlier.
    public func days(until other: LocalDate) -> Int {
        other.daysSinceEpoch - daysSinceEpoch
    }

    /// Year, month 1–12 and day 1–31, computed together.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let cycle = LocalDate.floorDivide(shifted, 146_097)
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
    }

    public var year: Int { parts.year }
    /// 1–12.
    public var month: Int { parts.month }
    /// 1–31.
    public var day: Int { parts.day }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = daysSinceEpoch + 3
        return Weekday(mondayIndex: index - LocalDate.floorDivide(index, 7) * 7)
    }

    /// The Monday of this day's ISO week.
    public var startOfWeek: LocalDate { adding(days: 1 - weekday.rawValue) }

    /// ISO 8601 week, 1–53.
    public var isoWeek: Int {
        // A week belongs to the year of its Thursday.
        let thursday = adding(days: 4 - weekday.rawValue)
        let firstOfYear = LocalDate(year: thursday.year, month: 1, overflowingDay: 1)
        return firstOfYear.days(until: thursday) / 7 + 1
    }

    /// Leap years of the Gregorian rule.
    public static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    /// Number of days of a month (1–12).
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

extension LocalDate: LosslessStringConvertible, Codable {
    /// `YYYY-MM-DD`; nil for anything else. Years 0000–9999.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = ASCIIDigits.value(bytes[0..<4]), let month = ASCIIDigits.value(bytes[5..<7]),
            let day = ASCIIDigits.value(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var description: String {
        let (year, month, day) = parts
        return "\(ASCIIDigits.padded(year, 4))-\(ASCIIDigits.padded(month, 2))-\(ASCIIDigits.padded(day, 2))"
    }

    /// Read from `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = LocalDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day YYYY-MM-DD: \(text)")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
