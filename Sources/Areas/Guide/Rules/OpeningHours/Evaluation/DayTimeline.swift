/// One day's states, minute by minute: sorted stretches that do not overlap; where there is none it is closed.
/// It is reused from day to day, so that no memory is asked for.
public struct DayTimeline: Sendable {
    struct Span: Sendable {
        /// Minutes since midnight.
        var start: Int
        var end: Int
        var state: OpeningState
        /// Which rule said so.
        var rule: Int
    }

    private(set) var spans: [Span] = []

    public init() {
        spans.reserveCapacity(8)
    }

    /// Closed all day.
    public mutating func clear() {
        spans.removeAll(keepingCapacity: true)
    }

    /// Sets a state, whatever was there. Minutes since midnight; what lies outside 0–1440 is left out.
    public mutating func paint(_ start: Int, _ end: Int, _ state: OpeningState, rule: Int = 0) {
        let start = max(0, start)
        let end = min(1440, end)
        guard start < end else { return }
        let new = Span(start: start, end: end, state: state, rule: rule)
        var first = 0
        while first < spans.count, spans[first].end <= start { first += 1 }
        var after = first
        while after < spans.count, spans[after].start < end { after += 1 }
        guard first < after else {
            spans.insert(new, at: first)
            return
        }
        let head = spans[first]
        let tail = spans[after - 1]
        spans.replaceSubrange(first..<after, with: CollectionOfOne(new))
        if tail.end > end {
            var rest = tail
            rest.start = end
            spans.insert(rest, at: first + 1)
        }
        if head.start < start {
            var rest = head
            rest.end = start
            spans.insert(rest, at: first)
        }
    }

    /// Sets a state where it is closed.
    public mutating func fill(_ start: Int, _ end: Int, _ state: OpeningState, rule: Int = 0) {
        var cursor = max(0, start)
        let end = min(1440, end)
        while cursor < end {
            guard let next = spans.first(where: { $0.end > cursor && $0.state.kind != .closed }) else {
                paint(cursor, end, state, rule: rule)
                return
            }
            if next.start > cursor { paint(cursor, min(next.start, end), state, rule: rule) }
            cursor = next.end
        }
    }

    /// Keeps only what also is open in the other; elsewhere it is closed.
    mutating func restrict(to other: DayTimeline, note: OpeningState.Note?) {
        var cursor = 0
        for span in other.spans where span.state.kind != .closed {
            if span.start > cursor { paint(cursor, span.start, OpeningState(.closed, note: note)) }
            cursor = span.end
        }
        if cursor < 1440 { paint(cursor, 1440, OpeningState(.closed, note: note)) }
    }

    /// The state at a minute of the day.
    func state(at minute: Int) -> Span {
        for span in spans where span.start <= minute && span.end > minute { return span }
        return Span(start: minute, end: minute + 1, state: .closed, rule: -1)
    }
}
