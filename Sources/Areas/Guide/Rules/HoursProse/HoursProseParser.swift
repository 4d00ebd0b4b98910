/// Reads the words of a text on opening hours into rules, and keeps each part that it does not understand.
struct HoursProseParser {
    private(set) var rules: [HoursProseRule] = []
    private(set) var rest: [HoursReading.Rest] = []

    private let lexer: HoursProseLexer
    let tokens: [HoursProseToken]
    var index = 0
    private var rule = HoursProseRule()
    /// «Fermé», and its days follow.
    private var closes: Range<Int>?
    /// «De septembre à juin :», for all that follows.
    private var season: [HoursProseRule.Season] = []
    private var unknown: Range<Int>?
    /// Times were the last thing that was read in this sentence.
    private var hasJustReadTimes = false
    /// A line or a sentence ended since the last days or times.
    private var hasCrossedStop = false
    /// Rules that were there when the sentence began.
    private var rulesBefore = 0

    init(_ text: String) {
        var lexer = HoursProseLexer(text)
        lexer.run()
        self.lexer = lexer
        tokens = lexer.tokens
    }

    mutating func run() {
        while index < tokens.count {
            let start = index
            if isStop(index) {
                endSentence()
                hasCrossedStop = true
                if rule.range == nil { rulesBefore = rules.count }
                index += 1
            } else if let name = word(index), HoursProseWords.excepting.contains(name) {
                except()
            } else if let name = word(index), HoursProseWords.closing.contains(name) {
                close()
            } else if let times = timesList() {
                take(times, start)
            } else if let seasons = seasonList() {
                take(seasons, start)
            } else if let days = daysList() {
                take(days, start)
            } else if word(index) == "allday" || word(index) == "always" {
                takeWholeDay()
            } else if word(index) == "appointment" {
                takeAppointment()
            } else if let name = word(index), HoursProseWords.partsOfDay.contains(name), namesTimes() {
                index += 1
            } else if isFiller(index) {
                index += 1
            } else {
                let range = tokens[index].range
                unknown = (unknown?.lowerBound ?? range.lowerBound)..<range.upperBound
                index += 1
            }
        }
        endSentence()
        commit()
        if rest.isEmpty, !rules.isEmpty, rules.allSatisfy(\.isClosed), rules.contains(where: \.hasSelectors) {
            // When it is closed is said; when it is open is not.
            let end = tokens.last?.range.upperBound ?? 0
            note((tokens.first?.range.lowerBound ?? 0)..<end, .timesMissing)
        }
        rest.sort { $0.position < $1.position }
    }

    // MARK: What was read

    private func range(from start: Int) -> Range<Int> {
        tokens[start].range.lowerBound..<tokens[max(start, index - 1)].range.upperBound
    }

    private mutating func take(_ times: [HoursProseRule.Stretch], _ start: Int) {
        flush()
        // «9h-12h le lundi, 14h-17h le mardi»
        if let closing = closes {
            // «Fermé de 12h à 14h»
            closes = nil
            note(closing.lowerBound..<range(from: start).upperBound, .unknownWords)
            return
        }
        if rule.isClosed || (rule.timesCameFirst && !rule.days.isEmpty) { commit() }
        if rule.times.isEmpty, rule.days.isEmpty { rule.timesCameFirst = true }
        rule.times += times
        rule.reach(range(from: start))
        (hasJustReadTimes, hasCrossedStop) = (true, false)
    }

    private mutating func take(_ days: HoursProseRule.Days, _ start: Int) {
        flush()
        let place = range(from: start)
        if let closing = closes {
            if !rule.isClosed { commit() }
            rule.isClosed = true
            rule.days.add(days)
            rule.reach(closing.lowerBound..<place.upperBound)
            closes = nil
            return
        }
        if rule.timesCameFirst, rule.days.isEmpty, !rule.times.isEmpty {
            rule.days = days
        } else {
            // «Lundi» alone on its line says nothing of the next one.
            if rule.isComplete || (hasCrossedStop && !rule.days.isEmpty) { commit() }
            rule.days.add(days)
        }
        rule.reach(place)
        (hasJustReadTimes, hasCrossedStop) = (false, false)
    }

    private mutating func take(_ seasons: [HoursProseRule.Season], _ start: Int) {
        flush()
        let place = range(from: start)
        if let closing = closes {
            if !rule.isClosed {
                commit()
                rule.seasons = []
            }
            rule.isClosed = true
            rule.seasons += seasons
            rule.reach(closing.lowerBound..<place.upperBound)
            closes = nil
        } else if rule.isComplete, index >= tokens.count || isStop(index) {
            if rule.isClosed {
                // «Fermé le dimanche et en août»
                commit()
                (rule.seasons, rule.isClosed) = (seasons, true)
                rule.reach(place)
            } else if rules.count == rulesBefore {
                // «Lundi 9h-12h en juillet et août»
                rule.seasons = seasons
                rule.reach(place)
            } else {
                // Of the last days, or of all? Nobody knows.
                note(place, .unknownWords)
            }
        } else {
            commit()
            season = seasons
            rule.seasons = seasons
            rule.reach(place)
        }
        hasJustReadTimes = false
    }

