extension RecurrenceRule {
    /// Periods that are looked at without finding anything before a rule is taken to have ended: 30 February never comes.
    private static let patience = 40_000
    /// Times that are counted at most, given or not: nobody waits for a rule of every second that began years ago.
    private static let mostCounted = 2_000_000

    /// The times of the rule in their order, from `first` on, which the rule must name itself to be among them.
    ///
    /// - Parameters:
    ///   - first: DTSTART.
    ///   - limit: nothing later is looked for.
    ///   - from: earlier times are counted and not given.
    ///   - zone: for an end that is given as a moment.
    ///   - most: at most so many are given.
    public func times(
        first: WallTime, from start: WallTime? = nil, through limit: WallTime, zone: CivilZone = .utc,
        most: Int = .max
    ) -> [WallTime] {
        var found: [WallTime] = []
        var left = Self.mostCounted
        if case .count(let count) = end { left = min(count, left) }
        let last = min(limit, latest(zone) ?? limit)
        var periods = RecurrencePeriods(self, first: first)
        // What is counted has to be counted from the first time on; else one can begin later.
        if case .count = end {} else if let start, start > first { periods.skip(to: start) }
        var empty = 0
        while left > 0, found.count < most, empty < Self.patience, periods.start <= last {
            let times = periods.next().filter { $0 >= first }
            empty = times.isEmpty ? empty + 1 : 0
            for time in times {
                guard time <= last, left > 0, found.count < most else { return found }
                left -= 1
                if start.map({ time >= $0 }) ?? true { found.append(time) }
            }
        }
        return found
    }

    private func latest(_ zone: CivilZone) -> WallTime? {
        switch end {
        case .never, .count: nil
        case .day(let day): WallTime(date: day, second: 86_399)
        case .local(let time): time
        case .moment(let moment): WallTime(total: moment.seconds + zone.offset(at: moment))
        }
    }
}

/// One period of a rule after the other, with the times that it holds.
struct RecurrencePeriods {
    private let rule: RecurrenceRule
    private let days: RecurrenceDays
    private let first: WallTime
    /// The first moment of the next period.
    private(set) var start: WallTime
    /// Times of a day, when the frequency is daily or longer.
    private let clock: [Int]

    init(_ rule: RecurrenceRule, first: WallTime) {
        self.rule = rule
        self.first = first
        days = RecurrenceDays(rule, first: first.date)
        let (hour, minute, second) = (first.second / 3_600, first.second / 60 % 60, first.second % 60)
        var clock: [Int] = []
        if [.daily, .weekly, .monthly, .yearly].contains(rule.frequency) {
            for hour in rule.hours.isEmpty ? [hour] : rule.hours {
                for minute in rule.minutes.isEmpty ? [minute] : rule.minutes {
                    clock += (rule.seconds.isEmpty ? [second] : rule.seconds).map { hour * 3_600 + minute * 60 + $0 }
                }
            }
        }
        self.clock = clock.sorted()
        start =
            switch rule.frequency {
            case .yearly: WallTime(date: LocalDate(year: first.date.year, month: 1, overflowingDay: 1))
            case .monthly: WallTime(date: first.date.adding(days: 1 - first.date.day))
            case .weekly: WallTime(date: days.startOfWeek(first.date))
            case .daily: WallTime(date: first.date)
            case .hourly: WallTime(total: first.total - first.second % 3_600)
            case .minutely: WallTime(total: first.total - first.second % 60)
            case .secondly: first
            }
    }

    /// Goes on to the last period that begins at `time` or before.
    mutating func skip(to time: WallTime) {
        let step = rule.interval
        switch rule.frequency {
        case .yearly: advance((time.date.year - start.date.year) / step)
        case .monthly:
            let months = (time.date.year - start.date.year) * 12 + time.date.month - start.date.month
            advance(months / step)
        case .weekly: advance(start.date.days(until: time.date) / 7 / step)
        case .daily: advance(start.date.days(until: time.date) / step)
        case .hourly, .minutely, .secondly: advance((time.total - start.total) / seconds / step)
        }
    }

