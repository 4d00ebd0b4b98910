internal import Files
internal import Rules

/// Reads `events.yaml`.
enum EventReading {
    static func read(_ folder: DataFolder, _ reading: Reading) -> [Event] {
        folder.records("events.yaml", reading, mayBeAbsent: true).compactMap { event($0) }
    }

    private static func event(_ record: Record) -> Event? {
        let key = record.ownKey(of: "event")
        let category: EventCategory? = record.needed("category").flatMap { _ in record.choice("category") }
        let title = record.needed("title")?.text(mayBeProperName: true)
        let timing = EventTimingReading(record: record).timing
        var event = Event(
            key: key ?? "", category: category ?? .information, title: title ?? LocalisedText([:]),
            timing: timing ?? EventTiming(start: WallTime(date: LocalDate(daysSinceEpoch: 0)), minutes: 1))
        event.description = record.prose("description")
        event.organisation = record.mention("organisation", of: "organisation")
        event.site = record.mention("site", of: "site")
        event.spot = spot(record)
        event.unit = record.mention("unit", of: "site")
        event.service = record.mention("service", of: "service")
        event.needs = record.mentions("needs", of: "need")
        event.publics = record.mentions("publics", of: "publics")
        event.languages = record.languages("languages")
        event.isFree = record.flag("free")
        event.price = record.prose("price")
        event.capacity = count(record, "capacity")
        event.registration = record.choice("registration") ?? .none
        event.meals = count(record, "meals")
        event.confirmed = record.date("confirmed")
        event.sources = record.sources()
        record.finish()
        if event.site != nil, event.spot != nil {
            record.fault("the event is at a place of the guide and elsewhere", mend: "keep «site» or «at»", at: "site")
        }
        if event.isFree == true, event.price != nil {
            record.fault("the event is free and has a price", mend: "keep one", at: "price")
        }
        return key == nil || category == nil || title == nil || timing == nil ? nil : event
    }

    private static func spot(_ record: Record) -> Event.Spot? {
        let spot = Event.Spot(
            name: record.name("placeName"), address: record.string("address"), postcode: record.string("postcode"),
            point: record.point("at"))
        return spot == Event.Spot() ? nil : spot
    }

    private static func count(_ record: Record, _ name: String) -> Int? {
        guard let value = record.integer(name) else { return nil }
        if !(1...100_000).contains(value) {
            record.fault("\(name) is \(value)", mend: "write a number from 1 to 100000", at: name)
        }
        return value
    }
}

/// The times of one event: `start`, `end`, `repeat`, `also`, `without`, `changes`.
struct EventTimingReading {
    let record: Record

    var timing: EventTiming? {
        let start: Moment? = record.needed("start").flatMap { self.moment($0) }
        let end: Moment? = record.needed("end").flatMap { self.moment($0) }
        let rule = record.field("repeat").flatMap { self.rule($0) }
        let also = moments("also")
        let without = moments("without")
        let changes = record.records("changes").compactMap { self.change($0) }
        guard let start, let end else { return nil }
        guard start.isDay == end.isDay else {
            record.fault("one of start and end has no time", mend: "give both a time, or none", at: "end")
            return nil
        }
        // The last day is meant whole.
        let last = start.isDay ? end.time.adding(minutes: 1_440) : end.time
        var timing = EventTiming(
            start: start.time, minutes: start.time.minutes(until: last), isAllDay: start.isDay, rule: rule)
        timing.also = also
        timing.without = without
        timing.changes = changes
        switch timing.fault {
        case nil: return timing
        case .noLength: record.fault("the event ends before it begins", mend: "check «end»", at: "end")
        case .tooLong: record.fault("the event lasts more than 31 days", mend: "make it a service", at: "end")
        case .tooOften: record.fault("it comes more often than every hour", mend: "check «repeat»", at: "repeat")
        case .noDate: record.fault("the rule has no date", mend: "check «repeat»", at: "repeat")
        case .brokenDays, .tooManyExceptions:
            record.fault("there are too many exceptions", mend: "keep \(EventTiming.mostExceptions)", at: "without")
        }
        return nil
    }

    private typealias Moment = (time: WallTime, isDay: Bool)

    private func moment(_ field: Field) -> Moment? {
        guard let words = field.string() else { return nil }
        guard let time = WallTime(written: words) else {
            field.fault("«\(words)» is not a time", mend: "write \"2026-09-07 08:00\", or 2026-09-07 for the whole day")
            return nil
        }
        return (time, words.utf8.count == 10)
    }

    private func moments(_ name: String) -> [WallTime] {
        record.field(name)?.items().compactMap { moment($0)?.time } ?? []
    }

    private func rule(_ field: Field) -> RecurrenceRule? {
        guard let words = field.string() else { return nil }
        do {
            return try RecurrenceRule(parsing: words)
        } catch {
            field.fault(
                "«\(words)» is not a rule of iCalendar: \(error)", mend: "write it as \"FREQ=WEEKLY;BYDAY=TU,FR\"")
            return nil
        }
    }

    private func change(_ record: Record) -> EventTiming.Change? {
        let original = record.needed("date").flatMap { moment($0)?.time }
        let isCancelled = record.flag("cancelled") ?? false
        let start = record.field("start").flatMap { moment($0)?.time }
        let end = record.field("end").flatMap { moment($0)?.time }
        let note = record.prose("note")
        record.finish()
        guard let original else { return nil }
        let minutes = end.map { (start ?? original).minutes(until: $0) }
        if let minutes, minutes <= 0 {
            record.fault("the date ends before it begins", mend: "check «end»", at: "end")
        }
        return EventTiming.Change(
            original: original, isCancelled: isCancelled, start: start, minutes: minutes, note: note)
    }
}