    private mutating func takeWholeDay() {
        flush()
        let place = tokens[index].range
        index += 1
        if rule.isComplete { commit() }
        if rule.days.isEmpty {
            // «24h/24, du lundi au vendredi»
            let before = index
            while index < tokens.count, !isStop(index), isFiller(index) { index += 1 }
            if let days = daysList() { rule.days = days } else { (rule.days.weekdays, index) = (Set(0...6), before) }
        }
        rule.times = [HoursProseRule.Stretch(from: 0, to: 1440)]
        rule.reach(place)
        hasJustReadTimes = true
    }

    private mutating func takeAppointment() {
        flush()
        let place = tokens[index].range
        index += 1
        if closes != nil { failClosing() }
        rule.appointment = lexer.source(place).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        rule.reach(place)
    }

    /// «Fermé le dimanche», «Dimanche : fermé».
    private mutating func close() {
        flush()
        let place = tokens[index].range
        index += 1
        if rule.hasSelectors, !rule.isComplete, !rule.days.isEmpty || endsSentence {
            // «En août : fermé» heads nothing that follows.
            if rule.days.isEmpty { season = [] }
            rule.isClosed = true
            rule.reach(place)
            commit()
        } else {
            commit()
            closes = place
        }
        hasJustReadTimes = false
    }

    private var endsSentence: Bool { index >= tokens.count || isStop(index) || tokens[index].kind == .sign(",") }

    /// «sauf mercredi», «hors jours fériés», «sauf le samedi : 9h-12h».
    private mutating func except() {
        flush()
        let start = index
        index += 1
        while index < tokens.count, !isStop(index), isFiller(index) { index += 1 }
        let seasons = seasonList()
        let days = seasons == nil ? daysList() : nil
        guard seasons != nil || days != nil, !rule.isClosed, closes == nil,
            rule.hasSelectors || rules.last?.isClosed == false
        else {
            index = max(index, start + 1)
            let place = range(from: start)
            unknown = (unknown?.lowerBound ?? place.lowerBound)..<place.upperBound
            return
        }
        let place = range(from: start)
        var exception = HoursProseRule()
        exception.isClosed = true
        exception.seasons = seasons ?? []
        exception.days = days ?? exception.days
        exception.range = place
        if !rule.hasSelectors, let last = rules.popLast() { rule = last }
        // Other times follow for these days.
        let before = index
        while index < tokens.count, !isStop(index), isFiller(index) { index += 1 }
        // Where times stand before their days, they are of days to come.
        let times = rule.isComplete && !rule.timesCameFirst ? timesList() : nil
        if times == nil { index = before }
        let removed = exception.days.weekdays.intersection(rule.days.weekdays)
        rule.days.weekdays.subtract(removed)
        exception.days.weekdays.subtract(removed)
        if let times {
            var other = exception
            (other.isClosed, other.times) = (false, times)
            other.days.weekdays = removed.union(exception.days.weekdays)
            other.seasons = exception.seasons.isEmpty ? rule.seasons : exception.seasons
            rule.reach(place)
            commit()
            rules.append(other)
            return
        } else if !exception.days.isEmpty || !exception.seasons.isEmpty {
            rules.append(exception)
        }
        rule.reach(place)
    }

    // MARK: Ends

    private mutating func endSentence() {
        flush()
        if let closing = closes {
            closes = nil
            if rules.isEmpty, !rule.hasSelectors, index >= tokens.count {
                rules.append(HoursProseRule(isClosed: true, range: closing))
            } else {
                note(closing, .unknownWords)
            }
        }
        hasJustReadTimes = false
    }

    private mutating func failClosing() {
        if let closing = closes { note(closing, .unknownWords) }
        closes = nil
    }

    /// The rule is over.
    private mutating func commit() {
        defer {
            rule = HoursProseRule()
            rule.seasons = season
        }
        guard let range = rule.range else { return }
        if rule.isClosed || rule.appointment != nil && rule.times.isEmpty {
            rules.append(rule)
        } else if rule.times.isEmpty {
            // A season alone is the heading of what follows.
            if !rule.days.isEmpty { note(range, .timesMissing) }
        } else if rule.days.isEmpty {
            note(range, .daysMissing)
        } else {
            rules.append(rule)
        }
    }

    private mutating func flush() {
        if let range = unknown { note(range, .unknownWords) }
        unknown = nil
    }

    private mutating func note(_ range: Range<Int>, _ reason: HoursReading.Rest.Reason) {
        rest.append(HoursReading.Rest(text: lexer.source(range), position: range.lowerBound, reason: reason))
    }

    /// «le matin : 9h-12h», «9h-12h le matin».
    private func namesTimes() -> Bool {
        if hasJustReadTimes { return true }
        var ahead = self
        ahead.index += 1
        while ahead.index < ahead.tokens.count, !ahead.isStop(ahead.index), ahead.isFiller(ahead.index) {
            ahead.index += 1
        }
        return ahead.timesList() != nil
    }
}
