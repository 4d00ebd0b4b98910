/// The words in which a country's data file says when a holiday is.
extension HolidayRule.Basis {
    /// Reads, in English and lower case:
    /// `05-01` · `easter` · `orthodox easter` · `first monday in august` (first … fifth, last) ·
    /// `wednesday on or after 11-16` · `monday-friday on or after 03-17`. nil for anything else.
    public init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words == ["easter"] {
            self = .easter
        } else if words == ["orthodox", "easter"] {
            self = .orthodoxEaster
        } else if words.count == 1, let (month, day) = Self.monthDay(words[0]) {
            self = .fixed(month: month, day: day)
        } else if words.count == 4, words[2] == "in", let ordinal = Self.ordinals[words[0]],
            let weekday = Weekday(englishName: words[1]), let month = Self.months.firstIndex(of: words[3])
        {
            self = .weekday(weekday, ordinal: ordinal, month: month + 1)
        } else if words.count == 5, Array(words[1...3]) == ["on", "or", "after"],
            let weekdays = Self.weekdays(words[0]), let (month, day) = Self.monthDay(words[4])
        {
            self = .firstOf(weekdays, month: month, day: day)
        } else {
            return nil
        }
    }

    static let ordinals = ["first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1]
    static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func monthDay(_ text: String) -> (Int, Int)? {
        guard let date = LocalDate("2000-" + text) else { return nil }
        return (date.month, date.day)
    }

    private static func weekdays(_ text: String) -> Set<Weekday>? {
        let ends = text.split(separator: "-").compactMap { Weekday(englishName: String($0)) }
        switch ends.count {
        case 1: return [ends[0]]
        case 2 where ends[0] <= ends[1]: return Set(Weekday.allCases.filter { $0 >= ends[0] && $0 <= ends[1] })
        default: return nil
        }
    }
}

extension HolidayRule.Move {
    /// Reads a sequence of `if saturday,sunday then next monday`; nil when it is not one.
    public static func list(_ text: String) -> [HolidayRule.Move]? {
        let words = text.lowercased().split(separator: " ").map(String.init)
        guard !words.isEmpty, words.count % 5 == 0 else { return nil }
        var moves: [HolidayRule.Move] = []
        for start in stride(from: 0, to: words.count, by: 5) {
            let names = words[start + 1].split(separator: ",")
            let weekdays = names.compactMap { Weekday(englishName: String($0)) }
            guard words[start] == "if", words[start + 2] == "then", weekdays.count == names.count,
                ["next", "previous"].contains(words[start + 3]), let target = Weekday(englishName: words[start + 4])
            else { return nil }
            moves.append(HolidayRule.Move(weekdays: Set(weekdays), forward: words[start + 3] == "next", to: target))
        }
        return moves
    }
}

extension Weekday {
    private static let englishNames = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// `monday` … `sunday`, lower case.
    public init?(englishName name: String) {
        guard let index = Self.englishNames.firstIndex(of: name) else { return nil }
        self.init(rawValue: index + 1)
    }

    /// `monday` … `sunday`, for data files.
    public var englishName: String { Self.englishNames[rawValue - 1] }
}
