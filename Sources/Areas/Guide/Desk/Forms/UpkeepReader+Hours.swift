internal import Rules
internal import Web

extension UpkeepReader {
    /// Where the regular hours come from.
    enum HoursEntry: String, CaseIterable {
        /// The grid of seven days.
        case week
        /// The syntax of OpenStreetMap.
        case text
        case unknown
    }

    /// The regular hours, in the syntax of OpenStreetMap. Both ways of entry are read, whichever is chosen: nothing that somebody typed
    /// is thrown away without a word.
    /// - Parameter former: as they stand: what the form shows of them again was not typed.
    mutating func hours(former: String?) -> String? {
        let entry: HoursEntry? = form["hours-by"] == nil ? nil : choice("hours-by")
        let chosen = entry ?? (form["hours"] == nil ? .week : .text)
        let isNew = form["hours"] != nil && form["hours"] != former
        let week = weekHours()
        let text = chosen == .text || isNew ? hours("hours", form["hours"]) : nil
        let shown = former.flatMap { WeekGrid(hours: $0) }.flatMap { try? $0.hours() }
        let isWeekNew = week != nil && week != shown && week != former
        switch chosen {
        case .week:
            if isNew, text != nil, text != week { refuseBoth() }
            return week
        case .text:
            if isWeekNew, week != text { refuseBoth() }
            return text
        case .unknown:
            if isWeekNew || (isNew && text != nil) { refuseBoth() }
            return nil
        }
    }

    private mutating func refuseBoth() {
        fault(
            "hours-by", "hours were also given in a way that is not chosen: choose it, or empty it",
            "upkeep.fault.hoursBoth")
    }

    /// One text of opening hours; a fault says at which character and what to write instead.
    mutating func hours(_ name: String, _ typed: String?) -> String? {
        guard let typed, !typed.isEmpty else { return nil }
        guard typed.count <= 500 else {
            fault(
                name, "has more than 500 characters", "upkeep.fault.tooLong",
                ["count": String(typed.count), "longest": "500"])
            return nil
        }
        do {
            _ = try OpeningHours(parsing: typed, country: settings.country)
            return typed
        } catch {
            if proposes(name, HoursReading(typed)) { return nil }
            let mend = error.mend.map { ", perhaps «\($0)»" } ?? ""
            fault(
                name, "character \(error.position + 1): \(error.reason.key) \(error.reason.value ?? "")\(mend)",
                error.mend == nil ? "upkeep.fault.hours" : "upkeep.fault.hoursMend",
                [
                    "position": String(error.position + 1), "what": error.reason.value ?? String(typed.prefix(20)),
                    "mend": error.mend ?? "",
                ])
            return nil
        }
    }

    /// Hours written as people say them: what was understood is proposed, for the person to confirm by writing it; what was not is named.
    private mutating func proposes(_ name: String, _ reading: HoursReading) -> Bool {
        guard let hours = reading.hours else { return false }
        let rest = visit.say.list(reading.rest.map(\.text))
        fault(
            name,
            reading.isWhole
                ? "perhaps «\(hours)»: write it so" : "«\(rest)» is not understood; the rest is perhaps «\(hours)»",
            reading.isWhole ? "upkeep.fault.hoursProse" : "upkeep.fault.hoursRest", ["hours": hours, "rest": rest])
        return true
    }

    private mutating func weekHours() -> String? {
        let grid = Self.week(form)
        for misfit in grid.misfits {
            let name = misfit.isAtEnd ? "week-to" : "week-from"
            let row = (misfit.day.rawValue - 1) * WeekGrid.stretches + misfit.stretch
            let day = visit.weekday(misfit.day.rawValue)
            switch misfit.fault {
            case .notATime(let weekday, let typed):
                fault(
                    name, "\(weekday.osmCode): «\(typed.prefix(20))» is not a time such as 09:30",
                    "upkeep.fault.time", ["day": day, "typed": String(typed.prefix(20))], row: row)
            case .halfEmpty(let weekday):
                fault(
                    name, "\(weekday.osmCode): one of the two times is missing", "upkeep.fault.halfTime",
                    ["day": day], row: row)
            case .overlap(let weekday):
                fault(
                    name, "\(weekday.osmCode): the times run into each other", "upkeep.fault.overlap", ["day": day],
                    row: row)
            }
        }
        return try? grid.hours()
    }

    /// Two stretches a day, Monday first: `week-from` and `week-to` have fourteen values each.
    static func week(_ form: FormValues) -> WeekGrid {
        let from = Self.values("week-from", form)
        let to = Self.values("week-to", form)
        let days = (0..<7).map { day in
            (0..<WeekGrid.stretches).map { index -> WeekGrid.Stretch in
                let position = day * WeekGrid.stretches + index
                return WeekGrid.Stretch(
                    from.indices.contains(position) ? from[position] : "",
                    to.indices.contains(position) ? to[position] : "")
            }
        }
        return WeekGrid(
            days: days, publicHolidays: form["week-holidays"].flatMap { .init(rawValue: $0) } ?? .unknown)
    }

