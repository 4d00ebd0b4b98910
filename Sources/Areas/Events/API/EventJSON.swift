import Rules
import Web

/// Events as the API says them.
struct EventJSON {
    static let mostDates = 50

    let snapshot: EventsSnapshot
    let item: ItemText

    init(snapshot: EventsSnapshot, language: String) {
        self.snapshot = snapshot
        item = ItemText(language: language, settings: snapshot.settings, documents: snapshot.documents)
    }

    func date(_ moment: EventMoment, _ query: EventQuery) -> JSONText {
        let event = snapshot.event(moment)
        return JSONText(
            members: when(moment) + [
                ("event", JSONText(event.key)), ("url", item.address(.event(event.key))),
                ("category", JSONText(event.category.rawValue)),
            ] + item.text("title", event.title) + [
                ("place", place(moment.event)),
                ("metres", query.distance(moment, snapshot).map { JSONText($0.rounded()) }),
                ("free", event.isFree.map { JSONText($0) }),
            ])
    }

    func event(_ position: Int, now: Instant) -> JSONText {
        let stored = snapshot.events[position]
        let event = stored.event
        let dates = snapshot.next(position, after: now, most: Self.mostDates)
        return JSONText(
            members: [
                ("id", JSONText(event.key)), ("url", item.address(.event(event.key))),
                ("calendar", item.address(.eventFile(event.key))), ("category", JSONText(event.category.rawValue)),
                ("sequence", JSONText(stored.sequence)), ("changed", JSONText(stored.changed.rfc3339)),
            ] + item.text("title", event.title) + item.text("description", event.description) + [
                ("rule", (event.timing.rule?.text).map { JSONText($0) }),
                ("timeZone", JSONText(event.timing.zone ?? snapshot.settings.timeZone)),
                ("dates", JSONText(dates.map { JSONText(members: when($0)) })), ("place", place(position)),
                ("organisation", item.string(event.organisation)), ("unit", item.string(event.unit)),
                ("service", item.string(event.service)), ("needs", item.strings(event.needs)),
                ("publics", item.strings(event.publics)), ("languages", item.strings(event.languages)),
                ("free", event.isFree.map { JSONText($0) }),
            ] + item.text("price", event.price) + [
                ("capacity", event.capacity.map { JSONText($0) }),
                ("registration", JSONText(event.registration.rawValue)), ("meals", event.meals.map { JSONText($0) }),
                ("confirmed", item.date(event.confirmed)), ("sources", item.sources(event.sources)),
            ])
    }

    private func when(_ moment: EventMoment) -> [(String, JSONText?)] {
        let days = moment.isAllDay
        return [
            ("date", JSONText(days ? moment.date.original.date.description : moment.date.original.written)),
            ("start", JSONText(moment.start.rfc3339)), ("end", JSONText(moment.end.rfc3339)),
            ("allDay", JSONText(days)), ("cancelled", JSONText(moment.date.isCancelled)),
        ] + item.text("note", moment.date.note)
    }

    /// Of a protected place nothing but that it is one.
    private func place(_ position: Int) -> JSONText {
        let place = snapshot.place(position)
        if place.isProtected { return JSONText(members: [("protected", JSONText(true))]) }
        return JSONText(
            members: [("site", item.string(place.site?.key))] + item.text("name", place.name) + [
                ("address", item.string(place.address)), ("district", item.string(place.district)),
                ("latitude", place.point.map { JSONText($0.latitude) }),
                ("longitude", place.point.map { JSONText($0.longitude) }), ("protected", JSONText(false)),
            ])
    }
}
