/// A holiday in a country's data file (YAML or JSON), in words:
/// `{name: Whit Monday, date: easter, offset: 50}`,
/// `{name: Boxing Day, date: 12-26, substituted: "if saturday then next monday if sunday then next tuesday"}`.
/// Keys: `name`, `date` (see `HolidayRule.Basis.init(_:)`), `offset` (days), `moved`, `substituted` (see
/// `HolidayRule.Move.list(_:)`), `substituteName`, `years` (see `HolidayRule.Years.init(_:)`), `regions`.
extension HolidayRule: Codable {
    private enum Key: String, CodingKey {
        case name, date, offset, moved, substituted, substituteName, years, regions
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func text<Value>(_ key: Key, _ read: (String) -> Value?) throws -> Value? {
            guard let words = try container.decodeIfPresent(String.self, forKey: key) else { return nil }
            guard let value = read(words) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "not understood: \(words)")
            }
            return value
        }
        guard let basis = try text(.date, Basis.init) else {
            throw DecodingError.keyNotFound(
                Key.date, .init(codingPath: decoder.codingPath, debugDescription: "a holiday without a date"))
        }
        self.init(
            name: try container.decode(String.self, forKey: .name), basis: basis,
            offset: try container.decodeIfPresent(Int.self, forKey: .offset) ?? 0,
            moved: try text(.moved, Move.list) ?? [], substituted: try text(.substituted, Move.list) ?? [],
            substituteName: try container.decodeIfPresent(String.self, forKey: .substituteName),
            years: try text(.years, Years.init) ?? .every,
            regions: try container.decodeIfPresent([String].self, forKey: .regions))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(basis.text, forKey: .date)
        if offset != 0 { try container.encode(offset, forKey: .offset) }
        if !moved.isEmpty { try container.encode(Move.text(moved), forKey: .moved) }
        if !substituted.isEmpty { try container.encode(Move.text(substituted), forKey: .substituted) }
        try container.encodeIfPresent(substituteName, forKey: .substituteName)
        try container.encodeIfPresent(years.text, forKey: .years)
        try container.encodeIfPresent(regions, forKey: .regions)
    }
}

extension HolidayRule.Years {
    /// `even`, `odd`, a year, or a range of years (`2018-`, `-2022`, `2013-2021`).
    init?(_ text: String) {
        switch text {
        case "even": self = .even
        case "odd": self = .odd
        default:
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            switch ends.count {
            case 1:
                guard let year = ends[0] else { return nil }
                self = .only(year)
            case 2 where ends[0] != nil || ends[1] != nil:
                // A side that is not a number must be empty.
                guard ends[0] != nil || text.hasPrefix("-"), ends[1] != nil || text.hasSuffix("-") else { return nil }
                self = .between(ends[0], ends[1])
            default: return nil
            }
        }
    }

    /// nil: every year.
    fileprivate var text: String? {
        switch self {
        case .every: nil
        case .even: "even"
        case .odd: "odd"
        case .only(let year): String(year)
        case .between(let first, let last): "\(first.map(String.init) ?? "")-\(last.map(String.init) ?? "")"
        }
    }
}

extension HolidayRule.Basis {
    /// The words that `init(_:)` reads.
    public var text: String {
        func monthDay(_ month: Int, _ day: Int) -> String {
            "\(ASCIIDigits.padded(month, 2))-\(ASCIIDigits.padded(day, 2))"
        }
        switch self {
        case .fixed(let month, let day): return monthDay(month, day)
        case .easter: return "easter"
        case .orthodoxEaster: return "orthodox easter"
        case .weekday(let weekday, let ordinal, let month):
            let word = Self.ordinals.first { $0.value == ordinal }?.key ?? "first"
            return "\(word) \(weekday.englishName) in \(Self.months[month - 1])"
        case .firstOf(let weekdays, let month, let day):
            let names = weekdays.sorted().map(\.englishName)
            let range = names.count == 1 ? names[0] : "\(names.first ?? "")-\(names.last ?? "")"
            return "\(range) on or after \(monthDay(month, day))"
        }
    }
}

extension HolidayRule.Move {
    fileprivate static func text(_ moves: [HolidayRule.Move]) -> String {
        moves.map { move in
            let days = move.weekdays.sorted().map(\.englishName).joined(separator: ",")
            return "if \(days) then \(move.forward ? "next" : "previous") \(move.to.englishName)"
        }.joined(separator: " ")
    }
}