    /// Dated exceptions: `exception-from`, `exception-to`, `exception-hours` side by side; `exception-reason` has one text for each
    /// language of `exception-in`, exception by exception.
    /// - Parameter former: as they stand: what is not typed anew is not questioned.
    mutating func exceptions(_ former: [DatedClosure], today: LocalDate) -> [DatedClosure] {
        func values(_ name: String) -> [String] { Self.values(name, form) }
        let (from, to, hours) = (values("exception-from"), values("exception-to"), values("exception-hours"))
        let (tags, reasons) = (values("exception-in"), values("exception-reason"))
        var exceptions: [DatedClosure] = []
        var rows: [Int] = []
        for index in from.indices.prefix(60) {
            func value(_ list: [String]) -> String { list.indices.contains(index) ? list[index] : "" }
            let words = tags.indices.compactMap { position -> Reason? in
                let row = index * tags.count + position
                guard reasons.indices.contains(row), !reasons[row].isEmpty else { return nil }
                return Reason(row: row, tag: tags[position], text: reasons[row])
            }
            if from[index].isEmpty, value(to).isEmpty, value(hours).isEmpty, words.isEmpty { continue }
            if let closure = exception(
                index, from: from[index], to: value(to), hours: value(hours), words, former: former, today: today)
            {
                exceptions.append(closure)
                rows.append(index)
            }
        }
        if exceptions != former, let clash = ClosureJoining.clash(in: exceptions),
            ClosureJoining.clash(in: former) == nil
        {
            let (first, second) = (rows[clash.first] + 1, rows[clash.second] + 1)
            fault(
                "exception-from", "exceptions \(first) and \(second) hold on the same days", "upkeep.fault.clash",
                ["first": String(first), "second": String(second)], row: rows[clash.second])
        }
        return exceptions
    }

    private struct Reason {
        /// Which of the boxes for reasons.
        var row: Int
        var tag: String
        var text: String
    }

    private mutating func exception(
        _ row: Int, from: String, to: String, hours: String, _ words: [Reason], former: [DatedClosure],
        today: LocalDate
    ) -> DatedClosure? {
        let (first, last) = (Self.day(from), to.isEmpty ? nil : Self.day(to))
        if first == nil {
            fault(
                "exception-from", "an exception needs its first day, such as 2026-12-24", "upkeep.fault.date", row: row)
        }
        if !to.isEmpty, last == nil {
            fault("exception-to", "is not a day such as 2026-12-26", "upkeep.fault.date", row: row)
        }
        let typed = exceptionHours(row, hours)
        guard let first, to.isEmpty || last != nil else { return nil }
        let known = former.first { $0.from == first && $0.to == last }
        let isOver = DatedClosure(from: first, to: last).isOver(before: today)
        if let last, last < first {
            fault("exception-to", "an exception ends before it begins", "upkeep.fault.turnedRound", row: row)
        } else if isOver, known == nil {
            fault("exception-to", "these days are over already", "upkeep.fault.over", row: row)
        }
        for (name, date) in [("exception-from", first), ("exception-to", last ?? first)]
        where known == nil && date.year > today.year + Self.yearsAhead {
            fault(
                name, "is more than \(Self.yearsAhead) years away: is the year right?", "upkeep.fault.far",
                ["year": String(date.year)], row: row)
            break
        }
        var byLanguage = known?.reason?.byLanguage ?? [:]
        for reason in words {
            if reason.text.count > 300 {
                fault(
                    "exception-reason", "has more than 300 characters", "upkeep.fault.tooLong",
                    ["count": String(reason.text.count), "longest": "300"], row: reason.row)
            }
            guard settings.languages.offered.contains(reason.tag) else { continue }
            byLanguage[reason.tag] = reason.text
        }
        return DatedClosure(
            from: first, to: last, hours: typed, reason: byLanguage.isEmpty ? nil : LocalisedText(byLanguage))
    }

    /// How far ahead an exception may be announced.
    private static let yearsAhead = 5

    /// Times alone are enough («9h-12h»), and «closed» is no hours at all.
    private mutating func exceptionHours(_ row: Int, _ typed: String) -> String? {
        let closed = ["off", "closed", visit.say("hours.closed").lowercased()]
        if typed.isEmpty || closed.contains(typed.lowercased()) { return nil }
        if let times = WeekGrid.times(typed) { return times }
        let count = faults.count
        let hours = hours("exception-hours", typed)
        // There is no week to fill in beside an exception: its own remedy.
        for index in faults.indices.dropFirst(count) {
            faults[index].anchor = Self.anchor("exception-hours", row)
            if faults[index].phrase == "upkeep.fault.hours" { faults[index].phrase = "upkeep.fault.exceptionHours" }
        }
        return hours
    }

    /// Exceptions whose new hours go over midnight, which is a slip as often as it is meant: people are asked once.
    mutating func askNights(_ exceptions: [DatedClosure], former: [DatedClosure], zone: CivilZone, today: LocalDate) {
        let nights = exceptions.filter { closure in
            guard !former.contains(where: { $0.hours == closure.hours }) else { return false }
            let change = HoursChange(
                from: nil, to: closure.hours, today: today, zone: zone, country: settings.country)
            return change?.days.contains(where: \.goesOverMidnight) == true
        }.compactMap(\.hours)
        guard !nights.isEmpty, form["exception-night"] != nights.joined(separator: "; ") else { return }
        fault(
            "exception-night", "hours of an exception go over midnight: send them once more in exception-night",
            "upkeep.fault.night", ["hours": nights.joined(separator: "; ")])
    }
}
