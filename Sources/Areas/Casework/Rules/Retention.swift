/// For what a file is kept. It says how long.
public enum FilePurpose: String, Sendable, Hashable, Codable, CaseIterable {
    case support, orientation, legal
    case childProtection = "child-protection"
}

/// How long something is kept, declared once. Defaults after the CNIL's guidance for social follow-up (référentiel
/// « accompagnement social », 2021): two years after the last contact in daily use, then an archive that few can open.
public enum Retention {
    public struct Clock: Sendable, Hashable {
        public let purpose: FilePurpose
        /// Months after the last contact in which those who help open the file.
        public let active: Int
        /// Months after that in which only who answers for the organisation opens it, and says why.
        public let archive: Int
    }

    public enum State: Sendable, Hashable {
        /// The last day of each is given.
        case active(until: LocalDate)
        case archive(until: LocalDate)
        /// Only what cannot be led back to anyone is kept.
        case over
    }

    public static let table = [
        Clock(purpose: .support, active: 24, archive: 36),
        Clock(purpose: .orientation, active: 12, archive: 0),
        // Five years are those of personal actions (French civil code, 2224).
        Clock(purpose: .legal, active: 24, archive: 60),
        Clock(purpose: .childProtection, active: 24, archive: 36),
    ]

    /// Days that other things are kept.
    public static let auditDays = 365
    public static let letterDays = 7
    /// Referrals that belong to no file.
    public static let referralDays = 365
    /// Milliseconds that an exported archive lies ready.
    public static let exportLife: Int64 = 24 * 3_600_000

    /// - Parameter lastContact: day of the last contact with the person, in the city.
    public static func state(of purpose: FilePurpose, lastContact: LocalDate, at today: LocalDate) -> State {
        // Every purpose has its line: a test sees to it. Without one, nothing would be kept longer than the shortest.
        let clock = table.first { $0.purpose == purpose } ?? Clock(purpose: purpose, active: 12, archive: 0)
        let active = lastContact.adding(months: clock.active)
        let archive = lastContact.adding(months: clock.active + clock.archive)
        if today <= active { return .active(until: active) }
        return today <= archive ? .archive(until: archive) : .over
    }
}

extension LocalDate {
    /// The same day of a later month; the month's last when it has no such day.
    func adding(months: Int) -> LocalDate {
        let parts = parts
        let count = parts.year * 12 + parts.month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        let day = min(parts.day, LocalDate.length(ofMonth: month, year: year))
        return LocalDate(year: year, month: month, overflowingDay: day)
    }
}
