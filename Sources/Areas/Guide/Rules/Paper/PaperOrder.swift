/// What is to be printed: a kind of paper, what it is about, and in which languages.
public struct PaperOrder: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A5, to be bound or folded: everything, with contents and emergency numbers.
        case booklet
        /// One A4 sheet that is folded in three; more services make it a plain A4.
        case leaflet
        /// A5: one service with its map.
        case card
        /// A4: when and where food is given, day by day.
        case week
        /// A3, for a wall.
        case poster
        /// A4: words of offices, how they are said, what they mean.
        case glossary
        /// A4: one situation in law, in plain words.
        case sheet
        /// A4: one procedure, to tick.
        case checklist
    }

    public enum Subject: Sendable, Hashable {
        case city
        case theme(String)
        case need(String)
        case district(String)
        case service(String)
        case words
        case sheet(String)
        case checklist(String)
    }

    /// How the services of a list are put under headings.
    public enum Grouping: String, Sendable, Hashable, CaseIterable {
        case theme, district
    }

    public var kind: Kind
    public var subject: Subject
    public var language: String
    /// A second language beside the first.
    public var beside: String?
    /// Pages laid on sheets that are folded (booklet) .
    public var foldable = false
    public var grouping: Grouping?
    /// Monday of the week of distributions; `nil`: this week.
    public var week: LocalDate?

    public init(_ kind: Kind, of subject: Subject, language: String, beside: String? = nil) {
        self.kind = kind
        self.subject = subject
        self.language = language
        self.beside = beside
    }

    public var languages: [String] { [language] + (beside.map { [$0] } ?? []) }
}

/// A week by its name of ISO 8601: `2026-W48`.
public enum WeekName {
    /// The Monday; `nil` when there is no such week.
    public static func monday(_ text: String) -> LocalDate? {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), parts[1].hasPrefix("W"),
            let week = Int(parts[1].dropFirst()), (1...53).contains(week),
            // The fourth of January is always in the first week.
            let fourth = LocalDate(year: year, month: 1, day: 4)
        else { return nil }
        let monday = fourth.startOfWeek.adding(days: 7 * (week - 1))
        return monday.isoWeek == week ? monday : nil
    }

    public static func name(_ day: LocalDate) -> String {
        let week = day.isoWeek
        return "\(day.startOfWeek.adding(days: 3).year)-W\(week < 10 ? "0" : "")\(week)"
    }
}
