/// How something comes again: the RRULE of iCalendar (RFC 5545, 3.3.10), all of it.
public struct RecurrenceRule: Sendable, Hashable {
    public enum Frequency: String, Sendable, Hashable, CaseIterable {
        case secondly = "SECONDLY"
        case minutely = "MINUTELY"
        case hourly = "HOURLY"
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// `FR`: every Friday; `1FR`, `-1FR`: the first, the last of the month or year.
    public struct Day: Sendable, Hashable {
        /// Never 0; `nil`: each.
        public var ordinal: Int?
        public var weekday: Weekday

        public init(_ weekday: Weekday, ordinal: Int? = nil) {
            self.weekday = weekday
            self.ordinal = ordinal
        }
    }

    public enum End: Sendable, Hashable {
        case never
        /// After so many times, the first included.
        case count(Int)
        /// On this day at the latest.
        case day(LocalDate)
        /// At this time of the place at the latest.
        case local(WallTime)
        /// At this moment at the latest.
        case moment(Instant)
    }

    public var frequency: Frequency
    /// Every so many periods, from 1.
    public var interval = 1
    public var end = End.never
    /// 0–59; a leap second (60) is read as 59.
    public var seconds: [Int] = []
    public var minutes: [Int] = []
    public var hours: [Int] = []
    public var days: [Day] = []
    /// 1–31, or −31…−1 from the end.
    public var monthDays: [Int] = []
    /// 1–366, or −366…−1 from the end.
    public var yearDays: [Int] = []
    /// 1–53, or −53…−1 from the end. Only yearly.
    public var weeks: [Int] = []
    public var months: [Int] = []
    /// 1–366 or negative: the nth of what a period holds.
    public var positions: [Int] = []
    public var weekStart = Weekday.monday

    public init(_ frequency: Frequency) {
        self.frequency = frequency
    }
}
