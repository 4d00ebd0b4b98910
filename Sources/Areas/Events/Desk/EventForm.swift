import Rules
import Web

/// What was typed of an event; every fault at once, each with how to mend it.
struct EventForm {
    static let longestTitle = 160
    static let longestText = 4_000

    enum Repeat: String, CaseIterable {
        case once, daily, weekly, monthly, rule
    }

    let form: FormValues
    let visit: Visit
    let snapshot: EventsSnapshot
    private(set) var faults: [Problem.Fault] = []

    init(_ form: FormValues, visit: Visit, snapshot: EventsSnapshot) {
        self.form = form
        self.visit = visit
        self.snapshot = snapshot
    }

    static func fields(_ languages: [String]) -> [DeskRoute.Field] {
        let texts = languages.flatMap { tag -> [DeskRoute.Field] in
            [
                .init(
                    "title-\(tag)", "The title in «\(tag)»; one in the city's own language is needed.",
                    label: "events.desk.title"),
                .init("description-\(tag)", "What it is, in «\(tag)».", label: "events.desk.description"),
            ]
        }
        return texts + [
            .init(
                "category", "One of \(EventCategory.allCases.map(\.rawValue).joined(separator: ", ")).", isNeeded: true),
            .init("site", "Key of a place of the guide."), .init("place", "Its name, where it is not in the guide."),
            .init("address", "Where it is not in the guide."), .init("unit", "Key of the mobile unit that stops."),
            .init("day", "Of the first date: YYYY-MM-DD.", isNeeded: true), .init("from", "HH:MM; empty: all day."),
            .init("to", "HH:MM; before «from»: of the next day."), .init("last", "Of an event of several whole days."),
            .init("repeat", "One of \(Repeat.allCases.map(\.rawValue).joined(separator: ", "))."),
            .init("weekday", "1 (Monday) to 7.", isList: true), .init("until", "Last day: YYYY-MM-DD."),
            .init("rule", "RRULE of RFC 5545."), .init("without", "Days except: YYYY-MM-DD, set apart by spaces."),
            .init("languages", "Tags of languages spoken, set apart by spaces."), .init("free", "on: it is free."),
            .init("price", "In words."), .init("capacity", "Places on each date."),
            .init("registration", "One of \(Event.Registration.allCases.map(\.rawValue).joined(separator: ", "))."),
            .init("meals", "Given out on each date."), .init("draft", "on: not published."),
            .init("do", "preview (shows the next dates) or save."),
            .init("seen", "Of the form: which dates were looked at."),
        ]
    }

