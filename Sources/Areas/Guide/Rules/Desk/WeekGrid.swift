/// Opening hours as people fill them in: seven days, two stretches each. Turned into the syntax of OpenStreetMap, and back where
/// nothing would be lost.
public struct WeekGrid: Sendable, Hashable {
    public struct Stretch: Sendable, Hashable {
        /// As typed: `9`, `9:30`, `9h30`, `09:30`; empty: nothing.
        public var from: String
        public var to: String

        public init(_ from: String = "", _ to: String = "") {
            self.from = from
            self.to = to
        }
    }

    public enum PublicHolidays: String, Sendable, Hashable, CaseIterable {
        case unknown, closed, usual
    }

    public enum Fault: Error, Sendable, Hashable {
        /// Not a time of the day.
        case notATime(Weekday, typed: String)
        /// One end of a stretch is missing.
        case halfEmpty(Weekday)
        /// The second stretch begins before the first has ended, or both ends are the same.
        case overlap(Weekday)
    }

    public static let stretches = 2

    /// Monday first; `stretches` each.
    public var days: [[Stretch]]
    public var publicHolidays: PublicHolidays

    public init(days: [[Stretch]] = [], publicHolidays: PublicHolidays = .unknown) {
        self.days = (0..<7).map { day in
            let given = days.indices.contains(day) ? days[day] : []
            return (0..<Self.stretches).map { given.indices.contains($0) ? given[$0] : Stretch() }
        }
        self.publicHolidays = publicHolidays
    }

    public var isEmpty: Bool { days.allSatisfy { $0.allSatisfy { $0.from.isEmpty && $0.to.isEmpty } } }

    /// A fault, and the box in which it stands.
    public struct Misfit: Sendable, Hashable {
        public var day: Weekday
        /// From 0.
        public var stretch: Int
        public var isAtEnd: Bool
        public var fault: Fault
    }

    /// All that has to be mended, Monday first.
    public var misfits: [Misfit] {
        days.enumerated().flatMap { Self.misfits(of: $1, on: Weekday(rawValue: $0 + 1) ?? .monday) }
    }

    /// `Mo-Fr 09:00-12:00,14:00-17:00; PH off`; `nil` when nothing is filled in.
    /// - Throws: the first fault, Monday first.
    public func hours() throws(Fault) -> String? {
        if let first = misfits.first { throw first.fault }
        let times = days.map(Self.times)
        guard times.contains(where: { !$0.isEmpty }) else { return nil }
        var groups: [(times: String, days: [Int])] = []
        for (day, text) in times.enumerated() where !text.isEmpty {
            if let known = groups.firstIndex(where: { $0.times == text }) {
                groups[known].days.append(day)
            } else {
                groups.append((text, [day]))
            }
        }
        var rules = groups.map { "\(Self.names(of: $0.days)) \($0.times)" }
        switch publicHolidays {
        case .closed: rules.append("PH off")
        case .usual: rules[0] = "PH,\(rules[0])"
        case .unknown: break
        }
        return rules.joined(separator: "; ")
    }

    private static func misfits(of stretches: [Stretch], on day: Weekday) -> [Misfit] {
        var misfits: [Misfit] = []
        var last = -1
        for (index, stretch) in stretches.enumerated() where !(stretch.from.isEmpty && stretch.to.isEmpty) {
            func misfit(_ fault: Fault, atEnd: Bool = false) {
                misfits.append(Misfit(day: day, stretch: index, isAtEnd: atEnd, fault: fault))
            }
            let (from, to) = (minutes(stretch.from).flatMap { $0 < 1440 ? $0 : nil }, minutes(stretch.to))
            if !stretch.from.isEmpty, from == nil { misfit(.notATime(day, typed: stretch.from)) }
            if !stretch.to.isEmpty, to == nil { misfit(.notATime(day, typed: stretch.to), atEnd: true) }
            if stretch.from.isEmpty || stretch.to.isEmpty { misfit(.halfEmpty(day), atEnd: stretch.to.isEmpty) }
            guard let from, let to else { continue }
            if from == to || from <= last { misfit(.overlap(day)) }
            // Past midnight nothing more can follow on this day.
            last = to < from ? 1440 : to
        }
        return misfits
    }

