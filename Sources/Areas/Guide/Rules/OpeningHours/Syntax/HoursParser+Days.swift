extension HoursParser {
    // MARK: Weekdays and holidays

    mutating func readDays(_ rule: inout HoursRule) throws(OpeningHoursError) {
        let hadHolidays = !rule.holidays.isEmpty
        let hadWeekdays = !rule.weekdays.isEmpty
        var listed = 0
        var weekdaysHere = false
        var holidaysHere = false
        while true {
            switch kind {
            case .weekday(let weekday):
                guard !hadWeekdays else { throw unexpected(current) }
                try rule.weekdays.append(readWeekday(weekday))
                weekdaysHere = true
            case .publicHoliday, .schoolHoliday:
                try rule.holidays.append(readHoliday())
                holidaysHere = true
            default:
                throw unexpected(current)
            }
            listed += 1
            if kind == .plus || kind == .slash, case .weekday = token(1).kind {
                warn(.spelling, current, mend: ",")
                advance()
                continue
            }
            guard kind == .comma else { break }
            let next = token(1).kind
            switch next {
            case .weekday, .publicHoliday, .schoolHoliday: advance()
            case .comma: throw unexpected(token(1))
            default:
                if weekdaysHere && holidaysHere { rule.holidaysAreAlternative = true }
                return
            }
        }
        if weekdaysHere && holidaysHere && !hadHolidays && listed > 1 { rule.holidaysAreAlternative = true }
    }

    private mutating func readWeekday(_ weekday: Weekday) throws(OpeningHoursError) -> HoursWeekdayRange {
        advance()
        var range = HoursWeekdayRange(from: weekday, to: weekday)
        if kind == .dash, case .weekday(let end) = token(1).kind {
            advance()
            advance()
            range.to = end
            return range
        }
        if kind == .openBracket {
            range.nth = try readNth()
            range.offset = try readDayOffset(atMost: 6)
        }
        return range
    }

    /// `[1]`, `[-1]`, `[4-5]`, `[1,3]`.
    mutating func readNth() throws(OpeningHoursError) -> [ClosedRange<Int>] {
        let bracket = current
        advance()
        var list: [ClosedRange<Int>] = []
        repeat {
            let negative = take(.dash)
            let first = try readNthNumber()
            if negative {
                list.append(-first...(-first))
            } else if take(.dash) {
                let last = try readNthNumber()
                guard first < last else { throw failure(.backwards, tokens[index - 1]) }
                list.append(first...last)
            } else {
                list.append(first...first)
            }
        } while take(.comma)
        guard take(.closeBracket) else {
            throw kind == .end ? failure(.unexpected(text(of: bracket)), bracket, mend: "]") : unexpected(current)
        }
        return list
    }

    private mutating func readNthNumber() throws(OpeningHoursError) -> Int {
        guard case .number(let value, _) = kind else { throw unexpected(current) }
        guard (1...5).contains(value) else { throw failure(.nthOutOfRange(value), current) }
        advance()
        return value
    }

    /// `+3 days`, `-1 day`; 0 when there is none.
    mutating func readDayOffset(atMost limit: Int) throws(OpeningHoursError) -> Int {
        guard kind == .plus || kind == .dash, case .number(let value, _) = token(1).kind, token(2).kind == .dayUnit
        else { return 0 }
        let negative = kind == .dash
        guard value <= limit else { throw failure(.offsetTooLarge(value), token(1)) }
        if value == 0 { warn(.noEffect, token(1)) }
        advance()
        advance()
        advance()
        return negative ? -value : value
    }

    private mutating func readHoliday() throws(OpeningHoursError) -> HoursHoliday {
        let token = current
        advance()
        var day = HoursHoliday(
            kind: token.kind == .publicHoliday ? .publicHoliday : .schoolHoliday, position: token.position)
        if day.kind == .publicHoliday { day.offset = try readDayOffset(atMost: 1) }
        return day
    }

    // MARK: Years

    /// Four digits that no time follows from (`2014`, not `2014:`…).
    var isYear: Bool {
        guard case .number(let value, digits: 4) = kind, value >= 1900 else { return false }
        return token(1).kind != .colon || token(1).position > current.next || token(2).position > token(1).next
    }

    /// `2014`, `2014-2016`, `2014/2`, `2014+`, and lists of them. A single year directly before a month belongs to the date.
    mutating func readYears(_ rule: inout HoursRule) throws(OpeningHoursError) {
        if rule.dates.isEmpty, isDate(token(1).kind) {
            try readDates(&rule)
            return
        }
        guard rule.years.isEmpty else { throw unexpected(current) }
        while true {
            rule.years.append(try readYearRange())
            guard kind == .comma else { return }
            guard case .number(_, digits: 4) = token(1).kind else {
                if isDate(token(1).kind) { throw failure(.ambiguousComma, current, mend: " ") }
                return
            }
            advance()
            guard isYear else { throw failure(.yearOrTime, current) }
        }
    }

    func isDate(_ kind: HoursToken.Kind) -> Bool {
        switch kind {
        case .month, .easter: true
        default: false
        }
    }

    private mutating func readYearRange() throws(OpeningHoursError) -> HoursYearRange {
        let token = current
        guard case .number(let from, _) = kind else { throw unexpected(current) }
        if from >= 2200 {
            let digits = String(from)
            throw failure(.yearOrTime, token, mend: "\(digits.prefix(2)):\(digits.suffix(2))")
        }
        advance()
        var range = HoursYearRange(from: from, to: from)
        if take(.plus) {
            range.to = nil
            return range
        }
        if take(.dash) {
            guard case .number(let to, digits: 4) = kind else { throw unexpected(current) }
            guard to > from else { throw failure(.backwards, current) }
            range.to = to
            advance()
        }
        if take(.slash) {
            range.step = try readStep(limit: 100)
            if range.to == from { range.to = nil }
        }
        return range
    }

    /// The number behind a `/`.
    mutating func readStep(limit: Int) throws(OpeningHoursError) -> Int {
        guard case .number(let value, _) = kind else { throw unexpected(current) }
        guard value > 0 else { throw failure(.zeroStep, current) }
        guard value <= limit else { throw failure(.offsetTooLarge(value), current) }
        if value == 1 { warn(.noEffect, current) }
        advance()
        return value
    }

    // MARK: Weeks

    /// `week 01-53/2,40`.
    mutating func readWeeks(_ rule: inout HoursRule) throws(OpeningHoursError) {
        if !rule.dates.isEmpty { warn(.weekWithMonth, current) }
        advance()
        repeat {
            let start = current
            let from = try readWeekNumber()
            var range = HoursWeekRange(from: from, to: from)
            if take(.dash) {
                range.to = try readWeekNumber()
                guard range.to > from else { throw failure(.backwards, start) }
                if take(.slash) { range.step = try readStep(limit: 53) }
            }
            rule.weeks.append(range)
        } while takeCommaBeforeNumber()
    }

    private mutating func takeCommaBeforeNumber() -> Bool {
        guard kind == .comma, case .number = token(1).kind, token(2).kind != .colon else { return false }
        advance()
        return true
    }

    private mutating func readWeekNumber() throws(OpeningHoursError) -> Int {
        guard case .number(let value, _) = kind else { throw unexpected(current) }
        guard (1...53).contains(value) else { throw failure(.weekOutOfRange(value), current) }
        advance()
        return value
    }
}
