/// Looks at rules that were read without fault for what may not be meant.
enum HoursReview {
    static func warnings(of rules: [HoursRule]) -> [OpeningHoursWarning] {
        var found: [OpeningHoursWarning] = []
        func warn(_ kind: OpeningHoursWarning.Kind, _ rule: HoursRule) {
            found.append(OpeningHoursWarning(position: rule.position, length: rule.length, kind: kind))
        }
        for (index, rule) in rules.enumerated() {
            if rule.isAlways, rule.kind == .open, index < rules.count - 1 { warn(.alwaysWithOthers, rule) }
            if rule.separator == .normal, index > 0, !rule.hasDays, rule.kind == .open, rules[index - 1].hasDays {
                warn(.ruleWithoutDays, rule)
            }
            if rules[..<index].contains(where: { isCut($0, by: rule) }) { warn(.cutAtMidnight, rule) }
            if repeats(rule) { warn(.repeated, rule) }
        }
        return found
    }

    /// The earlier rule reaches past midnight into a day for which the later one sets everything anew.
    private static func isCut(_ earlier: HoursRule, by later: HoursRule) -> Bool {
        guard earlier.spills, earlier.kind != .closed, later.separator == .normal, later.kind != .closed, later.hasDays,
            !later.times.isEmpty
        else { return false }
        let ending = Set(weekdays(of: earlier).map { $0.adding(1) })
        return !ending.isDisjoint(with: weekdays(of: later))
    }

    /// All seven when the rule does not name any.
    private static func weekdays(of rule: HoursRule) -> Set<Weekday> {
        guard !rule.weekdays.isEmpty else { return Set(Weekday.allCases) }
        return Set(Weekday.allCases.filter { day in rule.weekdays.contains { $0.covers(day) } })
    }

    private static func repeats(_ rule: HoursRule) -> Bool {
        let dates = rule.dates.flatMap { $0 }.map {
            HoursSpelling.text(of: HoursRule(separator: .normal, dates: [[$0]]))
        }
        if Set(dates).count < dates.count { return true }
        let weekdays = rule.weekdays.filter { $0.nth.isEmpty }.flatMap { range in
            Weekday.allCases.filter { range.covers($0) }
        }
        return Set(weekdays).count < weekdays.count
    }
}

extension HoursWeekdayRange {
    /// Whether the day of the week lies in the range, which may run over Sunday (`Sa-Mo`).
    func covers(_ day: Weekday) -> Bool {
        from <= to ? day >= from && day <= to : day >= from || day <= to
    }
}
