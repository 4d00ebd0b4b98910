import Rules
import Web

/// One date in a list.
struct EventCard {
    let snapshot: EventsSnapshot
    let around: EventSurroundings
    let visit: Visit
    var query = EventQuery()
    /// The day stands above the list.
    var saysDay = false

    private var words: EventWords { EventWords(snapshot: snapshot, visit: visit) }

    func card(_ moment: EventMoment, heading: String = "h3") -> HTML {
        let (event, place) = (snapshot.event(moment), snapshot.place(moment.event))
        let time = saysDay ? words.whole(moment) : words.time(moment)
        let title = visit.link(.event(event.key), visit.text(event.title))
        let head: HTML =
            heading == "h3" ? "<h3 class=\"card-title\">\(title)</h3>" : "<h2 class=\"card-title\">\(title)</h2>"
        let distance = query.distance(moment, snapshot).map { around.distance($0, visit) }
        let free = event.isFree == true ? visit.say("filter.free") : nil
        let notes = [words.plain(event.category), free, distance].compactMap { $0 }
        return """
            <article class="card">\(visit.pictogram(event.category.pictogram))<div class="card-body">\(head)\
            <p><strong>\(time)</strong></p>\(words.state(moment))\
            \(words.place(place).map { "<p class=\"card-place\">\($0)</p>" as HTML })\
            <p class="kind">\(notes.joined(separator: " · "))</p></div></article>
            """
    }

    func list(_ moments: [EventMoment], heading: String = "h3") -> HTML {
        "<ol class=\"cards\">\(moments.map { "<li>\(card($0, heading: heading))</li>" as HTML })</ol>"
    }
}