    private var seconds: Int {
        switch rule.frequency {
        case .hourly: 3_600
        case .minutely: 60
        default: 1
        }
    }

    private mutating func advance(_ steps: Int) {
        let count = max(steps, 0) * rule.interval
        switch rule.frequency {
        case .yearly: start.date = LocalDate(year: start.date.year + count, month: 1, overflowingDay: 1)
        case .monthly:
            let (year, month, _) = start.date.parts
            let months = year * 12 + month - 1 + count
            start.date = LocalDate(year: months / 12, month: months % 12 + 1, overflowingDay: 1)
        case .weekly: start.date = start.date.adding(days: 7 * count)
        case .daily: start.date = start.date.adding(days: count)
        case .hourly, .minutely, .secondly: start = WallTime(total: start.total + count * seconds)
        }
    }

    /// The times of the period in their order; then goes on to the next.
    mutating func next() -> [WallTime] {
        let times = choose(all())
        advance(times.isEmpty && clock.isEmpty ? steps(to: endOfNothing) : 1)
        return times
    }

    /// Until when nothing can be found: a day, an hour, a minute without any time is left in one step, on the rule's own beat.
    private var endOfNothing: WallTime {
        guard days.contains(start.date) else { return WallTime(date: start.date.adding(days: 1)) }
        if !rule.hours.isEmpty, !rule.hours.contains(start.second / 3_600) {
            return WallTime(total: start.total - start.second % 3_600 + 3_600)
        }
        if rule.frequency == .secondly, !rule.minutes.isEmpty, !rule.minutes.contains(start.second / 60 % 60) {
            return WallTime(total: start.total - start.second % 60 + 60)
        }
        return start
    }

    /// How many steps lead to that time or beyond it; at least one.
    private func steps(to time: WallTime) -> Int {
        let step = seconds * rule.interval
        return max((time.total - start.total + step - 1) / step, 1)
    }

    private func all() -> [WallTime] {
        switch rule.frequency {
        case .yearly: dated(LocalDate.isLeap(start.date.year) ? 366 : 365)
        case .monthly: dated(LocalDate.length(ofMonth: start.date.month, year: start.date.year))
        case .weekly: dated(7)
        case .daily: dated(1)
        case .hourly, .minutely, .secondly: days.contains(start.date) ? timed() : []
        }
    }

    private func dated(_ length: Int) -> [WallTime] {
        (0..<length).map { start.date.adding(days: $0) }.filter(days.contains).flatMap { date in
            clock.map { WallTime(date: date, second: $0) }
        }
    }

    private func timed() -> [WallTime] {
        let (hour, minute, second) = (start.second / 3_600, start.second / 60 % 60, start.second % 60)
        guard rule.hours.isEmpty || rule.hours.contains(hour) else { return [] }
        let ownSeconds = rule.seconds.isEmpty ? [first.second % 60] : rule.seconds
        func at(_ minute: Int, _ second: Int) -> WallTime {
            WallTime(date: start.date, second: hour * 3_600 + minute * 60 + second)
        }
        switch rule.frequency {
        case .hourly:
            let minutes = rule.minutes.isEmpty ? [first.second / 60 % 60] : rule.minutes
            return minutes.flatMap { minute in ownSeconds.map { at(minute, $0) } }
        case .minutely:
            guard rule.minutes.isEmpty || rule.minutes.contains(minute) else { return [] }
            return ownSeconds.map { at(minute, $0) }
        default:
            guard rule.minutes.isEmpty || rule.minutes.contains(minute),
                rule.seconds.isEmpty || rule.seconds.contains(second)
            else { return [] }
            return [start]
        }
    }

    /// BYSETPOS.
    private func choose(_ times: [WallTime]) -> [WallTime] {
        guard !rule.positions.isEmpty else { return times }
        let wanted = Set(rule.positions.map { $0 > 0 ? $0 - 1 : times.count + $0 })
        return times.indices.filter(wanted.contains).map { times[$0] }
    }
}
