extension HoursSource {
    /// Whether it is open at a moment.
    public func state(at instant: Instant, in context: HoursContext) -> OpeningState {
        var walk = HoursWalk(self, from: context.zone.date(instant), in: context)
        while let piece = walk.next(), piece.start <= instant {
            if piece.end > instant { return piece.state }
        }
        return .closed
    }

    /// The next moment at which the state (with its note) is another one, and that state.
    /// - Parameter days: how far to look; nil is returned when nothing changes until then.
    public func nextChange(
        after instant: Instant, in context: HoursContext, within days: Int = 800
    ) -> OpeningChange? {
        nextChange(after: instant, in: context, within: days) { $0 != $1 }
    }

    /// The next moment at which it goes from closed to open, from open to unknown … whatever the notes.
    public func nextKindChange(
        after instant: Instant, in context: HoursContext, within days: Int = 800
    ) -> OpeningChange? {
        nextChange(after: instant, in: context, within: days) { $0.kind != $1.kind }
    }

    private func nextChange(
        after instant: Instant, in context: HoursContext, within days: Int,
        where differs: (OpeningState, OpeningState) -> Bool
    ) -> OpeningChange? {
        let first = context.zone.date(instant)
        var limit = first.adding(days: days)
        // What is the same every week will not change after two of them.
        if let last = lastChange(after: first) { limit = min(limit, last.adding(days: 15)) }
        var walk = HoursWalk(self, from: first, in: context)
        var now: OpeningState?
        while let piece = walk.next(), walk.date <= limit {
            if piece.end <= instant { continue }
            if let now {
                if differs(now, piece.state) { return OpeningChange(at: piece.start, state: piece.state) }
            } else {
                now = piece.state
            }
        }
        return nil
    }

    /// The stretches of time in which it is open or may be, in order, cut at `from` and `to`. Neighbours in the same state
    /// with the same note are one.
    /// - Parameter includingClosed: give the others too.
    public func intervals(
        from: Instant, to: Instant, in context: HoursContext, includingClosed: Bool = false
    ) -> [OpeningInterval] {
        guard from < to else { return [] }
        var found: [OpeningInterval] = []
        var walk = HoursWalk(self, from: context.zone.date(from), in: context)
        while let piece = walk.next(), piece.start < to {
            guard piece.end > from, includingClosed || piece.state.kind != .closed else { continue }
            let start = max(piece.start, from)
            let end = min(piece.end, to)
            if let last = found.last, last.end == start, last.state == piece.state {
                found[found.count - 1].end = end
            } else {
                found.append(OpeningInterval(start: start, end: end, state: piece.state))
            }
        }
        return found
    }
}

/// Goes through the days of a source, state by state, closed ones included.
struct HoursWalk<Source: HoursSource> {
    private let source: Source
    private let context: HoursContext
    private var timeline = DayTimeline()
    private var index = 0
    private var minute = 0
    private var reached: Instant
    /// The day on which the last piece lies.
    private(set) var date: LocalDate

    init(_ source: Source, from date: LocalDate, in context: HoursContext) {
        self.source = source
        self.context = context
        self.date = date
        reached = context.zone.instant(date, minutes: 0)
        source.paint(date, in: context, on: &timeline)
    }

    /// Never ends; the caller stops.
    mutating func next() -> OpeningInterval? {
        while true {
            if minute >= 1440 {
                date = date.adding(days: 1)
                timeline.clear()
                source.paint(date, in: context, on: &timeline)
                index = 0
                minute = 0
            }
            let start = minute
            var state = OpeningState.closed
            if index < timeline.spans.count, timeline.spans[index].start <= minute {
                state = timeline.spans[index].state
                minute = timeline.spans[index].end
                index += 1
            } else {
                minute = index < timeline.spans.count ? timeline.spans[index].start : 1440
            }
            // Where a clock change skips an hour, a time in it lies later than the hour's end: what was reached holds.
            let begin = max(reached, context.zone.instant(date, minutes: start))
            let end = context.zone.instant(date, minutes: minute)
            if begin < end {
                reached = end
                return OpeningInterval(start: begin, end: end, state: state)
            }
        }
    }
}
