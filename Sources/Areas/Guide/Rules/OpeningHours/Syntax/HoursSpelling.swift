/// Writes rules in the standard's spelling and order.
enum HoursSpelling {
    static func text(of rules: [HoursRule]) -> String {
        var text = ""
        for (index, rule) in rules.enumerated() {
            if index > 0 {
                switch rule.separator {
                case .normal: text += "; "
                case .additional: text += ", "
                case .fallback: text += " || "
                }
            }
            text += self.text(of: rule)
        }
        return text
    }

    static func text(of rule: HoursRule) -> String {
        var parts: [String] = []
        if rule.isAlways { parts.append("24/7") }
        if !rule.years.isEmpty { parts.append(rule.years.map(year).joined(separator: ",")) }
        for list in rule.dates { parts.append(list.map(dateRange).joined(separator: ",")) }
        if !rule.weeks.isEmpty { parts.append("week " + rule.weeks.map(week).joined(separator: ",")) }
        let weekdays = rule.weekdays.map(weekday).joined(separator: ",")
        let holidays = rule.holidays.map(holiday).joined(separator: ",")
        if rule.holidaysAreAlternative {
            parts.append([weekdays, holidays].filter { !$0.isEmpty }.joined(separator: ","))
        } else {
            parts += [holidays, weekdays].filter { !$0.isEmpty }
        }
        if !rule.times.isEmpty { parts.append(rule.times.map(span).joined(separator: ",")) }
        switch rule.state {
        case .open where parts.isEmpty || rule.comment != nil: parts.append("open")
        case .open: break
        case .closed: parts.append("off")
        case .unknown: if rule.comment == nil { parts.append("unknown") }
        case nil: break
        }
        if let comment = rule.comment { parts.append("\"\(comment)\"") }
        return parts.joined(separator: " ")
    }

    private static func two(_ number: Int) -> String { ASCIIDigits.padded(number, 2) }

    private static func year(_ range: HoursYearRange) -> String {
        let step = range.step > 1 ? "/\(range.step)" : ""
        guard let to = range.to else { return range.step > 1 ? "\(range.from)\(step)" : "\(range.from)+" }
        return to == range.from ? "\(range.from)" : "\(range.from)-\(to)\(step)"
    }

    private static func week(_ range: HoursWeekRange) -> String {
        let step = range.step > 1 ? "/\(range.step)" : ""
        return range.from == range.to ? two(range.from) : "\(two(range.from))-\(two(range.to))\(step)"
    }

    private static func weekday(_ range: HoursWeekdayRange) -> String {
        var text = range.from.osmCode
        if range.to != range.from { text += "-" + range.to.osmCode }
        if !range.nth.isEmpty {
            let list = range.nth.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            text += "[\(list.joined(separator: ","))]"
        }
        return text + days(range.offset)
    }

    private static func holiday(_ day: HoursHoliday) -> String {
        (day.kind == .publicHoliday ? "PH" : "SH") + days(day.offset)
    }

    private static func days(_ offset: Int) -> String {
        guard offset != 0 else { return "" }
        return " \(offset > 0 ? "+" : "-")\(offset.magnitude) day\(offset.magnitude == 1 ? "" : "s")"
    }

    private static func dateRange(_ range: HoursDateRange) -> String {
        let from = point(range.from, monthOnly: range.isMonths)
        if range.isOpen { return from + "+" }
        let step = range.step > 1 ? "/\(range.step)" : ""
        if case .day(let month, let day) = range.from.base, case .day(let endMonth, let endDay) = range.to.base,
            range.from.year == range.to.year, month == endMonth, range.from.shift == range.to.shift,
            range.from.offset == range.to.offset
        {
            if range.isMonths { return from }
            if day == endDay { return from }
            if range.from.shift == nil, range.from.offset == 0 { return "\(from)-\(two(endDay))\(step)" }
        }
        if range.from.isSame(as: range.to) { return from }
        var to = range.to
        if to.year == range.from.year, case .day = to.base { to.year = nil }
        return "\(from)-\(point(to, monthOnly: range.isMonths))\(step)"
    }

    private static func point(_ point: HoursDatePoint, monthOnly: Bool) -> String {
        var text = point.year.map { "\($0) " } ?? ""
        switch point.base {
        case .easter: text += "easter"
        case .day(let month, let day):
            text += HoursVocabulary.monthCodes[month - 1] + (monthOnly ? "" : " \(two(day))")
        case .nth(let month, let weekday, let nth):
            text += "\(HoursVocabulary.monthCodes[month - 1]) \(weekday.osmCode)[\(nth)]"
        }
        if let shift = point.shift { text += " \(shift.forward ? "+" : "-")\(shift.weekday.osmCode)" }
        return text + days(point.offset)
    }

    private static func span(_ span: HoursTimeSpan) -> String {
        var text = time(span.from)
        if let to = span.to { text += "-" + time(to) }
        if let step = span.step { text += "/\(two(step / 60)):\(two(step % 60))" }
        return text + (span.isOpenEnd ? "+" : "")
    }

    private static func time(_ point: HoursTimePoint) -> String {
        switch point {
        case .fixed(let minutes): "\(two(minutes / 60)):\(two(minutes % 60))"
        case .sun(let event, 0): event.word
        case .sun(let event, let offset):
            "(\(event.word)\(offset < 0 ? "-" : "+")\(two(abs(offset) / 60)):\(two(abs(offset) % 60)))"
        }
    }
}

extension HoursDatePoint {
    func isSame(as other: HoursDatePoint) -> Bool {
        year == other.year && base == other.base && shift == other.shift && offset == other.offset
    }
}
