extension HoursParser {
    /// A list of months, days and ranges of them: `Jan 01,Dec 24-26`, `2013 Dec 31-2014 Jan 02`, `easter -2 days`.
    mutating func readDates(_ rule: inout HoursRule) throws(OpeningHoursError) {
        if !rule.weeks.isEmpty { warn(.weekWithMonth, current) }
        var list: [HoursDateRange] = []
        var year: Int?
        while true {
            let range = try readDateRange(inheriting: year)
            year = range.from.year ?? year
            list.append(range)
            try readFurtherDays(after: range, &list)
            guard kind == .comma else { break }
            let next = token(1).kind
            let isFurther: Bool
            if case .number(let value, digits: 4) = next, value >= 1900 {
                isFurther = isDate(token(2).kind)
            } else {
                isFurther = isDate(next) || isDayFirst(1)
            }
            guard isFurther else { break }
            advance()
        }
        rule.dates.append(list)
    }

    /// `Dec 24,25`: further days of the month of the last one.
    private mutating func readFurtherDays(
        after range: HoursDateRange, _ list: inout [HoursDateRange]
    ) throws(OpeningHoursError) {
        guard !range.isMonths, case .day(let month, _) = range.to.base else { return }
        while kind == .comma, case .number(_, let digits) = token(1).kind, digits <= 2, !isTime(at: 1) {
            advance()
            let day = try readDay(month: month)
            var from = HoursDatePoint(year: range.from.year, base: .day(month: month, day: day))
            from.offset = try readDayOffset(atMost: 366)
            var further = HoursDateRange(from: from, to: from)
            if kind == .dash, case .number(let end, _) = token(1).kind, !isTime(at: 1) {
                guard end > day else { throw failure(.backwards, token(1)) }
                advance()
                further.to.base = .day(month: month, day: try readDay(month: month))
            }
            list.append(further)
        }
    }

    private mutating func readDateRange(inheriting year: Int?) throws(OpeningHoursError) -> HoursDateRange {
        let (from, isMonth) = try readPoint(year: year, mayBeNth: true, after: nil)
        var range = HoursDateRange(from: from, to: from, isMonths: isMonth)
        if isMonth, case .day(let month, _) = from.base {
            range.to.base = .day(month: month, day: 31)
        }
        if kind == .plus, !isOffset(0) {
            range.isOpen = true
            advance()
            return range
        }
        guard kind == .dash, isDatePoint(1, after: from, isMonth: isMonth) else {
            return range
        }
        let dash = current
        advance()
        let (to, endIsMonth) = try readPoint(year: from.year, mayBeNth: !isMonth, after: isMonth ? nil : from)
        range.to = to
        range.isMonths = isMonth && endIsMonth
        if endIsMonth, case .day(let month, _) = to.base { range.to.base = .day(month: month, day: 31) }
        try check(range, dash)
        if to.base == .easter, to.offset == 0 { warn(.easterNotIncluded, tokens[index - 1], mend: "easter +1 day") }
        if take(.slash) { range.step = try readStep(limit: 366) }
        return range
    }

    private func check(_ range: HoursDateRange, _ dash: HoursToken) throws(OpeningHoursError) {
        guard case .day(let month, let day) = range.from.base, case .day(let endMonth, let endDay) = range.to.base
        else {
            return
        }
        if let year = range.from.year, let endYear = range.to.year, (endYear, endMonth, endDay) < (year, month, day),
            endYear != year
        {
            throw failure(.backwards, dash)
        }
    }

    /// What can end a range that began so.
    private func isDatePoint(_ ahead: Int, after from: HoursDatePoint, isMonth: Bool) -> Bool {
        let token = token(ahead)
        if isDate(token.kind) || isDayFirst(ahead) { return true }
        guard case .number(let value, let digits) = token.kind else { return false }
        if digits == 4, value >= 1900 { return isDate(self.token(ahead + 1).kind) }
        guard case .day = from.base, !isMonth else { return false }
        return digits <= 2 && !isTime(at: ahead)
    }

