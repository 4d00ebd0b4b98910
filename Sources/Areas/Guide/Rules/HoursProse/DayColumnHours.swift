/// Opening hours as tables have them with a column for each day: «9h-12h / 14h-18h», «fermé», «sur RDV». Each cell is read by itself, so
/// that one that is not understood leaves its own day uncertain and no other.
public struct DayColumnHours: Sendable, Hashable {
    /// What a column is of.
    public enum Day: Int, Sendable, Hashable, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays

        fileprivate var days: HoursProseRule.Days {
            self == .holidays ? HoursProseRule.Days(holidays: true) : HoursProseRule.Days(weekdays: [rawValue])
        }

        /// As the reader of texts knows it.
        fileprivate var word: String {
            switch self {
            case .monday: "lundi"
            case .tuesday: "mardi"
            case .wednesday: "mercredi"
            case .thursday: "jeudi"
            case .friday: "vendredi"
            case .saturday: "samedi"
            case .sunday: "dimanche"
            case .holidays: "jours fériés"
            }
        }
    }

    /// A cell that was not understood.
    public struct Doubt: Sendable, Hashable {
        public var day: Day
        public var cell: String
        public var reason: HoursReading.Rest.Reason
    }

    /// Days that were not understood are «unknown», with the words of their cells, never open; `nil`: no cell says when it is open.
    public let publishable: String?
    /// In the order of the week.
    public let doubts: [Doubt]

    /// - Parameter cells: of each day, one or several («matin», «après-midi»). A day without any is closed when another one is open.
    public init(_ cells: [Day: [String]]) {
        var rules: [HoursProseRule] = []
        var doubts: [Doubt] = []
        var unsure: [(days: HoursProseRule.Days, words: String)] = []
        var closed: (day: Day, cell: String)?
        for day in Day.allCases {
            let said = (cells[day] ?? []).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                .filter { $0.contains { $0.isLetter || $0.isNumber } }
            let readings = said.map { ($0, Self.read($0, day)) }
            let failed = readings.compactMap { cell, reading -> Doubt? in
                guard case .failure(let failure) = reading else { return nil }
                return Doubt(day: day, cell: cell, reason: failure.reason)
            }
            if failed.isEmpty {
                var own: [HoursProseRule] = []
                for case .success(let read) in readings.map(\.1) {
                    // Morning and afternoon are one day's times.
                    for rule in read {
                        let same = own.firstIndex { $0.appointment == rule.appointment && !$0.times.isEmpty }
                        if let same { own[same].times += rule.times } else { own.append(rule) }
                    }
                }
                if own.isEmpty, let cell = said.first {
                    closed = closed ?? (day, cell)
                    if day == .holidays { rules.append(HoursProseRule(days: day.days, isClosed: true)) }
                }
                for rule in own { rules.join(rule) }
                continue
            }
            doubts += failed
            let words = said.joined(separator: " / ").replacing("\"", with: "'")
            if let same = unsure.firstIndex(where: { $0.words == words && day != .holidays }) {
                unsure[same].days.add(day.days)
            } else {
                unsure.append((day.days, words))
            }
        }
        if !rules.contains(where: { !$0.isClosed }), unsure.isEmpty {
            // When it is closed is said; when it is open is not.
            publishable = nil
            self.doubts = closed.map { [Doubt(day: $0.day, cell: $0.cell, reason: .timesMissing)] } ?? []
            return
        }
        let parts =
            [HoursProseSpelling(rules).text].compactMap { $0 }
            + unsure.map { "\(HoursProseSpelling.selector(of: $0.days)) unknown \"\($0.words)\"" }
        // The engine has the last word: what it cannot read was not understood.
        publishable = (try? OpeningHours(parsing: parts.joined(separator: "; ")))?.canonical
        self.doubts = doubts
    }

    private struct Failure: Error {
        let reason: HoursReading.Rest.Reason
    }

    /// The rules of one cell; none: closed on that day.
    private static func read(_ cell: String, _ day: Day) -> Result<[HoursProseRule], Failure> {
        let folded = NameFolding.folded(cell)
        if HoursProseWords.closing.contains(folded) || folded == "ferme e" { return .success([]) }
        var parser = HoursProseParser("\(day.word): \(withHourMarks(cell))")
        parser.run()
        if let rest = parser.rest.first { return .failure(Failure(reason: rest.reason)) }
        // Other days, a season or an exception concern more than this cell's day.
        let isOfThisDay = parser.rules.allSatisfy { $0.days == day.days && $0.seasons.isEmpty && !$0.isClosed }
        guard !parser.rules.isEmpty, isOfThisDay else { return .failure(Failure(reason: .unknownWords)) }
        return .success(parser.rules)
    }

    /// «9-12 / 14-18»: bare numbers under the name of a day are hours.
    private static func withHourMarks(_ cell: String) -> String {
        var marked: [String] = []
        for stretch in cell.replacing(" et ", with: ",").split(whereSeparator: { "/,;".contains($0) }) {
            let ends = stretch.split(whereSeparator: { "-–—àa".contains($0) }).map { $0.filter { !$0.isWhitespace } }
            let areHours = ends.allSatisfy { end in
                (1...2).contains(end.count) && end.allSatisfy { ("0"..."9").contains($0) }
            }
            guard ends.count == 2, areHours else { return cell }
            marked.append("\(ends[0])h-\(ends[1])h")
        }
        return marked.isEmpty ? cell : marked.joined(separator: ", ")
    }
}

extension [HoursProseRule] {
    /// Days with the same times are one rule.
    mutating func join(_ rule: HoursProseRule) {
        let same = firstIndex { !$0.isClosed && $0.times == rule.times && $0.appointment == rule.appointment }
        if let same, !rule.isClosed, !rule.days.holidays, !self[same].days.holidays {
            self[same].days.add(rule.days)
        } else {
            append(rule)
        }
    }
}
