/// What the city asks of a place before it calls it a welcoming place (2019 a.2). Declared in the city's files; each change of what is asked
/// is a new version, and a request keeps the one under which it was made.
public struct LabelScheme: Sendable, Hashable, Codable {
    public struct Criterion: Sendable, Hashable, Codable {
        public var key: String
        public var text: LocalisedText
        /// Without it there is no label.
        public var isRequired: Bool

        public init(key: String, text: LocalisedText, isRequired: Bool) {
            self.key = key
            self.text = text
            self.isRequired = isRequired
        }
    }

    /// The promise that the label keeps.
    public struct Promise: Sendable, Hashable, Codable {
        public var plan: String
        public var action: String

        public init(plan: String, action: String) {
            self.plan = plan
            self.action = action
        }
    }

    /// Forms have this many lines.
    public static let mostCriteria = 20
    public static let presetYears = 2
    public static let presetReminder = 90

    public var version: Int
    public var name: LocalisedText
    /// For how long a label is given when nobody says otherwise.
    public var years: Int
    /// Days before its end on which the renewal is asked for.
    public var reminder: Int
    public var criteria: [Criterion]
    public var promise: Promise?
    public var sources: [SourceNote]

    public init(
        version: Int, name: LocalisedText, years: Int = presetYears, reminder: Int = presetReminder,
        criteria: [Criterion], promise: Promise? = nil, sources: [SourceNote] = []
    ) {
        self.version = version
        self.name = name
        self.years = years
        self.reminder = reminder
        self.criteria = criteria
        self.promise = promise
        self.sources = sources
    }

    /// Names the version among those that were in force.
    public var key: String { "v\(version)" }
    public var required: [String] { criteria.filter(\.isRequired).map(\.key) }
    public func criterion(_ key: String) -> Criterion? { criteria.first { $0.key == key } }

    /// The last day of a label that is given on `day`.
    public func end(from day: LocalDate) -> LocalDate { day.adding(years: years) }
}

extension LocalDate {
    /// The same day some years later; 29 February becomes the 28th.
    func adding(years: Int) -> LocalDate {
        let (year, month, day) = parts
        return LocalDate(year: year + years, month: month, day: day)
            ?? LocalDate(year: year + years, month: month, day: 28) ?? adding(days: 365 * years)
    }
}
