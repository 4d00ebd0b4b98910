extension Schedule: HoursSource {
    /// A day of closure is closed from midnight to midnight, and hours that would have begun on it and reached into the
    /// next day do not take place either. Hours of the evening before a day of other hours run to their end.
    public func paint(_ date: LocalDate, in context: HoursContext, on timeline: inout DayTimeline) {
        let today = plan(on: date)
        if case .closed(let closure) = today {
            timeline.paint(0, 1440, OpeningState(.closed, note: .exception(reason: closure.reason)))
            return
        }
        let yesterday = plan(on: date.adding(days: -1))
        switch today {
        case .regular, .bounded, .closed:
            paintRegular(date, after: yesterday, in: context, on: &timeline)
        case .otherHours(_, let other):
            other.paint(date, in: context, parts: .own, on: &timeline)
            carryOver(from: yesterday, to: date, in: context, on: &timeline)
        }
        if case .bounded(let exception, let bounds) = today {
            var open = DayTimeline()
            bounds.paint(date, in: context, on: &open)
            timeline.restrict(to: open, note: .exception(reason: exception.reason))
        }
    }

    /// nil hours: it is not known whether it is open.
    private func paintRegular(
        _ date: LocalDate, after yesterday: DayPlan, in context: HoursContext, on timeline: inout DayTimeline
    ) {
        guard let hours else {
            timeline.paint(0, 1440, OpeningState(.unknown))
            return
        }
        switch yesterday {
        case .regular:
            hours.paint(date, in: context, on: &timeline)
        case .closed, .otherHours, .bounded:
            hours.paint(date, in: context, parts: .own, on: &timeline)
            carryOver(from: yesterday, to: date, in: context, on: &timeline)
        }
    }

    /// Adds what began the day before and is not over.
    private func carryOver(
        from yesterday: DayPlan, to date: LocalDate, in context: HoursContext, on timeline: inout DayTimeline
    ) {
        let source: OpeningHours? =
            switch yesterday {
            case .closed: nil
            case .regular: hours
            case .otherHours(_, let other): other
            case .bounded(_, let bounds): bounds
            }
        guard let source else { return }
        var night = DayTimeline()
        source.paint(date, in: context, parts: .fromDayBefore, on: &night)
        if case .bounded = yesterday, let hours {
            var own = DayTimeline()
            hours.paint(date, in: context, parts: .fromDayBefore, on: &own)
            own.restrict(to: night, note: nil)
            night = own
        }
        for span in night.spans where span.state.kind != .closed {
            timeline.fill(span.start, span.end, span.state, rule: span.rule)
        }
    }

    public func lastChange(after date: LocalDate) -> LocalDate? {
        let exceptions = site.exceptions + (service?.exceptions ?? [])
        var last = exceptions.map { $0.to.adding(days: 1) }.max() ?? date
        for hours in exceptions.compactMap(\.hours) + [hours].compactMap({ $0 }) {
            guard let own = hours.lastChange(after: date) else { return nil }
            last = max(last, own)
        }
        return max(last, date)
    }
}
