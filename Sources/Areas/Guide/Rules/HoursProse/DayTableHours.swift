/// Opening hours as tables of days have them: `{"monday": {"open": true, "timeslot": [{"start": 900, "end": 1200}]}, …}`, the shape of
/// guides such as Soliguide. Times are hours × 100 + minutes.
public struct DayTableHours: Sendable, Hashable, Decodable {
    public struct Day: Sendable, Hashable, Decodable {
        public var open: Bool?
        public var timeslot: [Slot]?

        public init(open: Bool?, timeslot: [Slot]?) {
            self.open = open
            self.timeslot = timeslot
        }
    }

    public struct Slot: Sendable, Hashable, Decodable {
        public var start: Int?
        public var end: Int?

        public init(start: Int?, end: Int?) {
            self.start = start
            self.end = end
        }
    }

    public var monday: Day?
    public var tuesday: Day?
    public var wednesday: Day?
    public var thursday: Day?
    public var friday: Day?
    public var saturday: Day?
    public var sunday: Day?
    /// `OPEN`, `CLOSED`, `UNKNOWN`.
    public var closedHolidays: String?

    private var days: [(name: String, day: Day?)] {
        [
            ("monday", monday), ("tuesday", tuesday), ("wednesday", wednesday), ("thursday", thursday),
            ("friday", friday),
            ("saturday", saturday), ("sunday", sunday),
        ]
    }

    /// A day that is open without times is not understood: nobody guesses when.
    public var reading: HoursReading {
        var rules: [HoursProseRule] = []
        var rest: [HoursReading.Rest] = []
        for (number, (name, day)) in days.enumerated() {
            guard let day, day.open != false, day.open != nil || day.timeslot?.isEmpty == false else { continue }
            let slots = day.timeslot ?? []
            var times: [HoursProseRule.Stretch] = []
            for slot in slots {
                guard let from = Self.minutes(slot.start), let to = Self.minutes(slot.end), from < 1440,
                    to > from || (from >= 17 * 60 && to <= 8 * 60)
                else {
                    let words = "\(name): \(slot.start.map(String.init) ?? "?")-\(slot.end.map(String.init) ?? "?")"
                    rest.append(HoursReading.Rest(text: words, position: 0, reason: .unknownWords))
                    continue
                }
                times.append(HoursProseRule.Stretch(from: from, to: to))
            }
            if slots.isEmpty { rest.append(HoursReading.Rest(text: name, position: 0, reason: .timesMissing)) }
            if times.isEmpty { continue }
            rules.join(HoursProseRule(days: HoursProseRule.Days(weekdays: [number]), times: times))
        }
        // A table in which no day is open says nothing: it was never filled in.
        guard !rules.isEmpty else { return HoursReading(text: "", hours: nil, rest: rest) }
        if closedHolidays == "CLOSED" {
            rules.append(HoursProseRule(days: HoursProseRule.Days(holidays: true), isClosed: true))
        }
        let said = HoursProseSpelling(rules).text.flatMap { try? OpeningHours(parsing: $0) }
        return HoursReading(text: "", hours: said?.canonical, rest: rest)
    }

    private static func minutes(_ clock: Int?) -> Int? {
        guard let clock, (0...2400).contains(clock), clock % 100 < 60 else { return nil }
        return clock / 100 * 60 + clock % 100
    }
}
