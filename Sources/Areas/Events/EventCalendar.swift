import Rules
import Web

/// Events as a calendar in one reader's language.
struct EventCalendar {
    let snapshot: EventsSnapshot
    let visit: Visit

    func text(_ positions: [Int], name: String) -> String {
        EventCalendarText.text(
            name: name, entries: positions.map(entry), zone: snapshot.zone, today: snapshot.today)
    }

    private func entry(_ position: Int) -> EventCalendarText.Entry {
        let (stored, place) = (snapshot.events[position], snapshot.place(position))
        let event = stored.event
        let (title, written) = event.title.read(in: visit.language, fallbacks: visit.fallbacks)
        let lines = [place.name.map { visit.words($0) }, place.isProtected ? nil : place.address]
        let location = lines.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        return EventCalendarText.Entry(
            uid: "event-\(event.key)@\(host)", sequence: stored.sequence, changed: stored.changed, title: title,
            language: event.title.isProperName ? nil : written ?? visit.language,
            description: visit.words(event.description), location: location.isEmpty ? nil : location,
            point: place.isProtected ? nil : place.point, url: visit.origin + visit.url(.event(event.key)),
            category: event.category.term(in: snapshot.taxonomy).map { visit.words($0.label) }
                ?? event.category.rawValue, timing: event.timing)
    }

    private var host: String { visit.origin.split(separator: "/").last.map(String.init) ?? "localhost" }
}
