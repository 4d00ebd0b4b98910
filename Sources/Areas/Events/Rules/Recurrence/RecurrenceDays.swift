/// Which days a rule names, once what it leaves to its first time is filled in.
struct RecurrenceDays: Sendable {
    private let rule: RecurrenceRule
    private let months: Set<Int>
    private let monthDays: Set<Int>
    private let yearDays: Set<Int>
    private let weeks: Set<Int>
    private let weekdays: Set<Weekday>
    private let counted: [RecurrenceRule.Day]

    init(_ rule: RecurrenceRule, first: LocalDate) {
        var rule = rule
        let namesDays = !rule.weeks.isEmpty || !rule.yearDays.isEmpty || !rule.monthDays.isEmpty || !rule.days.isEmpty
        if !namesDays {
            switch rule.frequency {
            case .yearly:
                if rule.months.isEmpty { rule.months = [first.month] }
                rule.monthDays = [first.day]
            case .monthly: rule.monthDays = [first.day]
            case .weekly: rule.days = [.init(first.weekday)]
            case .daily, .hourly, .minutely, .secondly: break
            }
        }
        self.rule = rule
        months = Set(rule.months)
        monthDays = Set(rule.monthDays)
        yearDays = Set(rule.yearDays)
        weeks = Set(rule.weeks)
        weekdays = Set(rule.days.filter { $0.ordinal == nil }.map(\.weekday))
        counted = rule.days.filter { $0.ordinal != nil }
    }

    func contains(_ date: LocalDate) -> Bool {
        let (year, month, day) = date.parts
        if !months.isEmpty, !months.contains(month) { return false }
        if !monthDays.isEmpty {
            let length = LocalDate.length(ofMonth: month, year: year)
            guard monthDays.contains(day) || monthDays.contains(day - length - 1) else { return false }
        }
        if !yearDays.isEmpty {
            let number = Self.dayOfYear(date, year)
            guard yearDays.contains(number) || yearDays.contains(number - Self.length(year) - 1) else { return false }
        }
        if !weeks.isEmpty {
            let (week, count) = week(of: date)
            guard weeks.contains(week) || weeks.contains(week - count - 1) else { return false }
        }
        if weekdays.isEmpty, counted.isEmpty { return true }
        return weekdays.contains(date.weekday) || isCounted(date, year, month, day)
    }

    /// The nth Monday of the month, or of the year when the rule is yearly and names no month.
    private func isCounted(_ date: LocalDate, _ year: Int, _ month: Int, _ day: Int) -> Bool {
        let ofYear = rule.frequency == .yearly && months.isEmpty
        let number = ofYear ? Self.dayOfYear(date, year) : day
        let length = ofYear ? Self.length(year) : LocalDate.length(ofMonth: month, year: year)
        return counted.contains { one in
            one.weekday == date.weekday
                && (one.ordinal == (number - 1) / 7 + 1 || one.ordinal == -((length - number) / 7 + 1))
        }
    }

    /// The week's number, and how many weeks its year has. Week 1 is the first with four days in the year (ISO 8601), weeks
    /// beginning as the rule says.
    private func week(of date: LocalDate) -> (number: Int, count: Int) {
        let start = startOfWeek(date)
        // A week belongs to the year that holds its fourth day.
        let year = start.adding(days: 3).year
        let first = firstWeek(year)
        return (first.days(until: start) / 7 + 1, first.days(until: firstWeek(year + 1)) / 7)
    }

    private func firstWeek(_ year: Int) -> LocalDate {
        startOfWeek(LocalDate(year: year, month: 1, overflowingDay: 4))
    }

    func startOfWeek(_ date: LocalDate) -> LocalDate {
        date.adding(days: -((date.weekday.rawValue - rule.weekStart.rawValue + 7) % 7))
    }

    private static func dayOfYear(_ date: LocalDate, _ year: Int) -> Int {
        LocalDate(year: year, month: 1, overflowingDay: 1).days(until: date) + 1
    }

    private static func length(_ year: Int) -> Int { LocalDate.isLeap(year) ? 366 : 365 }
}
