/// Hours of all documents: distinct schedules once, and who is open when.
struct OpeningTable: Sendable {
    private static let unknownSchedule = UInt32.max

    let horizon: Range<Minute>
    /// Schedule of each document.
    private let schedule: [UInt32]
    /// Where each schedule's spans begin; one more at the end.
    private let firstSpan: [UInt32]
    private let spans: [OpenSpan]
    private let certain: Timeline
    private let uncertain: Timeline
    /// Documents whose hours are unknown altogether.
    private let withoutHours: Bitset
    /// Documents surely open on each of `days`.
    private let days: [(day: Range<Minute>, set: Bitset)]

    /// Spans of each document in the index's own order.
    init(_ hours: [[OpenSpan]?], horizon: Range<Minute>, days: [Range<Minute>]) {
        var known: [[OpenSpan]: UInt32] = [:]
        var schedule: [UInt32] = []
        schedule.reserveCapacity(hours.count)
        var firstSpan: [UInt32] = [0]
        var spans: [OpenSpan] = []
        var withoutHours = Bitset(bitCount: hours.count)
        var changes: [(minute: Minute, document: UInt32)] = []
        var doubts: [(minute: Minute, document: UInt32)] = []
        for (document, hours) in hours.enumerated() {
            guard let hours else {
                withoutHours.insert(document)
                schedule.append(Self.unknownSchedule)
                continue
            }
            if let number = known[hours] {
                schedule.append(number)
            } else {
                let number = UInt32(known.count)
                known[hours] = number
                schedule.append(number)
                spans += hours
                firstSpan.append(UInt32(spans.count))
            }
            for span in hours where span.start < span.end && span.end > horizon.lowerBound {
                let pair = [(span.start, UInt32(document)), (span.end, UInt32(document))]
                if span.isCertain { changes += pair } else { doubts += pair }
            }
        }
        self.horizon = horizon
        self.schedule = schedule
        self.firstSpan = firstSpan
        self.spans = spans
        self.withoutHours = withoutHours
        let certain = Timeline(changes: changes, horizon: horizon, bitCount: hours.count)
        self.certain = certain
        uncertain = Timeline(changes: doubts, horizon: horizon, bitCount: hours.count)
        self.days = days.map { ($0, certain.open(during: $0)) }
    }

    /// Documents surely open at a minute of the horizon.
    func open(at minute: Minute) -> Bitset {
        certain.open(at: minute)
    }

    /// Documents surely open at some time of a range within the horizon.
    func open(during range: Range<Minute>) -> Bitset {
        days.first { $0.day == range }?.set ?? certain.open(during: range)
    }

    /// Documents of which nobody is sure whether they are open at a minute.
    func unknown(at minute: Minute) -> Bitset {
        guard horizon.contains(minute) else { return Bitset(full: schedule.count) }
        guard !uncertain.isEmpty else { return withoutHours }
        var set = uncertain.open(at: minute)
        set.formUnion(withoutHours)
        return set
    }

    /// State of a document at `now`; see ``OpenState``.
    func state(of document: Int, at now: Minute, closingSoon: Minute) -> OpenState {
        guard horizon.contains(now), schedule[document] != Self.unknownSchedule else { return .unknown }
        let range = self.range(of: document)
        var position = firstSpan(in: range, endingAfter: now)
        guard position < range.upperBound else { return .closed }
        let current = spans[position]
        if current.start <= now {
            if !current.isCertain { return .unknown }
            var end = current.end
            while position + 1 < range.upperBound, spans[position + 1].start == end, spans[position + 1].isCertain {
                position += 1
                end = spans[position].end
            }
            return end - now <= closingSoon ? .closingSoon(at: end) : .open(until: end)
        }
        return nextStart(of: document, after: now).map { .opens(at: $0) } ?? .closed
    }

    /// First minute after `minute` at which a document is surely open, within the horizon; not `minute` itself.
    func nextStart(of document: Int, after minute: Minute) -> Minute? {
        guard schedule[document] != Self.unknownSchedule else { return nil }
        let range = self.range(of: document)
        var position = firstSpan(in: range, endingAfter: minute + 1)
        while position < range.upperBound, !spans[position].isCertain { position += 1 }
        guard position < range.upperBound else { return nil }
        let start = max(spans[position].start, minute + 1)
        return start < horizon.upperBound ? start : nil
    }

    private func range(of document: Int) -> Range<Int> {
        let number = Int(schedule[document])
        return Int(firstSpan[number])..<Int(firstSpan[number + 1])
    }

    private func firstSpan(in range: Range<Int>, endingAfter minute: Minute) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].end > minute { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
