/// What to say now about the hours of a place, without words: each case is a message in the language files, with its
/// values. Times are shown in the zone of the place.
public enum HoursPhrase: Sendable, Hashable, Codable {
    /// Open for more than a day yet.
    case open
    /// Open day and night.
    case open24h
    /// Open since a while, closing time not known (`17:00+`).
    case openWithoutKnownEnd
    /// Open, for so many minutes yet (1–60).
    case closesIn(minutes: Int)
    case closesAt(Instant)
    /// Closed, for so many minutes yet (1–60).
    case opensIn(minutes: Int)
    case opensToday(at: Instant)
    case opensTomorrow(at: Instant)
    /// `date` lies two days ahead or more; within the week the weekday is enough to say.
    case opensOn(Weekday, date: LocalDate, at: Instant)
    /// A dated closure; `until` is its last day. The reason by language tag.
    case closedFor(reason: [String: String], until: LocalDate)
    /// Closed, and no opening is in sight.
    case closed(comment: String?)
    /// It depends; the comment says on what.
    case unknown(comment: String?)
    /// Nobody has told the hours.
    case noHours

    /// Name of the message in the language files.
    public var key: String {
        String(String(describing: self).prefix { $0 != "(" })
    }

    /// Chooses what matters most to somebody who stands there now.
    /// - Parameter soon: minutes below which the time is given as a count.
    public init(_ schedule: Schedule, at now: Instant, in context: HoursContext, soon: Int = 60) {
        let today = context.zone.date(now)
        let plan = schedule.plan(on: today)
        if case .closed(let closure) = plan {
            self = .closedFor(reason: closure.reason, until: schedule.closedUntil(from: today) ?? closure.to)
            return
        }
        if case .regular = plan, schedule.hours == nil {
            self = .noHours
            return
        }
        let state = schedule.state(at: now, in: context)
        switch state.kind {
        case .open:
            self = Self.whileOpen(schedule, now, today, context, soon)
        case .unknown:
            self = state.note == .openEnd ? .openWithoutKnownEnd : .unknown(comment: state.comment)
        case .closed:
            self = Self.whileClosed(schedule, state, now, today, context, soon)
        }
    }

    private static func whileOpen(
        _ schedule: Schedule, _ now: Instant, _ today: LocalDate, _ context: HoursContext, _ soon: Int
    ) -> HoursPhrase {
        guard let change = schedule.nextKindChange(after: now, in: context) else { return .open24h }
        // Open for a week and more: whatever ends it (a closure to come) is announced as such.
        if now.adding(days: 8) < change.at { return .open24h }
        if change.state.note == .openEnd { return .open }
        let minutes = minutes(from: now, to: change.at)
        if minutes <= soon { return .closesIn(minutes: minutes) }
        // The night counts to the day: open until two in the morning is said as a time, until the day after is not.
        let noonTomorrow = context.zone.instant(today.adding(days: 1), minutes: 720)
        return change.at <= noonTomorrow ? .closesAt(change.at) : .open
    }

    private static func whileClosed(
        _ schedule: Schedule, _ state: OpeningState, _ now: Instant, _ today: LocalDate, _ context: HoursContext,
        _ soon: Int
    ) -> HoursPhrase {
        var cursor = now
        var mayOpen: (state: OpeningState, day: LocalDate)?
        // Times at which it may be open do not count as openings; a few of them are passed over, but nobody is told that it stays closed
        // until a later day when it may open before.
        for _ in 0..<32 {
            guard let change = schedule.nextKindChange(after: cursor, in: context) else { break }
            cursor = change.at
            if change.state.kind == .open || change.state.note == .openEnd {
                if let mayOpen, mayOpen.day < context.zone.date(change.at) { return .closed(comment: state.comment) }
                return opening(at: change.at, now, today, context, soon)
            }
            if change.state.kind == .unknown, mayOpen == nil {
                mayOpen = (change.state, context.zone.date(change.at))
            }
        }
        return mayOpen.map { .unknown(comment: $0.state.comment) } ?? .closed(comment: state.comment)
    }

    private static func opening(
        at opening: Instant, _ now: Instant, _ today: LocalDate, _ context: HoursContext, _ soon: Int
    ) -> HoursPhrase {
        let minutes = minutes(from: now, to: opening)
        if minutes <= soon { return .opensIn(minutes: minutes) }
        let date = context.zone.date(opening)
        switch today.days(until: date) {
        case ...0: return .opensToday(at: opening)
        case 1: return .opensTomorrow(at: opening)
        default: return .opensOn(date.weekday, date: date, at: opening)
        }
    }

    /// Begun minutes count: nobody is told "in 0 minutes".
    private static func minutes(from now: Instant, to later: Instant) -> Int {
        Int((now.milliseconds(until: later) + 59_999) / 60_000)
    }
}
