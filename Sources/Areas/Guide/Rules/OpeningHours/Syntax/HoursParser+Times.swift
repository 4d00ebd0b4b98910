extension HoursParser {
    /// A list of times of day.
    mutating func readTimes(_ rule: inout HoursRule) throws(OpeningHoursError) {
        while true {
            rule.times.append(try readSpan())
            if kind == .comma, isTimeStart(1) {
                advance()
            } else if kind == .slash, isTimeStart(1) {
                warn(.spelling, current, mend: ",")
                advance()
            } else if isTimeStart(0) {
                warn(.missingComma, current, mend: ",")
            } else {
                break
            }
        }
        // An open end ends where the next span begins, whatever the order in which they are written.
        rule.times.sort { $0.from.usualMinutes < $1.from.usualMinutes }
    }

    private func isTimeStart(_ ahead: Int) -> Bool {
        switch token(ahead).kind {
        case .sun, .openParen, .startingAt: true
        case .number(let value, let digits):
            digits < 4 ? true : value < 1900 || isTime(at: ahead)
        default: false
        }
    }

    private mutating func readSpan() throws(OpeningHoursError) -> HoursTimeSpan {
        let startsAt = take(.startingAt)
        let first = current
        let start = try readClock()
        if !start.isEnd, start.point.usualMinutes >= 1440 { throw failure(.startAfterMidnight, first) }
        var span = HoursTimeSpan(from: start.point)
        if take(.openEnd) {
            span.isOpenEnd = true
        } else if try takePlus() {
            span.isOpenEnd = true
        } else if kind == .dash {
            let dash = current
            advance()
            if take(.openEnd) {
                span.isOpenEnd = true
                warn(.spelling, dash, mend: "+")
            } else {
                try readEnd(&span, start: start, first: first, dash: dash)
            }
        } else if startsAt {
            span.isOpenEnd = true
        } else if !allowsPoints {
            let typed = String(source[first.position..<tokens[index - 1].next])
            throw OpeningHoursError(
                position: first.position, length: typed.count, reason: .missingEnd, mend: "\(typed)+")
        }
        if span.isOpenEnd, span.guessedEnd > 2880 { throw failure(.hourOutOfRange(span.guessedEnd / 60), first) }
        return span
    }

    private mutating func readEnd(
        _ span: inout HoursTimeSpan, start: Clock, first: HoursToken, dash: HoursToken
    ) throws(OpeningHoursError) {
        // `0900-2000`: behind a time of four digits the next is none of a year.
        let isFourDigits: Bool
        if case .number(_, digits: 4) = kind, case .number(_, digits: 4) = first.kind {
            isFourDigits = true
        } else {
            isFourDigits = false
        }
        guard isFourDigits || isTimeStart(0) else {
            throw failure(.missingTime, kind == .end ? dash : current, mend: "+")
        }
        let last = current
        let end = try readClock()
        // am or pm on one side only: accepted when the other side has one reading, as in `10:00-8:00pm`.
        if end.half != nil, start.half == nil, start.point.isFixed,
            start.point.usualMinutes < 720, start.point.usualMinutes + 720 < end.point.usualMinutes
        {
            throw failure(.ambiguousHours, first)
        }
        if start.half != nil, end.half == nil, end.point.isFixed, end.point.usualMinutes <= start.point.usualMinutes {
            throw failure(.ambiguousHours, last)
        }
        if start.isBare, end.isBare, start.half == nil {
            let from = start.point.usualMinutes
            let to = end.point.usualMinutes
            if to <= from, from <= 720, to > 0 { throw failure(.ambiguousHours, first) }
        }
        span.to = end.point
        if try takePlus() { span.isOpenEnd = true }
        if allowsPoints, kind == .slash {
            advance()
            let token = current
            span.step = try readPeriod()
            if span.step == 0 { throw failure(.zeroStep, token) }
        }
    }

    /// The `+` of an open end; `10:00-12:00 + 14:00-18:00` means a comma.
    private mutating func takePlus() throws(OpeningHoursError) -> Bool {
        guard kind == .plus else { return false }
        if isTimeStart(1), current.position > tokens[index - 1].next {
            throw failure(.unexpected("+"), current, mend: ",")
        }
        advance()
        return true
    }

    /// `/90` or `/01:30`, in minutes.
    private mutating func readPeriod() throws(OpeningHoursError) -> Int {
        guard case .number(let value, _) = kind else { throw unexpected(current) }
        if isTime(at: 0) { return try readClock().point.usualMinutes }
        guard value <= 1440 else { throw failure(.offsetTooLarge(value), current) }
        advance()
        if kind == .colon { throw unexpected(current) }
        return value
    }

    /// A time as read: what it is, and how it was written.
    struct Clock {
        var point: HoursTimePoint
        /// Hours only (`8`).
        var isBare = false
        var half: HoursToken.Kind?
        var isEnd: Bool { !point.isFixed }
    }

    private mutating func readClock() throws(OpeningHoursError) -> Clock {
        switch kind {
        case .sun(let event):
            advance()
            return Clock(point: .sun(event, offset: 0))
        case .openParen:
            return Clock(point: try readSunWithOffset())
        case .number:
            return try readClockTime()
        default:
            throw unexpected(current)
        }
    }

    /// `(sunset+01:30)`.
    private mutating func readSunWithOffset() throws(OpeningHoursError) -> HoursTimePoint {
        advance()
        guard case .sun(let event) = kind else { throw unexpected(current) }
        advance()
        guard kind == .plus || kind == .dash else { throw unexpected(current) }
        let sign = kind == .plus ? 1 : -1
        advance()
        let token = current
        guard case .number(let hours, _) = kind else { throw unexpected(token) }
        guard isTime(at: 0), case .number(let minutes, _) = self.token(2).kind else {
            let padded = hours < 10 ? "0\(hours)" : String(hours)
            throw failure(.missingTime, token, mend: "\(padded):00")
        }
        guard minutes < 60 else { throw failure(.minuteOutOfRange(minutes), self.token(2)) }
        guard hours < 24 else { throw failure(.hourOutOfRange(hours), token) }
        advance()
        advance()
        advance()
        guard take(.closeParen) else { throw unexpected(current) }
        if hours == 0, minutes == 0 { warn(.noEffect, token) }
        return .sun(event, offset: sign * (hours * 60 + minutes))
    }

    /// `10:30`, `10.30`, `10h30`, `10 h`, `10`, `0930`, `10:30 am`.
    private mutating func readClockTime() throws(OpeningHoursError) -> Clock {
        let token = current
        guard case .number(var hour, let digits) = kind else { throw unexpected(token) }
        var minute = 0
        var isBare = false
        advance()
        if digits > 2 {
            guard digits == 4, kind != .colon else { throw failure(.hourOutOfRange(hour), token) }
            (hour, minute) = (hour / 100, hour % 100)
            warn(.timeFormat, token, mend: "\(ASCIIDigits.padded(hour, 2)):\(ASCIIDigits.padded(minute, 2))")
        } else if kind == .colon || kind == .dot, case .number(let value, let width) = self.token(1).kind,
            self.token(1).position == current.next
        {
            if width == 1 || kind == .dot || digits == 1 { warn(.timeFormat, token) }
            advance()
            minute = try readMinute(value, width: width)
            if kind == .colon, self.token(1).position == current.next, case .number = self.token(1).kind {
                throw unexpected(current)
            }
            _ = take(.hour)
        } else if kind == .hour {
            advance()
            warn(.timeFormat, token)
            if case .number(let value, digits: 2) = kind, value < 60, isMinutesAfterHour {
                minute = value
                advance()
            }
        } else if kind == .colon {
            throw unexpected(current)
        } else {
            isBare = true
            if kind != .am, kind != .pm { warn(.timeFormat, token, mend: "\(ASCIIDigits.padded(hour, 2)):00") }
        }
        var half: HoursToken.Kind?
        if kind == .am || kind == .pm {
            half = kind
            guard (1...12).contains(hour) else { throw failure(.hourOutOfRange(hour), token) }
            warn(.twelveHourClock, token)
            hour = hour % 12 + (kind == .pm ? 12 : 0)
            advance()
        }
        guard minute < 60 else { throw failure(.minuteOutOfRange(minute), token) }
        guard hour * 60 + minute <= 2880 else { throw failure(.hourOutOfRange(hour), token) }
        return Clock(point: .fixed(hour * 60 + minute), isBare: isBare, half: half)
    }

    private mutating func readMinute(_ value: Int, width: Int) throws(OpeningHoursError) -> Int {
        guard value < 60, width <= 2 else { throw failure(.minuteOutOfRange(value), current) }
        advance()
        return value
    }

    /// In `9 h 30` the 30 are minutes; in `9 h 10 h` the 10 begin a time.
    private var isMinutesAfterHour: Bool {
        let touches = current.position == tokens[index - 1].next
        switch token(1).kind {
        case .hour, .colon: return false
        case .dash:
            guard case .number(let value, _) = kind else { return false }
            return touches || value > 24
        default: return true
        }
    }
}
