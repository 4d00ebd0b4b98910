import Rules
import Web

/// One event: what, when next, where, how to take places.
struct EventShowPage {
    static let mostDates = 12

    let snapshot: EventsSnapshot
    let around: EventSurroundings
    let position: Int
    /// Places left on dates that somebody asked for; `nil`: no places can be taken here.
    let left: [WallTime: Int]?
    let now: Instant

    private var event: Event { snapshot.events[position].event }
    private var place: EventPlace { snapshot.place(position) }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let dates = snapshot.next(position, after: now, most: Self.mostDates)
        return Page(
            title: visit.words(event.title), description: visit.words(event.description),
            trail: [(say("events.title"), .events)], schema: schema(dates, visit),
            body: """
                <article class="event">
                <p class="kind">\(visit.pictogram(event.category.pictogram, class: "sign"))\(words(visit).category(event.category))</p>
                <h1>\(visit.text(event.title))</h1>
                \(event.description.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                <section aria-labelledby="dates"><h2 id="dates">\(say("events.next"))</h2>\(list(dates, visit))</section>
                \(booking(dates, visit))
                \(way(visit))
                <section aria-labelledby="facts"><h2 id="facts">\(say("service.practical"))</h2>
                <dl class="facts">\(EventFacts(snapshot: snapshot, event: event, visit: visit).rows)</dl></section>
                <p class="buttons">\(visit.link(.eventFile(event.key), HTML(say("events.add")), class: "button button-quiet"))</p>
                \(sources(visit))
                </article>
                """)
    }

    private func words(_ visit: Visit) -> EventWords { EventWords(snapshot: snapshot, visit: visit) }

    private func list(_ dates: [EventMoment], _ visit: Visit) -> HTML {
        guard !dates.isEmpty else { return "<p class=\"empty\">\(visit.say("events.empty"))</p>" }
        let items = dates.map { moment -> HTML in
            let state = words(visit).state(moment)
            return "<li><strong>\(words(visit).whole(moment))</strong>\(places(moment, visit))\(state)</li>"
        }
        return "<ul class=\"event-dates\">\(items)</ul>"
    }

    private func places(_ moment: EventMoment, _ visit: Visit) -> HTML {
        guard let left, let capacity = event.capacity, !moment.date.isCancelled else { return HTML() }
        let number = left[moment.date.original] ?? capacity
        let words =
            number > 0
            ? visit.say("events.placesLeft", ["number": visit.say.number(number)]) : visit.say("events.full")
        return " <span class=\"kind\">\(words)</span>"
    }

    private func booking(_ dates: [EventMoment], _ visit: Visit) -> HTML {
        guard left != nil, event.registration == .code else { return HTML() }
        let book =
            dates.contains { !$0.date.isCancelled }
            ? visit.link(.eventPlaces(event.key), HTML(visit.say("events.book")), class: "button") : HTML()
        let code = visit.link(.eventCode(event.key), HTML(visit.say("events.code.see")), class: "button button-quiet")
        return "<p class=\"buttons\">\(book) \(code)</p>"
    }

    private func way(_ visit: Visit) -> HTML {
        let inside: HTML
        if place.isProtected {
            inside = "<p class=\"notice notice-info\">\(visit.say("place.protected"))</p>"
        } else {
            let name =
                place.site.map { visit.link(.place($0.key), visit.name(visit.words($0.name))) }
                ?? place.name.map { visit.name(visit.words($0)) }
            var shown = place.site ?? Site(key: event.key, name: place.name ?? event.title, kind: "other")
            shown.point = place.point
            inside = """
                \(name.map { "<p>\($0)</p>" as HTML })\
                \(place.address.map { "<p><bdi class=\"address\">\($0)</bdi></p>" as HTML })\(around.map(shown, visit))
                """
        }
        return inside.isEmpty
            ? HTML()
            : "<section aria-labelledby=\"way\"><h2 id=\"way\">\(visit.say("service.way"))</h2>\(inside)</section>"
    }

    private func sources(_ visit: Visit) -> HTML {
        let items = event.sources.map { "<li>\(visit.source($0, documents: snapshot.documents))</li>" as HTML }
        let confirmed = event.confirmed.map {
            "<p>\(visit.say("freshness.fresh", ["date": visit.date($0)]))</p>" as HTML
        }
        guard !items.isEmpty || confirmed != nil else { return HTML() }
        return """
            <section class="sources" aria-labelledby="sources"><h2 id="sources">\(visit.say("service.sources"))</h2>\
            \(if: !items.isEmpty, "<ul>\(items)</ul>")\(confirmed)</section>
            """
    }

    /// schema.org Event, of the next date.
    private func schema(_ dates: [EventMoment], _ visit: Visit) -> JSONText? {
        guard let next = dates.first(where: { !$0.date.isCancelled }) else { return nil }
        let place: JSONText? =
            self.place.isProtected
            ? nil
            : self.place.name.map { name in
                JSONText(members: [
                    ("@type", "Place"), ("name", JSONText(visit.words(name))),
                    ("address", self.place.address.map { JSONText($0) }),
                ])
            }
        return JSONText(members: [
            ("@context", "https://schema.org"), ("@type", "Event"), ("name", JSONText(visit.words(event.title))),
            ("startDate", JSONText(next.start.rfc3339)), ("endDate", JSONText(next.end.rfc3339)),
            ("url", JSONText(visit.origin + visit.url(.event(event.key)))), ("location", place),
            ("isAccessibleForFree", event.isFree.map { JSONText($0) }),
        ])
    }
}