    private mutating func fault(_ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:]) {
        var fault = Problem.Fault(name: name, reason: reason, phrase: phrase, holes: holes)
        fault.label = "events.desk.\(name.split(separator: "-").first.map(String.init) ?? name)"
        faults.append(fault)
    }

    /// - Parameter present: what stands there now; what the form does not ask is kept.
    mutating func event(key: String, organisation: String?, over present: Event?) -> Event? {
        let title = text("title", longest: Self.longestTitle)
        let description = text("description", longest: Self.longestText)
        let own = visit.settings.languages.required.first ?? visit.settings.languages.preferred
        if title.byLanguage.isEmpty || title[own] == nil {
            fault("title-\(own)", "is needed in «\(own)»", "upkeep.fault.ownLanguage")
        }
        let category = form["category"].flatMap { EventCategory(rawValue: $0) }
        if category == nil { fault("category", "must be one of the list", "upkeep.fault.choice") }
        let timing = timing(over: present?.timing)
        var event =
            present
            ?? Event(
                key: key, category: category ?? .information, title: title,
                timing: timing ?? EventTiming(start: WallTime(date: snapshot.today), minutes: 60))
        event.title = title
        event.description = description.byLanguage.isEmpty ? nil : description
        event.organisation = organisation
        if let category { event.category = category }
        if let timing { event.timing = timing }
        place(&event)
        event.languages = words("languages").filter { $0.utf8.count <= 12 }
        event.isFree =
            form.isTicked("free") ? true : form["price"] == nil ? event.isFree == true ? nil : event.isFree : false
        event.price = event.isFree == true ? nil : price(event.price, own)
        event.capacity = number("capacity", 1...100_000)
        event.meals = number("meals", 1...100_000)
        event.registration = form["registration"].flatMap { Event.Registration(rawValue: $0) } ?? .none
        event.isDraft = form.isTicked("draft") ? true : nil
        return faults.isEmpty ? event : nil
    }

    private mutating func text(_ name: String, longest: Int) -> LocalisedText {
        var byLanguage: [String: String] = [:]
        for pair in form.pairs where pair.name.hasPrefix(name + "-") {
            let tag = String(pair.name.dropFirst(name.count + 1))
            let words = pair.value.trimmingSpaces
            guard !words.isEmpty else { continue }
            if words.count > longest {
                fault(
                    pair.name, "has more than \(longest) characters", "upkeep.fault.tooLong",
                    ["count": String(words.count), "longest": String(longest)])
            }
            byLanguage[tag] = words
        }
        return LocalisedText(byLanguage)
    }

    private func words(_ name: String) -> [String] {
        (form[name] ?? "").split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
    }

    private func price(_ present: LocalisedText?, _ own: String) -> LocalisedText? {
        guard let words = form["price"] else { return nil }
        var texts = present?.byLanguage ?? [:]
        if texts[own] != words { texts = [own: String(words.prefix(200))] }
        return LocalisedText(texts)
    }

    private mutating func number(_ name: String, _ bounds: ClosedRange<Int>) -> Int? {
        guard let typed = form[name] else { return nil }
        guard let value = Int(typed), bounds.contains(value) else {
            fault(
                name, "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound)", "upkeep.fault.number",
                ["least": String(bounds.lowerBound), "most": String(bounds.upperBound)])
            return nil
        }
        return value
    }

    private mutating func place(_ event: inout Event) {
        for name in ["site", "unit"] {
            if let key = form[name], snapshot.site(key) == nil {
                fault(name, "is no place of the guide", "upkeep.fault.choice")
            }
        }
        event.site = form["site"]
        event.unit = form["unit"]
        guard event.site == nil else {
            event.spot = nil
            return
        }
        var spot = event.spot ?? Event.Spot()
        // Another address is at another point.
        if spot.address != form["address"] { (spot.point, spot.postcode) = (nil, nil) }
        spot.address = form["address"].map { String($0.prefix(200)) }
        let own = visit.settings.languages.required.first ?? visit.settings.languages.preferred
        let name = form["place"].map { String($0.prefix(160)) }
        if spot.name.map({ visit.words($0) }) != name { spot.name = name.map { LocalisedText([own: $0]) } }
        event.spot = spot == Event.Spot() ? nil : spot
    }

    // MARK: Times

    private mutating func timing(over present: EventTiming?) -> EventTiming? {
        guard let day = day("day") else {
            if form["day"] == nil { fault("day", "is needed", "upkeep.fault.missing") }
            return nil
        }
        guard var timing = span(day) else { return nil }
        timing.rule = rule(day)
        let without = words("without").map { LocalDate($0) }
        if without.contains(nil) { fault("without", "must be days such as 2026-12-24", "upkeep.fault.date") }
        timing.without = without.compactMap { $0 }.map { WallTime(date: $0, second: timing.start.second) }
        // What was changed on single dates stays while they are dates of the series.
        if let present, present.start.second == timing.start.second {
            timing.zone = present.zone
            timing.also = present.also
            timing.changes = present.changes.filter { timing.has($0.original, zone: snapshot.zone) }
        }
        guard faults.isEmpty else { return timing }
        switch timing.fault {
        case nil: break
        case .noLength: fault("to", "is before the beginning", "upkeep.fault.turnedRound")
        case .tooLong, .brokenDays: fault("last", "is more than 31 days later", "events.desk.fault.long")
        case .tooOften, .noDate, .tooManyExceptions:
            fault("rule", "has no dates, or too many", "events.desk.fault.rule")
        }
        return timing
    }

    private mutating func day(_ name: String) -> LocalDate? {
        guard let typed = form[name] else { return nil }
        if let date = LocalDate(typed) { return date }
        let parts = typed.split(separator: "/").map { Int($0) }
        if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            let date = LocalDate(year: year, month: month, day: day)
        {
            return date
        }
        fault(name, "must be a day such as 2026-12-24", "upkeep.fault.date")
        return nil
    }

    private mutating func time(_ name: String) -> Int? {
        guard let typed = form[name] else { return nil }
        if let time = LocalTime(typed), time.minutes < 1_440 { return time.minutes }
        fault(name, "must be a time such as 09:30", "events.desk.fault.time")
        return nil
    }

    private mutating func span(_ first: LocalDate) -> EventTiming? {
        let (from, to) = (time("from"), time("to"))
        guard form["from"] != nil || form["to"] != nil else {
            let last = day("last") ?? first
            return EventTiming(
                start: WallTime(date: first), minutes: (first.days(until: last) + 1) * 1_440, isAllDay: true)
        }
        guard let from, let to else {
            if faults.isEmpty { fault(from == nil ? "from" : "to", "is needed", "upkeep.fault.missing") }
            return nil
        }
        // Beyond midnight: two in the morning is still this evening.
        let minutes = to > from ? to - from : to + 1_440 - from
        return EventTiming(start: WallTime(date: first, second: from * 60), minutes: minutes)
    }

    private mutating func rule(_ first: LocalDate) -> RecurrenceRule? {
        let kind = form["repeat"].flatMap { Repeat(rawValue: $0) } ?? .once
        var rule: RecurrenceRule
        switch kind {
        case .once: return nil
        case .daily: rule = RecurrenceRule(.daily)
        case .weekly:
            rule = RecurrenceRule(.weekly)
            let days = form.all("weekday").compactMap { Int($0) }.compactMap { Weekday(rawValue: $0) }
            rule.days = (days.isEmpty ? [first.weekday] : days).map { .init($0) }
        case .monthly:
            rule = RecurrenceRule(.monthly)
            rule.days = [.init(first.weekday, ordinal: (first.day - 1) / 7 + 1)]
        case .rule:
            do {
                rule = try RecurrenceRule(parsing: form["rule"] ?? "")
            } catch {
                fault("rule", "is not a rule of RFC 5545: \(error)", "events.desk.fault.rule")
                return nil
            }
        }
        if let until = day("until") {
            if until < first { fault("until", "is before the first date", "upkeep.fault.turnedRound") }
            rule.end = .day(until)
        }
        return rule
    }
}

