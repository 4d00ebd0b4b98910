/// The opening hours of a place, in the syntax of OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:opening_hours),
/// parsed once. It is a value: its text is what it is stored as.
public struct OpeningHours: Sendable {
    /// The text as given, without spaces around it.
    public let text: String
    /// What was understood but is not written as the standard writes it, or says something surprising. In order.
    public let warnings: [OpeningHoursWarning]
    /// The same rules in the standard's spelling.
    public let canonical: String

    /// The text reads the same without the country and the points that it was read with.
    private let isSelfContained: Bool
    let rules: [HoursRule]
    /// `rules[i]` ends what came before on its days.
    let replaces: [Bool]

    /// Reads a value.
    /// - Parameters:
    ///   - text: the value; spellings that people type (`lundi 9h-17h`) are accepted with a warning.
    ///   - country: ISO 3166-1; settles words that mean different things in different languages.
    ///   - allowingPoints: accept points in time (`12:00`), as collection times use them; each lasts a minute.
    /// - Throws: where and why it cannot be read.
    public init(
        parsing text: String, country: String? = nil, allowingPoints: Bool = false
    ) throws(OpeningHoursError) {
        var lexer = HoursLexer(text, country: country)
        try lexer.run()
        var parser = HoursParser(lexer, allowsPoints: allowingPoints)
        try parser.run()
        rules = parser.rules
        replaces = rules.indices.map { Self.replaces(at: $0, parser.rules) }
        warnings = (parser.warnings + HoursReview.warnings(of: parser.rules))
            .sorted { ($0.position, $0.length) < ($1.position, $1.length) }
        canonical = HoursSpelling.text(of: parser.rules)
        self.text = text.withoutOuterSpaces
        isSelfContained = country == nil && !allowingPoints
    }

    /// A rule for some days, or a second rule for all days, takes the place of the earlier rules on its days. A rule that
    /// closes takes only its own times; one that adds (`,`) or stands in (`||`) takes nothing.
    private static func replaces(at index: Int, _ rules: [HoursRule]) -> Bool {
        let rule = rules[index]
        guard rule.separator == .normal, rule.kind != .closed else { return false }
        if rule.hasDays { return true }
        return index > 0 && rule.kind == .open && !rules[index - 1].hasDays
    }

    /// The first place where holidays are named that the context does not know; nil when all can be answered.
    public func missing(in context: HoursContext) -> OpeningHoursError? {
        allMissing(in: context).first
    }

    /// Every place where holidays are named that the context does not know, in order.
    public func allMissing(in context: HoursContext) -> [OpeningHoursError] {
        rules.flatMap(\.holidays).compactMap { holiday in
            switch holiday.kind {
            case .publicHoliday where context.holidays.rules == nil:
                OpeningHoursError(position: holiday.position, length: 2, reason: .publicHolidaysUnknown)
            case .schoolHoliday where context.holidays.periods == nil:
                OpeningHoursError(position: holiday.position, length: 2, reason: .schoolHolidaysUnknown)
            default: nil
            }
        }
    }

    /// Whether it says anything about public holidays. Hours of weekdays that do not are worth a question to the place.
    public var namesPublicHolidays: Bool {
        rules.contains { $0.holidays.contains { $0.kind == .publicHoliday } }
    }

    /// Open at all times, with no rule that says otherwise.
    public var isAlwaysOpen: Bool { canonical == "24/7" || canonical == "open" || canonical == "00:00-24:00" }
}

extension OpeningHours: Hashable, Codable, CustomStringConvertible, LosslessStringConvertible {
    /// nil when it cannot be read; `init(parsing:)` says why.
    public init?(_ description: String) {
        try? self.init(parsing: description)
    }

    public var description: String { text }

    /// Two values that spell the same rules.
    public static func == (first: OpeningHours, second: OpeningHours) -> Bool {
        first.canonical == second.canonical
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
    }

    /// Read from its text; points in time are accepted.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(parsing: text, allowingPoints: true)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "opening hours, character \(error.position + 1): \(error.reason.key) in \(text)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(isSelfContained ? text : canonical)
    }
}
