import Rules
import Web

/// What takes place next, on a page of the guide.
struct NextEvents {
    let snapshot: EventsSnapshot
    let around: EventSurroundings
    let moments: [EventMoment]

    func section(_ visit: Visit) -> HTML? {
        guard !moments.isEmpty else { return nil }
        let cards = EventCard(snapshot: snapshot, around: around, visit: visit, saysDay: true)
        return """
            <section aria-labelledby="next-events"><h2 id="next-events">\(visit.say("events.title"))</h2>\
            \(cards.list(moments))<p>\(visit.link(.events, HTML(visit.say("events.title")), class: "button button-quiet"))</p></section>
            """
    }
}
