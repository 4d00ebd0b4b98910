/// The schedule of a service: its own hours and exceptions, and the closures of the place where it is.
public enum ServiceSchedule {
    /// - Parameter country: ISO 3166-1; settles words that mean different things in different languages.
    public static func make(_ service: Service, at site: Site?, country: String) -> Schedule? {
        let hours = service.hours.flatMap { try? OpeningHours(parsing: $0, country: country) }
        var own = exceptions(service.exceptions, country)
        if service.status == .suspended { own.append(untilFurtherNotice) }
        let level = Schedule.Level(hours: hours, exceptions: own)
        return Schedule(site: Schedule.Level(exceptions: exceptions(site?.closures ?? [], country)), service: level)
    }

    /// A closure whose end nobody knows: it holds until somebody says otherwise.
    private static let untilFurtherNotice = Schedule.DatedException(
        from: LocalDate(daysSinceEpoch: 0), to: endless, hours: nil)

    /// 31 December 2199: later than any date that is written.
    static let endless = LocalDate(year: 2199, month: 12, day: 31) ?? LocalDate(daysSinceEpoch: 84_005)

    private static func exceptions(_ closures: [DatedClosure], _ country: String) -> [Schedule.DatedException] {
        closures.compactMap { closure in
            guard let from = LocalDate(firstOf: closure.from) else { return nil }
            let to = closure.to.flatMap { LocalDate(lastOf: $0) } ?? endless
            let hours = closure.hours.flatMap { try? OpeningHours(parsing: $0, country: country) }
            // Other hours that cannot be read must not turn into a closure, nor into regular hours: nobody knows.
            if closure.hours != nil, hours == nil {
                let unknown = try? OpeningHours(parsing: "unknown")
                return unknown.map { Schedule.DatedException(from: from, to: to, hours: $0, reason: words(closure)) }
            }
            return Schedule.DatedException(from: from, to: to, hours: hours, reason: words(closure))
        }
    }

    private static func words(_ closure: DatedClosure) -> [String: String] { closure.reason?.byLanguage ?? [:] }
}

extension LocalDate {
    /// The first day that a date can mean.
    public init?(firstOf date: PartialDate) {
        self.init(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    }

    /// The last day that a date can mean.
    public init?(lastOf date: PartialDate) {
        let month = date.month ?? 12
        self.init(year: date.year, month: month, day: date.day ?? LocalDate.length(ofMonth: month, year: date.year))
    }
}

extension PartialDate {
    /// That very day.
    public init(_ day: LocalDate) { self.init(year: day.year, month: day.month, day: day.day) }
}
