/// One rule of an opening_hours value, as read: which days, which times, which state.
struct HoursRule: Sendable {
    enum Separator: Sendable {
        /// `;` replaces what earlier rules said of the same days.
        case normal
        /// `,` adds to it.
        case additional
        /// `||` holds where the others are closed.
        case fallback
    }

    var separator: Separator
    var years: [HoursYearRange] = []
    /// All of the lists must match, each by one of its members.
    var dates: [[HoursDateRange]] = []
    var weeks: [HoursWeekRange] = []
    var weekdays: [HoursWeekdayRange] = []
    var holidays: [HoursHoliday] = []
    /// `Su,PH`: one of both is enough; `PH Su`: both must match.
    var holidaysAreAlternative = false
    var times: [HoursTimeSpan] = []
    /// `24/7`.
    var isAlways = false
    var state: OpeningState.Kind?
    var comment: String?
    /// Characters of the source.
    var position = 0
    var length = 0

    var kind: OpeningState.Kind { state ?? (comment == nil ? .open : .unknown) }
    var hasDays: Bool {
        !(years.isEmpty && dates.isEmpty && weeks.isEmpty && weekdays.isEmpty && holidays.isEmpty)
    }
    var isEmpty: Bool { !hasDays && times.isEmpty && !isAlways && state == nil && comment == nil }
    /// Times may reach into the following day.
    var spills: Bool { times.contains(where: \.spills) }
}

struct HoursYearRange: Sendable {
    var from: Int
    /// nil: without end.
    var to: Int?
    var step = 1

    func contains(_ year: Int) -> Bool {
        guard year >= from, to.map({ year <= $0 }) ?? true else { return false }
        return (year - from) % step == 0
    }
}

struct HoursWeekRange: Sendable {
    var from: Int
    var to: Int
    var step = 1

    func contains(_ week: Int) -> Bool {
        week >= from && week <= to && (week - from) % step == 0
    }
}

/// `Mo`, `Mo-Fr`, `We[4,5]`, `Sa[-1] +3 days`.
struct HoursWeekdayRange: Sendable {
    var from: Weekday
    var to: Weekday
    /// Empty: every one of the month. Negative ones count from the month's end.
    var nth: [ClosedRange<Int>] = []
    /// Days.
    var offset = 0
}

/// `PH`, `SH`, `PH -1 day`.
struct HoursHoliday: Sendable {
    enum Kind: Sendable {
        case publicHoliday, schoolHoliday
    }

    var kind: Kind
    var offset = 0
    /// Where it stands, for errors.
    var position: Int
}

/// `Aug`, `Nov-Feb`, `Dec 24-26/2`, `easter -2 days-easter +2 days`.
struct HoursDateRange: Sendable {
    var from: HoursDatePoint
    var to: HoursDatePoint
    var step = 1
    /// `Jan 05+`.
    var isOpen = false
    /// Both ends are whole months.
    var isMonths = false
}

struct HoursDatePoint: Sendable {
    enum Base: Sendable, Hashable {
        case day(month: Int, day: Int)
        case easter
        case nth(month: Int, Weekday, Int)
    }

    var year: Int?
    var base: Base
    /// The next (true) or the previous (false) such weekday, if the day itself is none.
    var shift: Shift?
    /// Days.
    var offset = 0

    struct Shift: Sendable, Hashable {
        var weekday: Weekday
        var forward: Bool
    }
}

enum HoursSunEvent: Int, Sendable, CaseIterable {
    case dawn, sunrise, sunset, dusk

    var word: String {
        switch self {
        case .dawn: "dawn"
        case .sunrise: "sunrise"
        case .sunset: "sunset"
        case .dusk: "dusk"
        }
    }

    /// Minutes, where no coordinates are known.
    var usualMinutes: Int {
        switch self {
        case .dawn: 330
        case .sunrise: 360
        case .sunset: 1080
        case .dusk: 1110
        }
    }
}

enum HoursTimePoint: Sendable, Hashable {
    /// Minutes since midnight, up to 2880.
    case fixed(Int)
    /// `offset` in minutes.
    case sun(HoursSunEvent, offset: Int)

    var usualMinutes: Int {
        switch self {
        case .fixed(let minutes): minutes
        case .sun(let event, let offset): event.usualMinutes + offset
        }
    }

    var isFixed: Bool {
        if case .fixed = self { true } else { false }
    }
}

/// `10:00-12:00`, `22:00-26:00`, `17:00+`, `14:00-17:00+`, `sunrise-sunset`, and points in time where they are allowed.
struct HoursTimeSpan: Sendable {
    var from: HoursTimePoint
    /// nil: an open end, or a point in time.
    var to: HoursTimePoint?
    var isOpenEnd = false
    /// Minutes between points (`10:00-16:00/90`).
    var step: Int?

    /// The end lies on the following day.
    var wraps: Bool {
        guard let to else { return false }
        let start = from.usualMinutes
        let end = to.usualMinutes
        return from.isFixed && to.isFixed ? end <= start : end < start
    }

    /// Where an open end is guessed to end, minutes since midnight. The later the beginning, the shorter the stay:
    /// from 22:00 eight hours, from 17:00 ten, else until midnight (the reference library's guess).
    var guessedEnd: Int {
        let start = to.map { $0.usualMinutes + (wraps ? 1440 : 0) } ?? from.usualMinutes
        return start >= 1320 ? start + 480 : start >= 1020 ? start + 600 : 1440
    }

    var spills: Bool {
        if wraps { return true }
        if isOpenEnd, guessedEnd > 1440 { return true }
        if case .fixed(let end)? = to { return end > 1440 }
        if case .sun(_, let offset)? = to { return offset > 0 }
        return false
    }
}
