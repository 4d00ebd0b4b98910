/// Where the states of a day come from: hours, or a schedule with its exceptions. The questions themselves
/// (`state(at:in:)` …) are answered the same way for all.
public protocol HoursSource: Sendable {
    /// Writes the states of a day; the timeline is clear when it is called.
    func paint(_ date: LocalDate, in context: HoursContext, on timeline: inout DayTimeline)

    /// A day after which nothing changes any more from week to week, if there is one.
    func lastChange(after date: LocalDate) -> LocalDate?
}

extension OpeningHours: HoursSource {
    /// Which of the hours that fall on a day are wanted: those that begin on it, those that began the day before.
    struct Parts: OptionSet {
        let rawValue: Int
        static let own = Parts(rawValue: 1)
        static let fromDayBefore = Parts(rawValue: 2)
        static let all: Parts = [.own, .fromDayBefore]
    }

    public func paint(_ date: LocalDate, in context: HoursContext, on timeline: inout DayTimeline) {
        paint(date, in: context, parts: .all, on: &timeline)
    }

    /// Rules are laid over one another in their order; one that replaces wipes the day first.
    func paint(_ date: LocalDate, in context: HoursContext, parts: Parts, on timeline: inout DayTimeline) {
        let today = HoursDayFacts(date)
        let yesterday = HoursDayFacts(date.adding(days: -1))
        for (index, rule) in rules.enumerated() {
            if parts.contains(.own) {
                let (matches, note) = rule.matches(today, in: context)
                if matches {
                    if replaces[index] { timeline.clear() }
                    rule.paint(index, from: date, shift: 0, holiday: note, in: context, on: &timeline)
                }
            }
            if parts.contains(.fromDayBefore), rule.spills {
                let (matches, note) = rule.matches(yesterday, in: context)
                if matches {
                    rule.paint(index, from: yesterday.date, shift: 1440, holiday: note, in: context, on: &timeline)
                }
            }
        }
    }

    /// Hours of weekdays and times only are the same every week; hours of past years are over.
    public func lastChange(after date: LocalDate) -> LocalDate? {
        var last = date
        for rule in rules where rule.hasDays || rule.times.contains(where: { !$0.isFixed }) {
            let isWeekly =
                rule.dates.isEmpty && rule.years.isEmpty && rule.holidays.isEmpty && rule.times.allSatisfy(\.isFixed)
                && rule.weekdays.allSatisfy { $0.nth.isEmpty } && rule.weeks.isEmpty
            if isWeekly { continue }
            guard let year = rule.lastYear else { return nil }
            last = max(last, LocalDate(year: year + 1, month: 1, overflowingDay: 2))
        }
        return last
    }
}

extension HoursTimeSpan {
    var isFixed: Bool { from.isFixed && to?.isFixed ?? true }

    /// The reference library takes a range from the sun to a fixed time (`sunrise-20:00`) with the sun of the day before:
    /// a minute or two in Paris. Done alike, so that both give the same answer.
    fileprivate var opensWithSunOfDayBefore: Bool {
        !from.isFixed && to?.isFixed ?? false && !wraps && !isOpenEnd && step == nil
    }
}

extension HoursRule {
    /// The last year in which the rule can matter; nil when it has no end.
    fileprivate var lastYear: Int? {
        if !years.isEmpty {
            let ends = years.map(\.to)
            return ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
        }
        for list in dates where list.allSatisfy({ $0.from.year != nil && !$0.isOpen }) {
            return list.compactMap { ($0.to.year ?? $0.from.year).map { $0 + 1 } }.max()
        }
        return nil
    }

    /// Lays this rule's hours of `date` on the day that begins `shift` minutes later.
    fileprivate func paint(
        _ index: Int, from date: LocalDate, shift: Int, holiday: OpeningState.Note?, in context: HoursContext,
        on timeline: inout DayTimeline
    ) {
        let note = comment.map(OpeningState.Note.text) ?? holiday
        let state = OpeningState(kind, note: note)
        func lay(_ start: Int, _ end: Int, _ state: OpeningState) {
            if separator == .fallback {
                timeline.fill(start - shift, end - shift, state, rule: index)
            } else {
                timeline.paint(start - shift, end - shift, state, rule: index)
            }
        }
        if times.isEmpty {
            if shift == 0 { lay(0, 1440, state) }
            return
        }
        for span in times {
            let start = span.from.minutes(on: span.opensWithSunOfDayBefore ? date.adding(days: -1) : date, in: context)
            guard let to = span.to else {
                if span.isOpenEnd {
                    layOpenEnd(start, span, lay)
                } else {
                    lay(start, start + 1, state)
                }
                continue
            }
            let end =
                span.wraps
                ? to.minutes(on: date.adding(days: 1), in: context) + 1440 : to.minutes(on: date, in: context)
            if let step = span.step {
                for point in stride(from: start, through: end, by: step) { lay(point, point + 1, state) }
            } else {
                lay(start, end, state)
                if span.isOpenEnd, end >= start { layOpenEnd(end, span, lay) }
            }
        }
    }

    /// The time after a known one, until the next span of the same rule or the guessed closing.
    private func layOpenEnd(_ start: Int, _ span: HoursTimeSpan, _ lay: (Int, Int, OpeningState) -> Void) {
        let next = times.lazy.map(\.from.usualMinutes).filter { $0 > span.from.usualMinutes && $0 >= start }.min()
        let note = comment.map(OpeningState.Note.text) ?? .openEnd
        lay(start, next ?? span.guessedEnd, OpeningState(kind == .closed ? .closed : .unknown, note: note))
    }
}

extension HoursTimePoint {
    /// Minutes from the midnight of a day.
    func minutes(on date: LocalDate, in context: HoursContext) -> Int {
        switch self {
        case .fixed(let minutes): minutes
        case .sun(let event, let offset): event.minutes(on: date, in: context) + offset
        }
    }
}

extension HoursSunEvent {
    /// To the minute below. The usual time where the place is not known, or where the sun does not rise or set that day.
    func minutes(on date: LocalDate, in context: HoursContext) -> Int {
        guard let place = context.coordinates,
            let sun = SunTimes(on: date, latitude: place.latitude, longitude: place.longitude)
        else { return usualMinutes }
        let instant =
            switch self {
            case .dawn: sun.dawn
            case .sunrise: sun.sunrise
            case .sunset: sun.sunset
            case .dusk: sun.dusk
            }
        let local = context.zone.local(instant)
        return date.days(until: local.date) * 1440 + local.time.minutes
    }
}
