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
        do {
            return try grid.hours()
        } catch {
            switch error {
            case .notATime(let day, let typed):
                fault(
                    "week-from", "\(day.osmCode): «\(typed.prefix(20))» is not a time such as 09:30",
                    "upkeep.fault.time", ["day": visit.weekday(day.rawValue), "typed": String(typed.prefix(20))])
            case .halfEmpty(let day):
                fault(
                    "week-from", "\(day.osmCode): one of the two times is missing", "upkeep.fault.halfTime",
                    ["day": visit.weekday(day.rawValue)])
            case .overlap(let day):
                fault(
                    "week-from", "\(day.osmCode): the times run into each other", "upkeep.fault.overlap",
                    ["day": visit.weekday(day.rawValue)])
            }
            return nil
        }
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
    mutating func exceptions(_ former: [DatedClosure]) -> [DatedClosure] {
        func values(_ name: String) -> [String] { Self.values(name, form) }
        let (from, to, hours) = (values("exception-from"), values("exception-to"), values("exception-hours"))
        let (tags, reasons) = (values("exception-in"), values("exception-reason"))
        var exceptions: [DatedClosure] = []
        for index in from.indices.prefix(60) {
            func value(_ list: [String]) -> String { list.indices.contains(index) ? list[index] : "" }
            let words = tags.indices.compactMap { position -> (String, String)? in
                let place = index * tags.count + position
                guard reasons.indices.contains(place), !reasons[place].isEmpty else { return nil }
                return (tags[position], reasons[place])
            }
            if from[index].isEmpty, value(to).isEmpty, value(hours).isEmpty, words.isEmpty { continue }
            if let closure = exception(
                from: from[index], to: value(to), hours: value(hours), words, former: former)
            {
                exceptions.append(closure)
            }
        }
        return exceptions
    }

    private mutating func exception(
        from: String, to: String, hours: String, _ words: [(String, String)], former: [DatedClosure]
    ) -> DatedClosure? {
        guard let first = Self.day(from) else {
            fault("exception-from", "an exception needs its first day, such as 2026-12-24", "upkeep.fault.date")
            return nil
        }
        let last = to.isEmpty ? nil : Self.day(to)
        if !to.isEmpty, last == nil {
            fault("exception-to", "is not a day such as 2026-12-26", "upkeep.fault.date")
            return nil
        }
        if let last, last < first {
            fault("exception-to", "an exception ends before it begins", "upkeep.fault.turnedRound")
        }
        var byLanguage = former.first { $0.from == first && $0.to == last }?.reason?.byLanguage ?? [:]
        for (tag, text) in words {
            if text.count > 300 {
                fault(
                    "exception-reason", "has more than 300 characters", "upkeep.fault.tooLong",
                    ["count": String(text.count), "longest": "300"])
            }
            guard settings.languages.offered.contains(tag) else { continue }
            byLanguage[tag] = text
        }
        return DatedClosure(
            from: first, to: last, hours: self.hours("exception-hours", hours),
            reason: byLanguage.isEmpty ? nil : LocalisedText(byLanguage))
    }
}
