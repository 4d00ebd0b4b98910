extension RecurrenceRule {
    /// What is wrong with a rule's text, told by the part that it concerns.
    public enum Fault: Error, Sendable, Hashable {
        case noFrequency
        case unknownFrequency(String)
        case unknownPart(String)
        case twice(String)
        case notANumber(part: String, value: String)
        case outOfBounds(part: String, value: String)
        case untilAndCount
        /// `BYDAY=2MO` says nothing of a week or a day, `BYWEEKNO` only of a year …
        case doesNotFit(part: String, frequency: Frequency)
        /// `BYSETPOS` chooses among what other parts name.
        case nothingToChoose
        case tooLong
    }

    private static let codes: [(code: String, weekday: Weekday)] = [
        ("MO", .monday), ("TU", .tuesday), ("WE", .wednesday), ("TH", .thursday), ("FR", .friday), ("SA", .saturday),
        ("SU", .sunday),
    ]

    /// The longest text that is read, in bytes.
    public static let longest = 2_000

    /// Reads `FREQ=WEEKLY;BYDAY=TU,FR;UNTIL=20261231`, with or without `RRULE:` in front; upper or lower case.
    public init(parsing text: String) throws(Fault) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        var rest = Substring(text.uppercased())
        if rest.hasPrefix("RRULE:") { rest = rest.dropFirst(6) }
        var parts: [(name: String, value: String)] = []
        for part in rest.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2 else { throw .unknownPart(String(part.prefix(60))) }
            guard !parts.contains(where: { $0.name == sides[0] }) else { throw .twice(sides[0]) }
            parts.append((sides[0], sides[1]))
        }
        guard let named = parts.first(where: { $0.name == "FREQ" })?.value else { throw .noFrequency }
        guard let frequency = Frequency(rawValue: named) else { throw .unknownFrequency(String(named.prefix(60))) }
        self.init(frequency)
        for (name, value) in parts where name != "FREQ" { try set(name, value) }
        if parts.contains(where: { $0.name == "UNTIL" }), parts.contains(where: { $0.name == "COUNT" }) {
            throw .untilAndCount
        }
        try checkFit()
    }

    private mutating func set(_ name: String, _ value: String) throws(Fault) {
        switch name {
        case "INTERVAL": interval = try Self.number(name, value, 1...100_000)
        case "COUNT": end = .count(try Self.number(name, value, 1...1_000_000))
        case "UNTIL": end = try Self.until(value)
        case "WKST":
            guard let day = Self.codes.first(where: { $0.code == value }) else {
                throw .outOfBounds(part: name, value: value)
            }
            weekStart = day.weekday
        case "BYSECOND": seconds = Set(try Self.numbers(name, value, 0...60).map { min($0, 59) }).sorted()
        case "BYMINUTE": minutes = try Self.numbers(name, value, 0...59)
        case "BYHOUR": hours = try Self.numbers(name, value, 0...23)
        case "BYDAY": days = try Self.days(value)
        case "BYMONTHDAY": monthDays = try Self.numbers(name, value, -31...31, zero: false)
        case "BYYEARDAY": yearDays = try Self.numbers(name, value, -366...366, zero: false)
        case "BYWEEKNO": weeks = try Self.numbers(name, value, -53...53, zero: false)
        case "BYMONTH": months = try Self.numbers(name, value, 1...12)
        case "BYSETPOS": positions = try Self.numbers(name, value, -366...366, zero: false)
        default: throw .unknownPart(String(name.prefix(60)))
        }
    }

    /// What RFC 5545 says must not stand together.
    private func checkFit() throws(Fault) {
        let isCounted = days.contains { $0.ordinal != nil }
        if isCounted, frequency != .monthly, frequency != .yearly || !weeks.isEmpty {
            throw .doesNotFit(part: "BYDAY", frequency: frequency)
        }
        if !weeks.isEmpty, frequency != .yearly { throw .doesNotFit(part: "BYWEEKNO", frequency: frequency) }
        if !yearDays.isEmpty, [.daily, .weekly, .monthly].contains(frequency) {
            throw .doesNotFit(part: "BYYEARDAY", frequency: frequency)
        }
        if !monthDays.isEmpty, frequency == .weekly { throw .doesNotFit(part: "BYMONTHDAY", frequency: frequency) }
        let others = [seconds, minutes, hours, monthDays, yearDays, weeks, months].contains { !$0.isEmpty }
        if !positions.isEmpty, !others, days.isEmpty { throw .nothingToChoose }
    }

    private static func number(_ part: String, _ text: String, _ bounds: ClosedRange<Int>) throws(Fault) -> Int {
        let digits = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        guard let size = ASCIIDigits.value(Array(digits.utf8)) else {
            throw .notANumber(part: part, value: String(text.prefix(60)))
        }
        let value = text.hasPrefix("-") ? -size : size
        guard bounds.contains(value) else { throw .outOfBounds(part: part, value: String(text.prefix(60))) }
        return value
    }

    private static func numbers(
        _ part: String, _ text: String, _ bounds: ClosedRange<Int>, zero: Bool = true
    ) throws(Fault) -> [Int] {
        var values: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let value = try number(part, String(item), bounds)
            guard zero || value != 0 else { throw .outOfBounds(part: part, value: "0") }
            values.insert(value)
        }
        return values.sorted()
    }

    private static func days(_ text: String) throws(Fault) -> [Day] {
        var days: [Day] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let code = codes.first(where: { item.hasSuffix($0.code) }) else {
                throw .outOfBounds(part: "BYDAY", value: String(item.prefix(60)))
            }
            let digits = String(item.dropLast(2))
            let ordinal = digits.isEmpty ? nil : try number("BYDAY", digits, -53...53)
            guard ordinal != 0 else { throw .outOfBounds(part: "BYDAY", value: String(item)) }
            let day = Day(code.weekday, ordinal: ordinal)
            if !days.contains(day) { days.append(day) }
        }
        return days
    }

    private static func until(_ text: String) throws(Fault) -> End {
        let isMoment = text.hasSuffix("Z") && text.utf8.count == 16
        guard let time = WallTime(isMoment ? String(text.dropLast()) : text) else {
            throw .outOfBounds(part: "UNTIL", value: String(text.prefix(60)))
        }
        if isMoment { return .moment(Instant(seconds: time.total)) }
        return text.utf8.count == 8 ? .day(time.date) : .local(time)
    }

    /// The rule as iCalendar writes it, without `RRULE:`.
    public var text: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        switch end {
        case .never: break
        case .count(let count): parts.append("COUNT=\(count)")
        case .day(let day): parts.append("UNTIL=\(day.description.filter { $0 != "-" })")
        case .local(let time): parts.append("UNTIL=\(time)")
        case .moment(let moment): parts.append("UNTIL=\(WallTime(total: moment.seconds))Z")
        }
        let lists: [(String, [Int])] = [
            ("BYMONTH", months), ("BYWEEKNO", weeks), ("BYYEARDAY", yearDays), ("BYMONTHDAY", monthDays),
        ]
        func add(_ lists: [(String, [Int])]) {
            for (name, values) in lists where !values.isEmpty {
                parts.append("\(name)=\(values.map(String.init).joined(separator: ","))")
            }
        }
        add(lists)
        if !days.isEmpty { parts.append("BYDAY=\(days.map(Self.word).joined(separator: ","))") }
        add([("BYHOUR", hours), ("BYMINUTE", minutes), ("BYSECOND", seconds), ("BYSETPOS", positions)])
        if weekStart != .monday { parts.append("WKST=\(Self.word(Day(weekStart)))") }
        return parts.joined(separator: ";")
    }

    private static func word(_ day: Day) -> String {
        (day.ordinal.map(String.init) ?? "") + codes[day.weekday.rawValue - 1].code
    }
}

extension RecurrenceRule: Codable {
    /// Written as iCalendar does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a rule: \(text)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
