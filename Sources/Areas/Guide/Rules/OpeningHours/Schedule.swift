/// When a service is open: its regular hours, the dated exceptions to them, and the same of the site where it is.
///
/// How the levels meet, day by day (dates are whole calendar days of the place, both ends included):
/// 1. a closure of the site closes all of its services;
/// 2. a closure of the service closes it, whatever the site does;
/// 3. other hours of the service hold in place of its regular ones;
/// 4. other hours of the site bound the service: it is open only while the site is;
/// 5. else the regular hours of the service hold, or those of the site when the service has none of its own.
///
/// Of several exceptions at one level that cover a day the shortest holds, and of two as long the closure. There is no
/// horizon: an exception holds however far ahead it was entered, and no longer than its last day.
public struct Schedule: Sendable, Hashable, Codable {
    /// A range of days on which something else holds.
    public struct DatedException: Sendable, Hashable, Codable {
        public var from: LocalDate
        /// The last day, included.
        public var to: LocalDate
        /// nil: closed.
        public var hours: OpeningHours?
        /// Words by language tag; empty when none were given.
        public var reason: [String: String]

        public init(from: LocalDate, to: LocalDate, hours: OpeningHours? = nil, reason: [String: String] = [:]) {
            self.from = from
            self.to = to
            self.hours = hours
            self.reason = reason
        }

        public var isClosure: Bool { hours == nil }

        public func covers(_ date: LocalDate) -> Bool { date >= from && date <= to }
    }

    /// The hours of a site, or of a service.
    public struct Level: Sendable, Hashable, Codable {
        /// nil: not known.
        public var hours: OpeningHours?
        public var exceptions: [DatedException]

        public init(hours: OpeningHours? = nil, exceptions: [DatedException] = []) {
            self.hours = hours
            self.exceptions = exceptions
        }

        /// The exception that holds on a day.
        public func exception(on date: LocalDate) -> DatedException? {
            exceptions.lazy.filter { $0.covers(date) }.min { first, second in
                let (one, other) = (first.from.days(until: first.to), second.from.days(until: second.to))
                return one == other ? first.isClosure && !second.isClosure : one < other
            }
        }
    }

    public var site: Level
    /// nil: the schedule is that of the site itself.
    public var service: Level?

    public init(site: Level, service: Level? = nil) {
        self.site = site
        self.service = service
    }

    /// Hours without a site's, and without exceptions.
    public init(hours: OpeningHours?) {
        self.init(site: Level(hours: hours))
    }

    /// Regular hours; nil when nobody knows them.
    public var hours: OpeningHours? { service?.hours ?? site.hours }

    /// What holds on a day.
    public enum DayPlan: Sendable, Hashable {
        case regular
        case closed(DatedException)
        case otherHours(DatedException, OpeningHours)
        /// Regular hours, within these of the site.
        case bounded(DatedException, OpeningHours)
    }

    public func plan(on date: LocalDate) -> DayPlan {
        let ofSite = site.exception(on: date)
        if let ofSite, ofSite.isClosure { return .closed(ofSite) }
        if let ofService = service?.exception(on: date) {
            return ofService.hours.map { .otherHours(ofService, $0) } ?? .closed(ofService)
        }
        guard let ofSite, let hours = ofSite.hours else { return .regular }
        return service?.hours == nil ? .otherHours(ofSite, hours) : .bounded(ofSite, hours)
    }

    /// The last day of the closure that holds on a day, closures that follow without a day between included; nil when
    /// none holds.
    public func closedUntil(from date: LocalDate) -> LocalDate? {
        let exceptions = site.exceptions + (service?.exceptions ?? [])
        let borders = Set(exceptions.flatMap { [$0.from, $0.to.adding(days: 1)] }).filter { $0 > date }.sorted()
        guard case .closed = plan(on: date) else { return nil }
        var last = date
        for border in borders {
            last = border.adding(days: -1)
            guard case .closed = plan(on: border) else { break }
        }
        return last
    }

    /// The first closure that begins after a day, however far ahead: to announce it in time.
    public func nextClosure(after date: LocalDate) -> DatedException? {
        (site.exceptions + (service?.exceptions ?? [])).filter { $0.isClosure && $0.from > date }
            .min { ($0.from, $0.to) < ($1.from, $1.to) }
    }
}
