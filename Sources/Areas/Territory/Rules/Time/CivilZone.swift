public import Foundation

/// A time zone as plain arithmetic: the list of its changes of UTC offset from 1970 to 2100, read once from the
/// system's time-zone database and never asked again. Before the first change the first offset holds, after the
/// last one the last.
///
/// Two rules for times on the wall that are not plain, the same as in java.time and in JavaScript:
/// - a time that a clock going forward skips (a gap) is read with the offset from before, so it lands as much later
///   as the gap is long: 02:30 becomes 03:30;
/// - a time that a clock going back shows twice (an overlap) is the first of the two.
public struct CivilZone: Sendable, Hashable {
    /// The identifier of the time-zone database, e.g. `Europe/Paris`.
    public let identifier: String

    /// One change: from `at` (seconds since 1970) on, local time is UTC + `offset` (seconds).
    struct Transition: Sendable, Hashable {
        let at: Int
        let offset: Int
    }

    private let firstOffset: Int
    private let transitions: [Transition]

    public static let utc = CivilZone(identifier: "UTC", firstOffset: 0, transitions: [])

    /// nil when the system's database does not know the identifier.
    public init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.init(zone)
    }

    /// Reads the transitions of a Foundation time zone, 1970-01-01 to 2100-01-01.
    public init(_ zone: TimeZone) {
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var transitions: [Transition] = []
        var cursor = Date(timeIntervalSince1970: 0)
        var offset = zone.secondsFromGMT(for: cursor)
        let first = offset
        while let next = zone.nextDaylightSavingTimeTransition(after: cursor), next < end, next > cursor {
            let found = zone.secondsFromGMT(for: next)
            if found != offset {
                transitions.append(Transition(at: Int(next.timeIntervalSince1970.rounded()), offset: found))
                offset = found
            }
            cursor = next
        }
        self.init(identifier: zone.identifier, firstOffset: first, transitions: transitions)
    }

    init(identifier: String, firstOffset: Int, transitions: [Transition]) {
        self.identifier = identifier
        self.firstOffset = firstOffset
        self.transitions = transitions
    }

    /// Two zones of the same name are the same.
    public static func == (first: CivilZone, second: CivilZone) -> Bool {
        first.identifier == second.identifier
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
    }

    /// Seconds to add to UTC to get local time at this moment.
    public func offset(at instant: Instant) -> Int {
        offset(atSeconds: instant.seconds)
    }

    /// The day and the time on the wall at this moment, to the minute below.
    public func local(_ instant: Instant) -> LocalDateTime {
        let seconds = instant.seconds
        let local = seconds + offset(atSeconds: seconds)
        let days = LocalDate.floorDivide(local, 86_400)
        return LocalDateTime(
            date: LocalDate(daysSinceEpoch: days), time: LocalTime(minutes: (local - days * 86_400) / 60))
    }

    /// The day at this moment.
    public func date(_ instant: Instant) -> LocalDate {
        let seconds = instant.seconds
        return LocalDate(daysSinceEpoch: LocalDate.floorDivide(seconds + offset(atSeconds: seconds), 86_400))
    }

    /// The moment of a time on the wall; for gaps and overlaps see the type.
    /// - Parameter minutes: since the midnight of `date`; beyond 1440 it is a time of the following day.
    public func instant(_ date: LocalDate, minutes: Int) -> Instant {
        let local = date.daysSinceEpoch * 86_400 + minutes * 60
        // The offset that held a day before is right unless a change came since; then the later one is tried.
        let before = offset(atSeconds: local - 86_400)
        let early = local - before
        let after = offset(atSeconds: early)
        if after == before { return Instant(seconds: early) }
        let late = local - after
        // Gap: the later offset would put us before the change. Overlap: `early` is already past it only the second time.
        return offset(atSeconds: late) == after ? Instant(seconds: late) : Instant(seconds: early)
    }

    /// The moment of a time on the wall; for gaps and overlaps see the type.
    public func instant(_ local: LocalDateTime) -> Instant {
        instant(local.date, minutes: local.time.minutes)
    }

    private func offset(atSeconds seconds: Int) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : transitions[low - 1].offset
    }
}
