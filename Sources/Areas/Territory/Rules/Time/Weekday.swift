/// A day of the week, numbered as in ISO 8601: Monday is 1.
public enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// - Parameter mondayIndex: 0 is Monday; any integer, taken modulo 7.
    init(mondayIndex: Int) {
        self = Weekday(rawValue: ((mondayIndex % 7) + 7) % 7 + 1) ?? .monday
    }

    public static func < (first: Weekday, second: Weekday) -> Bool {
        first.rawValue < second.rawValue
    }

    /// The day that many days later in the cycle.
    public func adding(_ days: Int) -> Weekday {
        Weekday(mondayIndex: rawValue - 1 + days)
    }

    /// The two letters of the OpenStreetMap opening_hours syntax: `Mo` … `Su`.
    public var osmCode: String {
        switch self {
        case .monday: "Mo"
        case .tuesday: "Tu"
        case .wednesday: "We"
        case .thursday: "Th"
        case .friday: "Fr"
        case .saturday: "Sa"
        case .sunday: "Su"
        }
    }
}
