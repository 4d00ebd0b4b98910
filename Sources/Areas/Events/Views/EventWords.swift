import Rules
import Web

/// Dates, times and kinds of events in words of the reader.
struct EventWords {
    let snapshot: EventsSnapshot
    let visit: Visit

    /// `Saturday 21 November`
    func day(_ date: LocalDate) -> String {
        let number = date.day == 1 && visit.say.has("date.first") ? visit.say("date.first") : String(date.day)
        return visit.say(
            "date.dayMonth",
            [
                "weekday": visit.weekday(date.weekday.rawValue), "day": number,
                "month": visit.say("date.month.\(date.month)"),
            ])
    }

    /// `from 18:00 to 20:00`, "all day", or from day to day.
    func time(_ moment: EventMoment) -> String {
        let (first, last) = (snapshot.zone.local(moment.start), snapshot.zone.local(moment.end.adding(minutes: -1)))
        if moment.isAllDay {
            guard first.date < last.date else { return visit.say("events.allDay") }
            return visit.say("hours.range", ["from": day(first.date), "to": day(last.date)])
        }
        let end = snapshot.zone.local(moment.end).time.onClock
        return visit.say("hours.range", ["from": first.time.description, "to": end.description])
    }

    func date(_ moment: EventMoment) -> LocalDate { snapshot.zone.date(moment.start) }

    /// Day and time in one line.
    func whole(_ moment: EventMoment) -> String {
        visit.say.list([day(date(moment)), time(moment)])
    }

    func category(_ category: EventCategory) -> HTML {
        category.term(in: snapshot.taxonomy).map { visit.text($0.label) } ?? HTML(category.rawValue)
    }

    func plain(_ category: EventCategory) -> String {
        category.term(in: snapshot.taxonomy).map { visit.words($0.label) } ?? category.rawValue
    }

    /// "Cancelled", and why.
    func state(_ moment: EventMoment) -> HTML {
        let note = moment.date.note.map { " \(visit.text($0))" as HTML }
        if moment.date.isCancelled {
            return "<p class=\"state-text\"><strong>\(visit.say("events.cancelled"))</strong>\(note)</p>"
        }
        return moment.date.note == nil ? HTML() : "<p class=\"state-text\">\(note)</p>"
    }

    func place(_ place: EventPlace) -> HTML? {
        if place.isProtected { return HTML(visit.say("place.protected")) }
        let parts = [
            place.name.map { visit.name(visit.words($0)) },
            place.site == nil ? place.address.map { "<bdi class=\"address\">\($0)</bdi>" as HTML } : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : visit.say.list(parts)
    }
}
