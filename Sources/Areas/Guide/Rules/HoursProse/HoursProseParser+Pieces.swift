/// Days, times and seasons. Each reads from `index` on and moves it; when there is none, it stays where it was.
extension HoursProseParser {
    func word(_ index: Int) -> String? {
        guard index < tokens.count, case .word(let word) = tokens[index].kind else { return nil }
        return word
    }

    func isStop(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind == .stop }

    func isSign(_ index: Int, _ signs: String) -> Bool {
        guard index < tokens.count, case .sign(let sign) = tokens[index].kind else { return false }
        return signs.contains(sign)
    }

    func isFiller(_ index: Int) -> Bool {
        if isSign(index, ",:-()/&+.=>!") { return true }
        return word(index).map { HoursProseWords.fillers.contains($0) } ?? false
    }

    /// Articles and prepositions before a day or a time.
    private func afterArticles(_ start: Int) -> Int {
        var next = start
        while let word = word(next),
            [
                "du", "de", "des", "d", "le", "la", "les", "l", "on", "the", "from", "en", "chaque", "every", "each",
                "filler",
                "au", "in",
            ].contains(word)
        { next += 1 }
        return next
    }

    /// After «, », «et», «/»; `nil`: nothing joins here.
    private func afterJoint(_ start: Int) -> Int? {
        var next = start
        while isSign(next, ",&+/") || word(next).map({ HoursProseWords.glue.contains($0) }) == true { next += 1 }
        return next == start ? nil : next
    }

    /// After «-», «à», «jusqu’au», «to».
    private func afterUntil(_ start: Int, takesAnd: Bool = false) -> Int? {
        var next = start
        while isSign(next, "-")
            || word(next).map({ HoursProseWords.between.contains($0) && (takesAnd || ($0 != "et" && $0 != "and")) })
                == true
        { next += 1 }
        return next == start ? nil : next
    }

    // MARK: Times

    mutating func timesList() -> [HoursProseRule.Stretch]? {
        guard let (first, end) = stretch(index) else { return nil }
        var stretches = [first]
        var next = end
        while let (more, end) = stretch(afterJoint(next) ?? next) {
            stretches.append(more)
            next = end
        }
        index = next
        return stretches
    }

    private func stretch(_ start: Int) -> (HoursProseRule.Stretch, Int)? {
        var next = start
        var takesAnd = false
        var isOnwards = false
        while let word = word(next), ["de", "des", "d", "from", "entre", "between", "onwards"].contains(word) {
            takesAnd = takesAnd || word == "entre" || word == "between"
            isOnwards = isOnwards || word == "onwards"
            next += 1
        }
        guard let first = moment(next, isEnd: false) else { return nil }
        let until =
            afterUntil(next + 1, takesAnd: takesAnd) ?? (isSign(next + 1, "/") && first.isClock ? next + 2 : nil)
        guard let until, let last = moment(until, isEnd: true), first.isClock || last.isClock else {
            return isOnwards && first.isClock ? (HoursProseRule.Stretch(from: first.minutes, to: nil), next + 1) : nil
        }
        var from = first.minutes
        // «1-5pm» begins in the afternoon, «9-5pm» in the morning.
        if !first.isClock, last.hasHalf, last.minutes > 720, from + 720 < last.minutes { from += 720 }
        let to = last.minutes
        let isNight = from >= 17 * 60 && to <= 8 * 60
        // Backwards in daytime: a slip, and nobody knows which one.
        guard from < 1440, to > from || isNight else { return nil }
        return (HoursProseRule.Stretch(from: from, to: to), until + 1)
    }

    private func moment(_ index: Int, isEnd: Bool) -> (minutes: Int, isClock: Bool, hasHalf: Bool)? {
        guard index < tokens.count else { return nil }
        switch tokens[index].kind {
        case .time(let minutes, let half): return (minutes, true, half)
        case .number(let hour) where hour <= 24 && !isNumber(index - 1): return (hour * 60, false, false)
        case .word("midi"), .word("noon"): return (720, true, false)
        case .word("minuit"), .word("midnight"): return (isEnd ? 1440 : 0, true, false)
        default: return nil
        }
    }

    /// Part of a telephone number.
    private func isNumber(_ index: Int) -> Bool {
        guard index >= 0, case .number = tokens[index].kind else { return false }
        return true
    }

