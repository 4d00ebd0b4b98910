/// When an event takes place: once, or again and again by a rule, with its exceptions. Times are on the wall of its zone.
public struct EventTiming: Sendable, Hashable, Codable {
    /// One date that is not as the rule says.
    public struct Change: Sendable, Hashable, Codable {
        /// Which one: its time by the rule (RECURRENCE-ID).
        public var original: WallTime
        public var isCancelled: Bool
        /// `nil`: as the rule says.
        public var start: WallTime?
        public var minutes: Int?
        public var note: LocalisedText?

        public init(
            original: WallTime, isCancelled: Bool = false, start: WallTime? = nil, minutes: Int? = nil,
            note: LocalisedText? = nil
        ) {
            self.original = original
            self.isCancelled = isCancelled
            self.start = start
            self.minutes = minutes
            self.note = note
        }
    }

    /// Of the first date; midnight when it is all day.
    public var start: WallTime
    /// How long; whole days when it is all day.
    public var minutes: Int
    public var isAllDay: Bool
    public var rule: RecurrenceRule?
    /// Dates besides those of the rule (RDATE).
    public var also: [WallTime] = []
    /// Dates of the rule that are left out (EXDATE).
    public var without: [WallTime] = []
    public var changes: [Change] = []
    /// IANA time zone; `nil`: the city's.
    public var zone: String?

    public init(start: WallTime, minutes: Int, isAllDay: Bool = false, rule: RecurrenceRule? = nil) {
        self.start = start
        self.minutes = minutes
        self.isAllDay = isAllDay
        self.rule = rule
    }

    /// What is wrong with it, if anything.
    public enum Fault: String, Error, Sendable, Hashable, CaseIterable {
        case noLength, tooLong, brokenDays, tooOften, noDate, tooManyExceptions
    }

    /// A month: whatever lasts longer is a service, not an event.
    public static let longest = 31 * 1_440
    /// Exceptions of one series.
    public static let mostExceptions = 500
    /// Dates of one event that are looked at in one answer.
    public static let mostDates = 500

    public var fault: Fault? {
        if minutes <= 0 { return .noLength }
        if minutes > Self.longest { return .tooLong }
        if isAllDay, minutes % 1_440 != 0 || start.second != 0 { return .brokenDays }
        if let rule, rule.frequency == .secondly || rule.frequency == .minutely { return .tooOften }
        if also.count + without.count + changes.count > Self.mostExceptions { return .tooManyExceptions }
        if rule != nil, originals(through: WallTime(date: start.date.adding(days: 366 * 12)), most: 1).isEmpty {
            return .noDate
        }
        return nil
    }

    /// The dates between two days of the zone, both included, in their order; those that began before and are not over too.
    public func dates(from first: LocalDate, through last: LocalDate, zone: CivilZone) -> [EventDate] {
        let begin = WallTime(date: first)
        let end = WallTime(date: last.adding(days: 1))
        let longest = changes.compactMap(\.minutes).reduce(minutes, max)
        var changed = Dictionary(changes.map { ($0.original, $0) }) { _, later in later }
        let originals = originals(from: begin.adding(minutes: -longest), through: end, zone: zone)
        var dates = originals.map { original in
            date(original, changed.removeValue(forKey: original))
        }
        // One that was put off from another month.
        dates += changed.values.filter { $0.start != nil }.map { date($0.original, $0) }
        return Array(
            dates.filter { $0.start < end && $0.end > begin }.sorted {
                ($0.start, $0.original) < ($1.start, $1.original)
            }
            .prefix(Self.mostDates))
    }

    /// Whether the series has that date, changed or not.
    public func has(_ original: WallTime, zone: CivilZone) -> Bool {
        originals(from: original, through: original, zone: zone).contains(original)
            || changes.contains { $0.original == original }
    }

    private func date(_ original: WallTime, _ change: Change?) -> EventDate {
        EventDate(
            original: original, start: change?.start ?? original, minutes: change?.minutes ?? minutes,
            isCancelled: change?.isCancelled ?? false, isChanged: change.map { !$0.isCancelled } ?? false,
            note: change?.note)
    }

    private func originals(
        from begin: WallTime? = nil, through end: WallTime, zone: CivilZone = .utc, most: Int = mostDates
    ) -> [WallTime] {
        let left = Set(without)
        var times = also.filter { time in (begin.map { time >= $0 } ?? true) && time <= end }
        if let rule {
            times += rule.times(first: start, from: begin, through: end, zone: zone, most: most + left.count)
        } else if begin.map({ start >= $0 }) ?? true, start <= end {
            times.append(start)
        }
        return Set(times).subtracting(left).sorted()
    }
}

/// One date of an event, on the wall of its zone.
public struct EventDate: Sendable, Hashable {
    /// Its time by the rule: names it among the dates of its event.
    public var original: WallTime
    public var start: WallTime
    public var minutes: Int
    public var isCancelled: Bool
    public var isChanged: Bool
    public var note: LocalisedText?

    public var end: WallTime { start.adding(minutes: minutes) }
}
