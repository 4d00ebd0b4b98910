/// What rules ask of a day, computed once.
struct HoursDayFacts {
    let date: LocalDate
    let year: Int
    let month: Int
    let day: Int
    let weekday: Weekday

    init(_ date: LocalDate) {
        self.date = date
        (year, month, day) = date.parts
        weekday = date.weekday
    }
}

extension HoursRule {
    /// Whether the rule is for this day; with the holiday that made it so, if one did.
    func matches(_ facts: HoursDayFacts, in context: HoursContext) -> (matches: Bool, note: OpeningState.Note?) {
        guard years.isEmpty || years.contains(where: { $0.contains(facts.year) }) else { return (false, nil) }
        if !weeks.isEmpty {
            let week = facts.date.isoWeek
            guard weeks.contains(where: { $0.contains(week) }) else { return (false, nil) }
        }
        if weekdays.isEmpty && holidays.isEmpty { return (datesMatch(facts), nil) }
        let onWeekday = weekdays.contains { matches($0, facts) }
        if holidays.isEmpty { return (onWeekday, nil) }
        if holidaysAreAlternative {
            if onWeekday { return (true, nil) }
        } else if !weekdays.isEmpty, !onWeekday {
            return (false, nil)
        }
        guard datesMatch(facts), let note = holidayNote(facts.date, context.holidays) else { return (false, nil) }
        return (true, note)
    }

    /// A weekday counted in the month with days added (`Aug Su[-1] +1 day`) is of the month in which it is counted.
    private func matches(_ range: HoursWeekdayRange, _ facts: HoursDayFacts) -> Bool {
        let base = range.offset == 0 ? facts : HoursDayFacts(facts.date.adding(days: -range.offset))
        guard range.covers(base.weekday), datesMatch(base) else { return false }
        guard !range.nth.isEmpty else { return true }
        let fromStart = (base.day - 1) / 7 + 1
        let fromEnd = -((LocalDate.length(ofMonth: base.month, year: base.year) - base.day) / 7 + 1)
        return range.nth.contains { $0.contains(fromStart) || $0.contains(fromEnd) }
    }

    private func datesMatch(_ facts: HoursDayFacts) -> Bool {
        dates.allSatisfy { list in list.contains { $0.contains(facts) } }
    }

    /// Of several holidays on one day the one that the rule names last.
    private func holidayNote(_ date: LocalDate, _ calendar: HolidayCalendar) -> OpeningState.Note? {
        for holiday in holidays.reversed() {
            let day = date.adding(days: -holiday.offset)
            let name =
                holiday.kind == .publicHoliday ? calendar.publicHoliday(on: day) : calendar.schoolHoliday(on: day)
            if let name { return .holiday(name: name, offset: holiday.offset) }
        }
        return nil
    }
}

extension HoursDateRange {
    func contains(_ facts: HoursDayFacts) -> Bool {
        if isOpen {
            guard let start = from.date(in: from.year ?? facts.year) else { return false }
            return facts.date >= start
        }
        if step == 1, from.year == nil, to.year == nil, let from = from.plainKey, let to = to.plainKey {
            let key = facts.month * 32 + facts.day
            return from <= to ? key >= from && key <= to : key >= from || key <= to
        }
        if let year = from.year {
            guard let start = from.date(in: year), var end = lastDay(in: to.year ?? year) else { return false }
            if end < start, to.year == year { end = lastDay(in: year + 1) ?? end }
            return contains(facts.date, start, end)
        }
        return contains(facts.date, in: facts.year)
            // Days added to the end (`Dec Su[-1] +4 days`) may lie in the new year.
            || contains(facts.date, in: facts.year - 1, orOver: false)
            || contains(facts.date, in: facts.year + 1, orOver: false)
    }

    /// Both ends of that year; when the end comes first, what lies outside of the two (`Dec 25-easter`).
    private func contains(_ date: LocalDate, in year: Int, orOver: Bool = true) -> Bool {
        guard let start = from.date(in: year), let end = lastDay(in: year) else { return false }
        if start <= end { return contains(date, start, end) }
        guard orOver else { return false }
        if date >= start { return contains(date, start, lastDay(in: year + 1) ?? date) }
        guard date <= end, let earlier = from.date(in: year - 1) else { return false }
        return contains(date, earlier, end)
    }

    private func contains(_ date: LocalDate, _ start: LocalDate, _ end: LocalDate) -> Bool {
        date >= start && date <= end && (step == 1 || start.days(until: date) % step == 0)
    }

    private func lastDay(in year: Int) -> LocalDate? {
        guard let day = to.date(in: year, isEnd: true) else { return nil }
        // The reference library ends such a range before Easter Sunday (see OpeningHoursWarning.easterNotIncluded).
        return to.base == .easter && !from.isSame(as: to) ? day.adding(days: -1) : day
    }
}

extension HoursDatePoint {
    /// Month and day as one number, when the point is nothing but that.
    var plainKey: Int? {
        guard case .day(let month, let day) = base, shift == nil, offset == 0 else { return nil }
        return month * 32 + day
    }

    /// nil when the year has no such day; as an end, the last day of the month then.
    func date(in year: Int, isEnd: Bool = false) -> LocalDate? {
        var date: LocalDate
        switch base {
        case .easter:
            date = Easter.western(year)
        case .day(let month, let day):
            let length = LocalDate.length(ofMonth: month, year: year)
            if day > length, !isEnd { return nil }
            date = LocalDate(year: year, month: month, overflowingDay: min(day, length))
        case .nth(let month, let weekday, let nth):
            guard let found = LocalDate.nth(nth, weekday, month: month, year: year) else { return nil }
            date = found
        }
        if let shift {
            while date.weekday != shift.weekday { date = date.adding(days: shift.forward ? 1 : -1) }
        }
        return date.adding(days: offset)
    }
}