    // MARK: Days

    mutating func daysList() -> HoursProseRule.Days? {
        guard let (first, end) = daysPiece(index) else { return nil }
        var days = first
        var next = end
        while let joint = afterJoint(next), let (more, end) = daysPiece(joint) {
            days.add(more)
            next = end
        }
        index = next
        return days
    }

    private func daysPiece(_ start: Int) -> (HoursProseRule.Days, Int)? {
        let next = afterArticles(start)
        guard next < tokens.count else { return nil }
        var days = HoursProseRule.Days()
        if let word = word(next) {
            if HoursProseWords.everyDay.contains(word) {
                days.weekdays = Set(0...6)
            } else if HoursProseWords.weekdays.contains(word) {
                days.weekdays = Set(0...4)
            } else if HoursProseWords.weekend.contains(word) {
                days.weekdays = [5, 6]
            } else if word == "holidays" {
                days.holidays = true
            } else if word == "school" {
                days.school = true
            } else {
                return nil
            }
            return (days, next + 1)
        }
        if case .ordinal = tokens[next].kind { return ordinalDays(next) }
        guard case .day(let from) = tokens[next].kind else { return nil }
        if let until = afterUntil(next + 1), case let last = afterArticles(until), last < tokens.count,
            case .day(let to) = tokens[last].kind
        {
            // «samedi au lundi» goes over the end of the week.
            days.weekdays = Set((0..<7).map { (from + $0) % 7 }.prefix((to - from + 7) % 7 + 1))
            return (days, last + 1)
        }
        days.weekdays = [from]
        return (days, next + 1)
    }

    /// «1er et 3e mardi du mois».
    private func ordinalDays(_ start: Int) -> (HoursProseRule.Days, Int)? {
        var nths: Set<Int> = []
        var next = start
        while next < tokens.count, case .ordinal(let nth) = tokens[next].kind, (1...5).contains(nth) || nth == -1 {
            nths.insert(nth)
            next += 1
            guard let joint = afterJoint(next) else { break }
            let after = afterArticles(joint)
            if after < tokens.count, case .ordinal = tokens[after].kind { next = after } else { break }
        }
        var days = HoursProseRule.Days()
        var isFound = false
        // «le premier lundi et mardi du mois» is not told apart from «… et le mardi»: one day only.
        if next < tokens.count, case .day(let day) = tokens[next].kind {
            days.nths[day] = nths
            next += 1
            isFound = true
        }
        if word(next) == "ofmonth" { next += 1 }
        return isFound ? (days, next) : nil
    }

    // MARK: Seasons

    mutating func seasonList() -> [HoursProseRule.Season]? {
        guard let (first, end) = seasonPiece(index) else { return nil }
        var seasons = [first]
        var next = end
        while let joint = afterJoint(next), let (more, end) = seasonPiece(joint) {
            seasons.append(more)
            next = end
        }
        // A year: it is over, or to come, and not the rule.
        if next < tokens.count, case .number(let year) = tokens[next].kind, year > 31 { return nil }
        index = next
        return seasons
    }

    private func seasonPiece(_ start: Int) -> (HoursProseRule.Season, Int)? {
        guard let (first, next) = date(afterArticles(start)) else { return nil }
        if let until = afterUntil(next), let (last, end) = date(afterArticles(until)), let to = last.month {
            // «du 1er au 15 août»
            let from = HoursProseRule.Season.End(month: first.month ?? to, day: first.day)
            guard (first.day == nil) == (last.day == nil) else { return nil }
            return (HoursProseRule.Season(from: from, to: .init(month: to, day: last.day)), end)
        }
        guard let month = first.month else { return nil }
        let day = HoursProseRule.Season.End(month: month, day: first.day)
        return (HoursProseRule.Season(from: day, to: day), next)
    }

    /// A day with or without its month, or a month.
    private func date(_ start: Int) -> ((month: Int?, day: Int?), Int)? {
        guard start < tokens.count else { return nil }
        switch tokens[start].kind {
        case .month(let month): return ((month, nil), start + 1)
        case .number(let day) where (1...31).contains(day), .ordinal(let day) where (1...31).contains(day):
            if start + 1 < tokens.count, case .month(let month) = tokens[start + 1].kind {
                return ((month, day), start + 2)
            }
            return ((nil, day), start + 1)
        default: return nil
        }
    }
}
