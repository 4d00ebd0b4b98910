/// Opening hours as rows that recur (RFC 5545: `FREQ`, `BYDAY`), for standards that know no more: HSDS among them.
///
/// Public holidays, dates and what is unknown cannot be said so: `isWhole` is false then, and the whole text has to go along.
public struct RecurringHours: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        public var isMonthly: Bool
        /// `MO`; of a month `2MO`, `-1FR`.
        public var days: [String]
        /// Minutes since midnight.
        public var opens: Int
        /// Up to 1440; smaller than `opens` when it closes on the next day; `nil`: nobody knows.
        public var closes: Int?

        public init(isMonthly: Bool = false, days: [String], opens: Int, closes: Int?) {
            self.isMonthly = isMonthly
            self.days = days
            self.opens = opens
            self.closes = closes
        }
    }

    private struct Span: Hashable {
        var opens: Int
        var closes: Int?
    }

    /// In the order of their first day; empty when the rules cannot be said as rows at all.
    public let rows: [Row]
    /// The rows say all that the hours say.
    public let isWhole: Bool

    public init(_ hours: OpeningHours) {
        var week: [Weekday: [Span]] = [:]
        var monthly: [Row] = []
        var isWhole = true
        for (rule, replaces) in zip(hours.rules, hours.replaces) {
            if rule.comment != nil || rule.separator == .fallback || rule.holidaysAreAlternative { isWhole = false }
            let isDated = !(rule.years.isEmpty && rule.dates.isEmpty && rule.weeks.isEmpty)
            let isOfHolidays = !rule.holidays.isEmpty && !rule.holidaysAreAlternative
            if isOfHolidays || rule.separator == .fallback || (isDated && rule.kind == .closed) {
                isWhole = false
                continue
            }
            guard !isDated, !rule.weekdays.contains(where: { $0.offset != 0 }), let spans = Self.spans(rule) else {
                (self.rows, self.isWhole) = ([], false)
                return
            }
            let days = Self.days(rule)
            if rule.weekdays.contains(where: { !$0.nth.isEmpty }) {
                let touches = days.contains { !(week[$0] ?? []).isEmpty }
                guard rule.kind == .open, !touches || !replaces else {
                    (self.rows, self.isWhole) = ([], false)
                    return
                }
                monthly += Self.monthly(rule, spans)
                continue
            }
            if rule.kind == .unknown { isWhole = false }
            for day in days {
                if rule.kind != .open {
                    week[day] = []
                } else if replaces {
                    week[day] = spans
                } else {
                    week[day, default: []] += spans
                }
            }
        }
        self.rows = Self.weekly(week) + monthly
        self.isWhole = isWhole
    }

    private static func days(_ rule: HoursRule) -> [Weekday] {
        if rule.weekdays.isEmpty { return Weekday.allCases }
        let found = Set(
            rule.weekdays.flatMap { range in
                let length = (range.to.rawValue - range.from.rawValue + 7) % 7
                return (0...length).map { range.from.adding($0) }
            })
        return found.sorted()
    }

    /// `nil` when the times cannot be said as a beginning and an end of the clock.
    private static func spans(_ rule: HoursRule) -> [Span]? {
        guard rule.kind == .open else { return rule.times.isEmpty || rule.kind == .unknown ? [] : nil }
        if rule.isAlways || rule.times.isEmpty { return [Span(opens: 0, closes: 1440)] }
        var spans: [Span] = []
        for time in rule.times {
            guard case .fixed(let opens) = time.from, time.step == nil, opens < 1440 else { return nil }
            switch time.to {
            case nil where time.isOpenEnd: spans.append(Span(opens: opens, closes: nil))
            case .fixed(let closes)? where !time.isOpenEnd:
                spans.append(Span(opens: opens, closes: closes > 1440 ? closes - 1440 : closes))
            default: return nil
            }
        }
        return spans
    }

    private static func weekly(_ week: [Weekday: [Span]]) -> [Row] {
        var order: [Span] = []
        var days: [Span: [Weekday]] = [:]
        for day in Weekday.allCases {
            for span in week[day] ?? [] where days[span]?.contains(day) != true {
                if days[span] == nil { order.append(span) }
                days[span, default: []].append(day)
            }
        }
        return order.map { span in
            Row(days: (days[span] ?? []).map { $0.osmCode.uppercased() }, opens: span.opens, closes: span.closes)
        }
    }

    private static func monthly(_ rule: HoursRule, _ spans: [Span]) -> [Row] {
        let days = rule.weekdays.flatMap { range -> [String] in
            let length = (range.to.rawValue - range.from.rawValue + 7) % 7
            let names = (0...length).map { range.from.adding($0).osmCode.uppercased() }
            let numbers = range.nth.flatMap { Array($0) }
            return names.flatMap { name in numbers.map { "\($0)\(name)" } }
        }
        return spans.map { Row(isMonthly: true, days: days, opens: $0.opens, closes: $0.closes) }
    }
}

extension RecurringHours {
    /// The rows as opening hours; `nil` when a day or a time cannot be read, or there is no row.
    public static func text(of rows: [Row]) -> String? {
        var week: [Weekday: [String]] = [:]
        var monthly: [String] = []
        for row in rows.sorted(by: { $0.opens < $1.opens }) {
            guard (0..<1440).contains(row.opens), row.closes.map({ (0...1440).contains($0) }) ?? true else {
                return nil
            }
            let times = row.closes.map { "\(clock(row.opens))-\(clock($0))" } ?? "\(clock(row.opens))+"
            for day in row.days {
                guard let weekday = Weekday.allCases.first(where: { day.hasSuffix($0.osmCode.uppercased()) }) else {
                    return nil
                }
                let number = day.dropLast(2)
                if number.isEmpty {
                    if row.isMonthly { return nil }
                    week[weekday, default: []].append(times)
                } else {
                    guard row.isMonthly, let place = Int(number), (-5...5).contains(place), place != 0 else {
                        return nil
                    }
                    monthly.append("\(weekday.osmCode)[\(place)] \(times)")
                }
            }
        }
        if week.isEmpty, monthly.isEmpty { return nil }
        return ([weekText(week)].filter { !$0.isEmpty } + monthly).joined(separator: ", ")
    }

    private static func weekText(_ week: [Weekday: [String]]) -> String {
        var done: Set<Weekday> = []
        var parts: [String] = []
        for day in Weekday.allCases {
            guard !done.contains(day), let times = week[day] else { continue }
            let days = Weekday.allCases.filter { week[$0] == times }
            done.formUnion(days)
            parts.append("\(dayText(days)) \(times.joined(separator: ","))")
        }
        return parts.joined(separator: "; ")
    }

    /// Three days or more in a row are a range.
    private static func dayText(_ days: [Weekday]) -> String {
        var runs: [[Weekday]] = []
        for day in days {
            if let last = runs.last?.last, last.rawValue + 1 == day.rawValue {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
        return runs.map { run in
            run.count > 2
                ? "\(run[0].osmCode)-\(run[run.count - 1].osmCode)" : run.map(\.osmCode).joined(separator: ",")
        }.joined(separator: ",")
    }

    private static func clock(_ minutes: Int) -> String {
        "\(ASCIIDigits.padded(minutes / 60, 2)):\(ASCIIDigits.padded(minutes % 60, 2))"
    }
}
