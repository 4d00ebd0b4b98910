/// One public holiday of a country, as a rule from which the day of any year follows. This is the general form:
/// a country's list is data (see `HolidayDefinitions`); only that of France is built in.
public struct HolidayRule: Sendable, Hashable {
    /// How the day is found.
    public enum Basis: Sendable, Hashable {
        case fixed(month: Int, day: Int)
        case easter
        case orthodoxEaster
        /// `ordinal` 1–5 from the start of the month, -1 the last one.
        case weekday(Weekday, ordinal: Int, month: Int)
        /// The first day, at or after a date, that is one of these; data files can name a run of weekdays only.
        case firstOf(Set<Weekday>, month: Int, day: Int)
    }

    /// What happens when the day falls on some weekday.
    public struct Move: Sendable, Hashable {
        public var weekdays: Set<Weekday>
        public var forward: Bool
        public var to: Weekday

        public init(weekdays: Set<Weekday>, forward: Bool, to: Weekday) {
            self.weekdays = weekdays
            self.forward = forward
            self.to = to
        }

        func apply(_ date: LocalDate) -> LocalDate {
            var moved = date.adding(days: forward ? 1 : -1)
            while moved.weekday != to { moved = moved.adding(days: forward ? 1 : -1) }
            return moved
        }
    }

    public enum Years: Sendable, Hashable {
        case every, even, odd
        case only(Int)
        /// Both included; nil: no limit on that side.
        case between(Int?, Int?)

        func contains(_ year: Int) -> Bool {
            switch self {
            case .every: true
            case .even: year % 2 == 0
            case .odd: year % 2 != 0
            case .only(let one): one == year
            case .between(let first, let last): year >= first ?? year && year <= last ?? year
            }
        }
    }

    public var name: String
    public var basis: Basis
    /// Days added to what `basis` finds.
    public var offset: Int
    /// The holiday itself moves to another day.
    public var moved: [Move]
    /// A further day off is given on another day.
    public var substituted: [Move]
    /// Name of that further day; nil: the same.
    public var substituteName: String?
    public var years: Years
    /// Regions in which it holds (ISO 3166-2 codes or names); nil: the whole country.
    public var regions: [String]?

    public init(
        name: String, basis: Basis, offset: Int = 0, moved: [Move] = [], substituted: [Move] = [],
        substituteName: String? = nil, years: Years = .every, regions: [String]? = nil
    ) {
        self.name = name
        self.basis = basis
        self.offset = offset
        self.moved = moved
        self.substituted = substituted
        self.substituteName = substituteName
        self.years = years
        self.regions = regions
    }

    /// The holiday's days of a year with their names: none, one, or two when a substitute is given.
    public func days(in year: Int) -> [(date: LocalDate, name: String)] {
        guard years.contains(year), let base = baseDate(in: year) else { return [] }
        var date = base.adding(days: offset)
        let found = date.weekday
        if let move = moved.first(where: { $0.weekdays.contains(found) }) { date = move.apply(date) }
        guard let substitute = substituted.first(where: { $0.weekdays.contains(found) }) else { return [(date, name)] }
        return [(date, name), (substitute.apply(date), substituteName ?? name)]
    }

    private func baseDate(in year: Int) -> LocalDate? {
        switch basis {
        case .fixed(let month, let day):
            return LocalDate(year: year, month: month, day: day)
        case .easter:
            return Easter.western(year)
        case .orthodoxEaster:
            return Easter.orthodox(year)
        case .weekday(let weekday, let ordinal, let month):
            return LocalDate.nth(ordinal, weekday, month: month, year: year)
        case .firstOf(let weekdays, let month, let day):
            guard !weekdays.isEmpty, var date = LocalDate(year: year, month: month, day: day) else { return nil }
            while !weekdays.contains(date.weekday) { date = date.adding(days: 1) }
            return date
        }
    }
}

extension LocalDate {
    /// The n-th such weekday of a month: 1–5 from its start, -1 to -5 from its end; nil when the month has no such day.
    public static func nth(_ ordinal: Int, _ weekday: Weekday, month: Int, year: Int) -> LocalDate? {
        let length = LocalDate.length(ofMonth: month, year: year)
        let first = LocalDate(year: year, month: month, overflowingDay: 1)
        if ordinal > 0 {
            let day = 1 + (weekday.rawValue - first.weekday.rawValue + 7) % 7 + (ordinal - 1) * 7
            return day <= length ? first.adding(days: day - 1) : nil
        }
        let last = first.adding(days: length - 1)
        let day = length - (last.weekday.rawValue - weekday.rawValue + 7) % 7 + (ordinal + 1) * 7
        return ordinal < 0 && day >= 1 ? first.adding(days: day - 1) : nil
    }
}
