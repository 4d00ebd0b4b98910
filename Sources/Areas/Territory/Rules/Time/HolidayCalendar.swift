/// The public and the school holidays of one place, ready to be asked for a day.
public struct HolidayCalendar: Sendable, Hashable {
    /// nil: the public holidays of this place are not known.
    public let rules: [HolidayRule]?
    /// nil: the school holidays of this place are not known. Sorted by start.
    public let periods: [HolidayPeriod]?

    /// Days of the years below, sorted; other years are computed when asked for.
    private let known: [Named]
    private static let knownYears = 1990...2070

    private struct Named: Sendable, Hashable {
        let date: LocalDate
        let name: String
    }

    /// Nothing is known: a question about a holiday cannot be answered.
    public static let unknown = HolidayCalendar(publicHolidays: nil, schoolHolidays: nil)

    /// - Parameters:
    ///   - publicHolidays: nil when not known.
    ///   - schoolHolidays: nil when not known.
    public init(publicHolidays: [HolidayRule]?, schoolHolidays: [HolidayPeriod]?) {
        rules = publicHolidays
        periods = schoolHolidays?.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        known = Self.days(of: publicHolidays ?? [], in: Self.knownYears)
    }

    /// Two calendars with the same rules and ranges are the same.
    public static func == (first: HolidayCalendar, second: HolidayCalendar) -> Bool {
        first.rules == second.rules && first.periods == second.periods
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rules)
        hasher.combine(periods)
    }

    /// The name of the public holiday on this day; nil when it is none (or when none is known).
    public func publicHoliday(on date: LocalDate) -> String? {
        guard let rules, !rules.isEmpty else { return nil }
        let year = date.year
        guard Self.knownYears.contains(year) else {
            return Self.days(of: rules, in: year...year).first { $0.date == date }?.name
        }
        var low = 0
        var high = known.count
        while low < high {
            let middle = (low + high) / 2
            if known[middle].date < date { low = middle + 1 } else { high = middle }
        }
        return low < known.count && known[low].date == date ? known[low].name : nil
    }

    /// The name of the school holidays in which this day lies; nil when it lies in none (or when none are known).
    public func schoolHoliday(on date: LocalDate) -> String? {
        guard let periods else { return nil }
        // Ranges are few and short: those that started last are looked at first, up to a year back.
        var low = 0
        var high = periods.count
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].from <= date { low = middle + 1 } else { high = middle }
        }
        while low > 0 {
            low -= 1
            if periods[low].to >= date { return periods[low].name }
            if periods[low].from.days(until: date) > 366 { return nil }
        }
        return nil
    }

    /// All public holidays of a year, in order.
    public func publicHolidays(in year: Int) -> [(date: LocalDate, name: String)] {
        Self.days(of: rules ?? [], in: year...year).map { ($0.date, $0.name) }
    }

    /// Sorted by date; of two on one day the one named first in the rules comes first. A substitute day that falls
    /// into a neighbouring year is found from that year. A holiday does not move onto another one: it stays.
    private static func days(of rules: [HolidayRule], in wanted: ClosedRange<Int>) -> [Named] {
        let years = wanted.lowerBound - 1...wanted.upperBound + 1
        var settled: Set<LocalDate> = []
        if rules.contains(where: { !$0.moved.isEmpty }) {
            for rule in rules where rule.moved.isEmpty {
                for year in years { settled.formUnion(rule.days(in: year).map(\.date)) }
            }
        }
        var found: [(date: LocalDate, rule: Int, name: String)] = []
        for (index, rule) in rules.enumerated() {
            var staying = rule
            staying.moved = []
            for year in years {
                var days = rule.days(in: year)
                if !rule.moved.isEmpty, days.contains(where: { settled.contains($0.date) }) {
                    days = staying.days(in: year)
                }
                for day in days where wanted.contains(day.date.year) { found.append((day.date, index, day.name)) }
            }
        }
        return found.sorted { ($0.date, $0.rule) < ($1.date, $1.rule) }.map { Named(date: $0.date, name: $0.name) }
    }
}
