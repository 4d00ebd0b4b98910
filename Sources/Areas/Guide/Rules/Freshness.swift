/// How old a fact is, and when a page must say so.
public enum Freshness: Sendable, Hashable {
    /// Confirmed less than six months ago.
    case fresh
    /// Six months to two years: the date is shown.
    case ageing
    /// More than two years: "call before you go".
    case old
    /// Nobody ever said.
    case never

    public static let ageingAfterDays = 183
    public static let oldAfterDays = 730

    /// - Parameter rhythm: days after which the service asks to be confirmed again, when that is sooner than six months.
    public init(confirmed: PartialDate?, today: LocalDate, rhythm: Int? = nil) {
        guard let confirmed else {
            self = .never
            return
        }
        let days = Freshness.age(of: confirmed, today: today)
        let ageing = min(rhythm ?? Freshness.ageingAfterDays, Freshness.ageingAfterDays)
        self = days < ageing ? .fresh : days < Freshness.oldAfterDays ? .ageing : .old
    }

    /// Days since a date; a month or a year counts from its last day, since the fact may be that young. Never negative.
    public static func age(of date: PartialDate, today: LocalDate) -> Int {
        let month = date.month ?? 12
        let day = date.day ?? LocalDate.length(ofMonth: month, year: date.year)
        guard let from = LocalDate(year: date.year, month: month, day: day) else { return oldAfterDays }
        return max(0, from.days(until: today))
    }
}