    /// Of stretches that fit.
    private static func times(of stretches: [Stretch]) -> String {
        stretches.compactMap { stretch in
            guard let from = minutes(stretch.from), let to = minutes(stretch.to) else { return nil }
            return "\(clock(from))-\(clock(to))"
        }.joined(separator: ",")
    }

    /// Plain times without days, as people write them: `9-12`, `9h30-12h / 14h-18h`, `de 9h à 12h`: the same in the syntax of
    /// OpenStreetMap; `nil` when it is anything else.
    public static func times(_ typed: String) -> String? {
        let dashes = typed.lowercased().map { "–—à".contains($0) ? "-" : $0 }
        let parts = String(dashes).split { "/,;+".contains($0) }
        let stretches = parts.map { part -> [String] in
            part.split(separator: "-", omittingEmptySubsequences: false).map { side in
                side.split(separator: " ").filter { $0 != "de" }.joined()
            }
        }
        guard !stretches.isEmpty, stretches.count <= 6, stretches.allSatisfy({ $0.count == 2 }) else { return nil }
        let day = stretches.map { Stretch($0[0], $0[1]) }
        guard day.allSatisfy({ !$0.from.isEmpty && !$0.to.isEmpty }), misfits(of: day, on: .monday).isEmpty else {
            return nil
        }
        return times(of: day)
    }

    /// Minutes since midnight; 24:00 is the end of the day.
    static func minutes(_ typed: String) -> Int? {
        let text = typed.lowercased().replacing("h", with: ":").replacing(".", with: ":").filter { $0 != " " }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...2).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(parts[0])
        else { return nil }
        let minute = parts.count == 1 || parts[1].isEmpty ? 0 : parts[1].utf8.count == 2 ? Int(parts[1]) : nil
        guard let minute, minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// `Mo-Fr`, `Mo,We`: three days and more in a row are a range.
    private static func names(of days: [Int]) -> String {
        var parts: [String] = []
        var index = 0
        while index < days.count {
            var end = index
            while end + 1 < days.count, days[end + 1] == days[end] + 1 { end += 1 }
            let codes = days[index...end].map { (Weekday(rawValue: $0 + 1) ?? .monday).osmCode }
            parts.append(codes.count > 2 ? "\(codes[0])-\(codes[codes.count - 1])" : codes.joined(separator: ","))
            index = end + 1
        }
        return parts.joined(separator: ",")
    }
}

extension WeekGrid {
    /// The grid that says the same as the text; `nil` when the text says more than a grid can hold (weeks, seasons, comments).
    public init?(hours: String) {
        guard let wanted = try? OpeningHours(parsing: hours) else { return nil }
        var grid = WeekGrid()
        for rule in wanted.canonical.split(separator: ";").map({ $0.filter { $0 != " " } }) {
            guard grid.take(rule) else { return nil }
        }
        guard let text = try? grid.hours(), let same = try? OpeningHours(parsing: text), same == wanted else {
            return nil
        }
        self = grid
    }

    /// One rule without spaces: `Mo-Fr09:00-12:00,14:00-17:00` or `PHoff`.
    private mutating func take(_ rule: String) -> Bool {
        if rule == "PHoff" {
            publicHolidays = .closed
            return true
        }
        guard let start = rule.firstIndex(where: \.isNumber) else { return false }
        var named: [Int] = []
        for part in rule[..<start].split(separator: ",") {
            if part == "PH" {
                publicHolidays = .usual
                continue
            }
            let ends = part.split(separator: "-").map { code in
                Weekday.allCases.first { $0.osmCode == code }.map { $0.rawValue - 1 }
            }
            guard let from = ends.first ?? nil, let to = ends.last ?? nil, ends.count <= 2, from <= to else {
                return false
            }
            named += Array(from...to)
        }
        if rule[..<start].isEmpty { named = Array(0..<7) }
        let stretches = rule[start...].split(separator: ",").map { $0.split(separator: "-").map(String.init) }
        guard stretches.count <= Self.stretches, stretches.allSatisfy({ $0.count == 2 }) else { return false }
        for day in named {
            for (index, ends) in stretches.enumerated() {
                guard let to = Self.clockTime(ends[1]) else { return false }
                days[day][index] = Stretch(ends[0], to)
            }
        }
        return true
    }

    /// `26:00` is typed as `02:00`.
    private static func clockTime(_ text: String) -> String? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]) else { return nil }
        return clock(hour == 24 && minute == 0 ? 1440 : (hour * 60 + minute) % 1440)
    }
}
