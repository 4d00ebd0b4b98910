/// Days and times that a text names together.
struct HoursProseRule: Sendable, Hashable {
    /// `Jul 01-Aug 31`, `Sep-Jun`.
    struct Season: Sendable, Hashable {
        struct End: Sendable, Hashable {
            var month: Int
            var day: Int?
        }

        var from: End
        var to: End
    }

    struct Stretch: Sendable, Hashable {
        /// Minutes from midnight.
        var from: Int
        /// `nil`: nobody says until when.
        var to: Int?
    }

    struct Days: Sendable, Hashable {
        /// 0: Monday.
        var weekdays: Set<Int> = []
        /// Weekday → which of the month.
        var nths: [Int: Set<Int>] = [:]
        var holidays = false
        var school = false

        var isEmpty: Bool { weekdays.isEmpty && nths.isEmpty && !holidays && !school }

        mutating func add(_ other: Days) {
            weekdays.formUnion(other.weekdays)
            nths.merge(other.nths) { $0.union($1) }
            holidays = holidays || other.holidays
            school = school || other.school
        }
    }

    var seasons: [Season] = []
    var days = Days()
    var times: [Stretch] = []
    var isClosed = false
    /// The words of the text that say that one makes an appointment.
    var appointment: String?
    /// Times that stand before their days: those that follow belong to others.
    var timesCameFirst = false
    /// Characters of the text.
    var range: Range<Int>?

    var hasSelectors: Bool { !days.isEmpty || !seasons.isEmpty }
    var isComplete: Bool { !times.isEmpty || isClosed || appointment != nil }

    var rank: Int {
        if days.weekdays.isEmpty, days.nths.isEmpty, !days.isEmpty { return 2 }
        return seasons.isEmpty ? 0 : 1
    }

    mutating func reach(_ other: Range<Int>) {
        let mine = range ?? other
        range = min(mine.lowerBound, other.lowerBound)..<max(mine.upperBound, other.upperBound)
    }
}

/// The rules in the syntax of OpenStreetMap.
struct HoursProseSpelling {
    /// `nil`: there are none.
    let text: String?
    /// Each rule that opens, without a comment.
    let opening: [String]

    private static let weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    init(_ rules: [HoursProseRule]) {
        var open: [HoursProseRule] = []
        // The later rule takes the place of the earlier one: what is special stands behind.
        let ranked = rules.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
            \.element)
        for rule in ranked where !rule.isClosed {
            let same = open.firstIndex {
                $0.days == rule.days && $0.seasons == rule.seasons && $0.appointment == rule.appointment
                    && !$0.times.isEmpty
            }
            if let same {
                open[same].times += rule.times.filter { !open[same].times.contains($0) }
            } else {
                open.append(rule)
            }
        }
        var words = ""
        for (index, rule) in open.enumerated() {
            let adds = open[..<index].contains { Self.overlaps($0, rule) }
            if index > 0 { words += adds ? ", " : "; " }
            words += Self.spelled(rule)
        }
        for rule in rules where rule.isClosed {
            let selector = Self.selector(rule)
            words += (words.isEmpty ? "" : "; ") + (selector.isEmpty ? "off" : "\(selector) off")
        }
        text = words.isEmpty ? nil : words
        opening = open.filter { !$0.times.isEmpty }.map { rule in
            var bare = rule
            bare.appointment = nil
            return Self.spelled(bare)
        }
    }

    /// The later rule must add to the earlier one, not take its place.
    private static func overlaps(_ one: HoursProseRule, _ other: HoursProseRule) -> Bool {
        one.seasons == other.seasons
            && (!one.days.weekdays.isDisjoint(with: other.days.weekdays)
                || !Set(one.days.nths.keys).union(one.days.weekdays).isDisjoint(with: other.days.nths.keys)
                || !Set(one.days.nths.keys).isDisjoint(with: other.days.weekdays))
    }

    private static func spelled(_ rule: HoursProseRule) -> String {
        let times = rule.times.sorted { $0.from < $1.from }.map { stretch in
            stretch.to.map { "\(clock(stretch.from))-\(clock($0))" } ?? "\(clock(stretch.from))+"
        }.joined(separator: ",")
        let selector = selector(rule)
        let always = times == "00:00-24:00" && (selector.isEmpty || selector == "Mo-Su")
        let parts = always ? ["24/7"] : [selector, times].filter { !$0.isEmpty }
        let comment = rule.appointment.map { "\"\($0)\"" }
        return (parts + [comment].compactMap { $0 }).joined(separator: " ")
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func selector(_ rule: HoursProseRule) -> String {
        let seasons = rule.seasons.map { season in
            season.from == season.to ? end(season.from) : "\(end(season.from))-\(end(season.to))"
        }.joined(separator: ",")
        return [seasons, selector(of: rule.days)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    static func selector(of days: HoursProseRule.Days) -> String {
        ([weekdays(days.weekdays)]
            + days.nths.sorted { $0.key < $1.key }.map { day, nths in
                "\(weekdays[day])[\(nths.sorted { ($0 < 0 ? 9 : $0) < ($1 < 0 ? 9 : $1) }.map(String.init).joined(separator: ","))]"
            } + [days.holidays ? "PH" : "", days.school ? "SH" : ""]).filter { !$0.isEmpty }.joined(separator: ",")
    }

    private static func end(_ end: HoursProseRule.Season.End) -> String {
        months[end.month - 1] + (end.day.map { $0 < 10 ? " 0\($0)" : " \($0)" } ?? "")
    }

    static func weekdays(_ days: Set<Int>) -> String {
        var runs: [ClosedRange<Int>] = []
        for day in days.sorted() {
            if let last = runs.last, last.upperBound == day - 1 {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        return runs.flatMap { run in
            run.count > 2
                ? ["\(weekdays[run.lowerBound])-\(weekdays[run.upperBound])"] : run.map { weekdays[$0] }
        }.joined(separator: ",")
    }
}