    /// One end of a range, and whether it names a month only.
    private mutating func readPoint(
        year inherited: Int?, mayBeNth: Bool, after start: HoursDatePoint?
    ) throws(OpeningHoursError) -> (HoursDatePoint, isMonth: Bool) {
        var point = HoursDatePoint(year: inherited, base: .easter)
        if case .number(let value, digits: 4) = kind, value >= 1900 {
            point.year = value
            advance()
        }
        switch kind {
        case .easter:
            advance()
            point.offset = try readDayOffset(atMost: 366)
            return (point, false)
        case .month(let month):
            advance()
            while kind == .dot { advance() }
            if case .number(_, let digits) = kind, digits <= 2, !isTime(at: 0) {
                point.base = .day(month: month, day: try readDay(month: month))
                point.shift = readShift()
                point.offset = try readDayOffset(atMost: 366)
                return (point, false)
            }
            if mayBeNth, let nth = try readNthOfMonth(month, mustContinue: start == nil) {
                point.base = nth
                point.offset = try readDayOffset(atMost: 366)
                return (point, false)
            }
            point.base = .day(month: month, day: 1)
            return (point, true)
        case .number where isDayFirst(0):
            point.base = try readDayFirst()
            return (point, false)
        case .number:
            guard case .day(let month, let day)? = start?.base else { throw unexpected(current) }
            let token = current
            let end = try readDay(month: month)
            guard end > day || (end == day && start?.offset == 0) else { throw failure(.backwards, token) }
            point.base = .day(month: month, day: end)
            point.shift = readShift()
            point.offset = try readDayOffset(atMost: 366)
            return (point, false)
        default:
            throw unexpected(current)
        }
    }

    /// `Su[-1]` behind a month as a date. At the start of a range it is one only if the range goes on;
    /// else the month and the weekday are two selectors.
    private mutating func readNthOfMonth(
        _ month: Int, mustContinue: Bool
    ) throws(OpeningHoursError) -> HoursDatePoint.Base? {
        guard case .weekday(let weekday) = kind, token(1).kind == .openBracket else { return nil }
        if mustContinue {
            var ahead = 2
            while token(ahead).kind != .closeBracket, token(ahead).kind != .end { ahead += 1 }
            ahead += 1
            if isOffset(ahead) { ahead += 3 }
            guard token(ahead).kind == .dash else { return nil }
            let next = token(ahead + 1).kind
            if case .number(let value, digits: 4) = next, value >= 1900 {
                guard isDate(token(ahead + 2).kind) else { return nil }
            } else {
                guard isDate(next) else { return nil }
            }
        }
        advance()
        let bracket = current
        let list = try readNth()
        guard list.count == 1, let only = list.first, only.count == 1 else { throw unexpected(bracket) }
        return .nth(month: month, weekday, only.lowerBound)
    }

    /// `6 mars`, `6. Jan`: the day before the month.
    func isDayFirst(_ ahead: Int) -> Bool {
        guard case .number(let value, let digits) = token(ahead).kind, digits <= 2, value <= 31 else { return false }
        if case .month = token(ahead + 1).kind { return true }
        if token(ahead + 1).kind == .dot, case .month = token(ahead + 2).kind { return true }
        return false
    }

    private mutating func readDayFirst() throws(OpeningHoursError) -> HoursDatePoint.Base {
        let number = current
        guard case .number(let day, _) = kind else { throw unexpected(number) }
        advance()
        while kind == .dot { advance() }
        guard case .month(let month) = kind else { throw unexpected(current) }
        guard day >= 1, day <= LocalDate.length(ofMonth: month, year: 2000) else {
            throw failure(.noSuchDay(day), number)
        }
        let code = HoursVocabulary.monthCodes[month - 1]
        warn(.spelling, number, mend: "\(code) \(ASCIIDigits.padded(day, 2))")
        advance()
        return .day(month: month, day: day)
    }

    private func isOffset(_ ahead: Int) -> Bool {
        guard token(ahead).kind == .plus || token(ahead).kind == .dash, case .number = token(ahead + 1).kind else {
            return false
        }
        return token(ahead + 2).kind == .dayUnit
    }

    /// `Dec 25 -Su`: the Sunday before.
    private mutating func readShift() -> HoursDatePoint.Shift? {
        guard kind == .plus || kind == .dash, case .weekday(let weekday) = token(1).kind,
            token(1).position == current.next
        else { return nil }
        let forward = kind == .plus
        // `Dec 25-Su 10:00` could be meant as a range of weekdays, which does not exist.
        advance()
        advance()
        return HoursDatePoint.Shift(weekday: weekday, forward: forward)
    }

    private mutating func readDay(month: Int) throws(OpeningHoursError) -> Int {
        guard case .number(let day, _) = kind else { throw unexpected(current) }
        guard day >= 1, day <= LocalDate.length(ofMonth: month, year: 2000) else {
            throw failure(.noSuchDay(day), current)
        }
        advance()
        if kind == .dot, token(1).kind != .dot { advance() }
        return day
    }

    /// A number that a time begins with, rather than a day.
    func isTime(at ahead: Int) -> Bool {
        let number = token(ahead)
        let next = token(ahead + 1)
        switch next.kind {
        case .colon:
            guard case .number = token(ahead + 2).kind else { return false }
            return next.position == number.next && token(ahead + 2).position == next.next
        case .hour, .am, .pm: return true
        case .dot:
            guard case .number(_, digits: 2) = token(ahead + 2).kind else { return false }
            return next.position == number.next && token(ahead + 2).position == next.next
        default: return false
        }
    }
}
