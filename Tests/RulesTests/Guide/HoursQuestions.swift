import Rules
import Testing

/// Short ways to ask in tests: Paris, French holidays, times on the wall.
struct HoursQuestions {
    let zone: CivilZone
    let context: HoursContext

    init(schoolHolidays: [HolidayPeriod]? = nil) throws {
        zone = try #require(CivilZone("Europe/Paris"))
        context = .france(
            zone: zone, schoolHolidays: schoolHolidays,
            coordinates: HoursContext.Coordinates(latitude: 48.8566, longitude: 2.3522))
    }

    func instant(_ local: String) throws -> Instant {
        zone.instant(try #require(LocalDateTime(local)))
    }

    func local(_ instant: Instant) -> String {
        zone.local(instant).description
    }

    /// `2026-01-05 10:00-12:00`, or both dates when it ends on another day; with a `?` when unknown.
    func intervals(_ source: some HoursSource, _ from: String, _ to: String) throws -> [String] {
        source.intervals(from: try instant(from), to: try instant(to), in: context).map { interval in
            let start = zone.local(interval.start)
            let end = zone.local(interval.end)
            let last = start.date == end.date ? end.time.description : end.description
            return "\(start)-\(last)\(interval.state.kind == .unknown ? "?" : "")"
        }
    }
}

extension LocalDate {
    /// A day in a test.
    static func on(_ text: String) throws -> LocalDate {
        try #require(LocalDate(text))
    }
}
