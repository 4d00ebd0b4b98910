import Rules
import Web

/// Which dates a reader asks for, read from an address. What cannot be read is left out.
struct EventQuery: Sendable, Hashable {
    enum When: Sendable, Hashable {
        case today, tonight, week
        case day(LocalDate)

        var text: String {
            switch self {
            case .today: "today"
            case .tonight: "tonight"
            case .week: "week"
            case .day(let day): day.description
            }
        }

        init?(_ text: String) {
            switch text {
            case "today": self = .today
            case "tonight": self = .tonight
            case "week": self = .week
            default:
                guard let day = LocalDate(text) else { return nil }
                self = .day(day)
            }
        }
    }

    /// Metres around `near`.
    static let radius = 3_000.0
    static let pageSize = 40
    static let names = ["when", "category", "district", "near", "free", "organisation", "cursor"]

    var when: When?
    var category: EventCategory?
    var district: String?
    var near: Coordinate?
    var isFree = false
    var organisation: String?
    var start = 0
    /// Names of what was not understood.
    private(set) var faults: [String] = []

    init(_ items: [(name: String, value: String)] = []) {
        for (name, value) in items where !value.isEmpty && value.utf8.count <= 100 {
            switch name {
            case "when": when = When(value) ?? refuse(name)
            case "category": category = EventCategory(rawValue: value) ?? refuse(name)
            case "district": district = value
            case "near": near = Self.point(value) ?? refuse(name)
            case "free": isFree = value == "1" ? true : refuse(name) ?? false
            case "organisation": organisation = value
            case "cursor": start = Int(value).flatMap { (0...1_000_000).contains($0) ? $0 : nil } ?? refuse(name) ?? 0
            default: break
            }
        }
    }

    private mutating func refuse<Value>(_ name: String) -> Value? {
        faults.append(name)
        return nil
    }

    private static func point(_ text: String) -> Coordinate? {
        let sides = text.split(separator: ",").map { Double($0) }
        guard sides.count == 2, let latitude = sides[0], let longitude = sides[1], abs(latitude) <= 90,
            abs(longitude) <= 180
        else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    /// The same in an address.
    var items: [(name: String, value: String)] {
        let pairs: [(String, String?)] = [
            ("when", when?.text), ("category", category?.rawValue), ("district", district),
            ("near", near.map { "\($0.latitude),\($0.longitude)" }), ("free", isFree ? "1" : nil),
            ("organisation", organisation),
        ]
        return pairs.compactMap { name, value in value.map { (name: name, value: $0) } }
    }

    /// The dates that are asked for and not over, in their order; near somewhere: of each day the nearest first.
    func find(in snapshot: EventsSnapshot, now: Instant) -> [EventMoment] {
        let span = span(snapshot, now)
        let found = snapshot.moments.filter { moment in
            moment.end > max(now, span.lowerBound) && moment.start < span.upperBound && fits(moment, snapshot)
        }
        guard near != nil else { return found }
        let zone = snapshot.zone
        func order(_ moment: EventMoment) -> (LocalDate, Double) {
            (zone.date(max(moment.start, now)), distance(moment, snapshot) ?? .infinity)
        }
        return found.map { ($0, order($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// In metres, from where the reader is.
    func distance(_ moment: EventMoment, _ snapshot: EventsSnapshot) -> Double? {
        guard let near, let point = snapshot.place(moment.event).point else { return nil }
        return near.distance(to: point)
    }

    private func fits(_ moment: EventMoment, _ snapshot: EventsSnapshot) -> Bool {
        let event = snapshot.event(moment)
        if let category, event.category != category { return false }
        if let organisation, event.organisation != organisation { return false }
        if isFree, event.isFree != true { return false }
        if let district, snapshot.place(moment.event).district != district { return false }
        if near != nil { return distance(moment, snapshot).map { $0 <= Self.radius } ?? false }
        return true
    }

    /// Evenings begin at six and end when the night does.
    private static let (evening, morning) = (18 * 60, 5 * 60)

    private func span(_ snapshot: EventsSnapshot, _ now: Instant) -> Range<Instant> {
        let zone = snapshot.zone
        let today = zone.date(now)
        func whole(_ first: LocalDate, _ days: Int) -> Range<Instant> {
            zone.instant(first, minutes: 0)..<zone.instant(first.adding(days: days), minutes: 0)
        }
        switch when {
        case nil: return now..<zone.instant(today.adding(days: EventsSnapshot.horizon), minutes: 0)
        case .today: return whole(today, 1)
        case .week: return whole(today, 7)
        case .day(let day): return whole(day, 1)
        case .tonight:
            return zone.instant(
                today, minutes: Self.evening)..<zone.instant(today.adding(days: 1), minutes: Self.morning)
        }
    }
}