extension EventForm {
    /// An event as the form shows it.
    static func values(_ event: Event, _ visit: Visit) -> FormValues {
        var pairs: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) { if let value { pairs.append((name, value)) } }
        for (tag, words) in event.title.byLanguage.sorted(by: { $0.key < $1.key }) { add("title-\(tag)", words) }
        for (tag, words) in event.description?.byLanguage.sorted(by: { $0.key < $1.key }) ?? [] {
            add("description-\(tag)", words)
        }
        add("category", event.category.rawValue)
        add("site", event.site)
        add("place", visit.words(event.spot?.name))
        add("address", event.spot?.address)
        add("unit", event.unit)
        let timing = event.timing
        add("day", timing.start.date.description)
        if timing.isAllDay {
            add("last", timing.start.adding(minutes: timing.minutes - 1).date.description)
        } else {
            add("from", LocalTime(minutes: timing.start.minutes).description)
            add("to", LocalTime(minutes: (timing.start.minutes + timing.minutes) % 1_440).description)
        }
        for (name, value) in repeating(timing) { add(name, value) }
        add("without", timing.without.map(\.date.description).joined(separator: " "))
        add("languages", event.languages.joined(separator: " "))
        add("free", event.isFree == true ? "on" : nil)
        add("price", visit.words(event.price))
        add("capacity", event.capacity.map(String.init))
        add("meals", event.meals.map(String.init))
        add("registration", event.registration.rawValue)
        add("draft", event.isDraft == true ? "on" : nil)
        return FormValues(pairs)
    }

    /// The simple form where it says all of the rule, else the rule itself.
    private static func repeating(_ timing: EventTiming) -> [(String, String)] {
        guard var rule = timing.rule else { return [("repeat", Repeat.once.rawValue)] }
        var until: [(String, String)] = []
        if case .day(let day) = rule.end {
            until = [("until", day.description)]
            rule.end = .never
        }
        var plain = RecurrenceRule(rule.frequency)
        plain.days = rule.days
        let first = timing.start.date
        switch rule.frequency {
        case .daily where rule == RecurrenceRule(.daily): return [("repeat", Repeat.daily.rawValue)] + until
        case .weekly where rule == plain && rule.days.allSatisfy({ $0.ordinal == nil }):
            let days = rule.days.isEmpty ? [first.weekday] : rule.days.map(\.weekday)
            return [("repeat", Repeat.weekly.rawValue)] + days.map { ("weekday", String($0.rawValue)) } + until
        case .monthly where rule == plain && rule.days == [.init(first.weekday, ordinal: (first.day - 1) / 7 + 1)]:
            return [("repeat", Repeat.monthly.rawValue)] + until
        default: return [("repeat", Repeat.rule.rawValue), ("rule", rule.text)] + until
        }
    }
}
