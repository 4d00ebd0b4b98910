import Foundation
import Rules
import Search

/// The hours of every current service, parsed once, in the city's time zone with its holidays.
struct GuideHours: Sendable {
    /// Days that the index knows beforehand, from yesterday on; what lies beyond is computed when it is asked for.
    static let horizonDays = 16

    struct Horizon {
        var days: [Range<Minute>]
        var minutes: Range<Minute> { (days.first?.lowerBound ?? 0)..<(days.last?.upperBound ?? 0) }
        var instants: Range<Instant> { Instant(minute: minutes.lowerBound)..<Instant(minute: minutes.upperBound) }
    }

    let zone: CivilZone
    let holidays: HolidayCalendar
    private let settings: TerritorySettings
    private let schedules: [Schedule?]
    private let points: [Coordinate?]

    /// - Parameter library: holidays by country; those of France are built in.
    init(
        settings: TerritorySettings, holidays library: [String: HolidayDefinitions], services: [Service], sites: [Site],
        siteByKey: [String: Int]
    ) {
        self.settings = settings
        zone = CivilZone(settings.timeZone) ?? .utc
        let periods = settings.schoolHolidays.compactMap { holiday -> HolidayPeriod? in
            guard settings.schoolHolidayZone == nil || holiday.zone == nil || holiday.zone == settings.schoolHolidayZone
            else { return nil }
            return HolidayPeriod(holiday)
        }
        // Of a country of which the library says nothing, `PH` is unknown, not wrong.
        let known =
            HolidayDefinitions.of(settings.country, in: library)
            ?? HolidayDefinitions(country: settings.country, publicHolidays: nil)
        holidays = known.calendar(region: settings.region, schoolHolidays: periods.isEmpty ? nil : periods)
        schedules = services.map { service in
            ServiceSchedule.make(service, at: siteByKey[service.site].map { sites[$0] }, country: settings.country)
        }
        points = services.map { service in siteByKey[service.site].flatMap { sites[$0].point } }
    }

    func horizon(from now: Instant) -> Horizon {
        let first = zone.date(now).adding(days: -1)
        return Horizon(days: (0..<Self.horizonDays).map { minutes(of: first.adding(days: $0)) })
    }

    /// A local day, midnight to midnight: 23 or 25 hours when the clocks change.
    func minutes(of day: LocalDate) -> Range<Minute> {
        zone.instant(day, minutes: 0).minute..<zone.instant(day.adding(days: 1), minutes: 0).minute
    }

    func schedule(_ position: Int) -> Schedule? {
        schedules.indices.contains(position) ? schedules[position] : nil
    }

    func context(_ position: Int) -> HoursContext {
        let place = (points.indices.contains(position) ? points[position] : nil) ?? settings.centre
        return HoursContext(
            zone: zone, holidays: holidays,
            coordinates: .init(latitude: place.latitude, longitude: place.longitude),
            country: settings.country, state: settings.region)
    }

    /// When a service is open or may be; `nil` when nothing is known of its hours.
    func spans(of position: Int, instants: Range<Instant>) -> [OpenSpan]? {
        guard let schedule = schedule(position), Self.isKnown(schedule) else { return nil }
        return schedule.intervals(from: instants.lowerBound, to: instants.upperBound, in: context(position)).map {
            OpenSpan(start: $0.start.minute, end: $0.end.minute, isCertain: $0.state.kind == .open)
        }
    }

    func spans(of position: Int, minutes: Range<Minute>) -> [OpenSpan]? {
        spans(of: position, instants: Instant(minute: minutes.lowerBound)..<Instant(minute: minutes.upperBound))
    }

    /// Whether anything is said of when it is open: regular hours, or dated ones.
    private static func isKnown(_ schedule: Schedule) -> Bool {
        schedule.hours != nil || !schedule.site.exceptions.isEmpty || !(schedule.service?.exceptions.isEmpty ?? true)
    }

    func phrase(_ position: Int, now: Instant) -> HoursPhrase {
        schedule(position).map { HoursPhrase($0, at: now, in: context(position)) } ?? .noHours
    }

    func week(_ position: Int, of day: LocalDate) -> WeekTable? {
        guard let schedule = schedule(position), Self.isKnown(schedule) else { return nil }
        return WeekTable(schedule, weekOf: day, in: context(position))
    }

    /// The state that the index would give, for one service.
    func openState(_ position: Int, now: Instant) -> OpenState {
        guard let schedule = schedule(position), Self.isKnown(schedule) else { return .unknown }
        let context = context(position)
        let change = schedule.nextKindChange(after: now, in: context, within: Self.horizonDays)
        switch schedule.state(at: now, in: context).kind {
        case .unknown: return .unknown
        case .closed: return change.map { .opens(at: $0.at.minute) } ?? .closed
        case .open:
            guard let change else { return .open(until: .max) }
            let left = now.milliseconds(until: change.at) / 60_000
            return left <= 30 ? .closingSoon(at: change.at.minute) : .open(until: change.at.minute)
        }
    }
}
