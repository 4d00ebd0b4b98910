import Rules
import Web

/// What takes place, day by day.
struct EventListPage {
    let snapshot: EventsSnapshot
    let around: EventSurroundings
    let query: EventQuery
    let now: Instant

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let found = query.find(in: snapshot, now: now)
        let shown = Array(found.dropFirst(query.start).prefix(EventQuery.pageSize))
        let chosen = times.first { $0.0 == query.when && $0.0 != nil }.map { say($0.1) }
        let title = [say("events.title"), chosen].compactMap { $0 }.joined(separator: " · ")
        return Page(
            title: title, description: say("events.lead"), isIndexed: query.items.isEmpty,
            modules: ["near.js"],
            body: """
                <h1>\(title)</h1><p class="lead">\(say("events.lead"))</p>
                \(near(visit))
                <div class="chips">\(times(visit))</div>
                <div class="chips">\(categories(visit))</div>
                \(form(visit))
                \(if: !query.faults.isEmpty, "<p class=\"notice notice-warning\">\(say("results.faults")) \(query.faults.joined(separator: " · "))</p>")
                \(days(shown, visit))
                \(more(found.count, visit))
                <p class="buttons">\(ways(visit))</p>
                """)
    }

    private func path(_ change: (inout EventQuery) -> Void) -> SitePath {
        var query = query
        query.start = 0
        change(&query)
        return SitePath("events", query: query.items)
    }

    private func chip(_ words: HTML, _ path: SitePath, isHere: Bool, _ visit: Visit) -> HTML {
        "<a class=\"chip\" href=\"\(visit.url(path))\"\(attribute: "aria-current", isHere ? "true" : nil)>\(words)</a>"
    }

    private var times: [(EventQuery.When?, String)] {
        [(nil, "filter.open.any"), (.today, "hours.today"), (.tonight, "events.tonight"), (.week, "hours.week")]
    }

    private func times(_ visit: Visit) -> HTML {
        times.map { when, phrase in
            chip(HTML(visit.say(phrase)), path { $0.when = when }, isHere: query.when == when, visit)
        }.joined(" ")
    }

    /// Those of which there is something, and the one that was chosen.
    private func categories(_ visit: Visit) -> HTML {
        let words = EventWords(snapshot: snapshot, visit: visit)
        let present = Set(snapshot.moments.map { snapshot.event($0).category })
        return EventCategory.allCases.filter { present.contains($0) || query.category == $0 }.map { category in
            let isHere = query.category == category
            return chip(
                "\(visit.pictogram(category.pictogram, class: "sign"))\(words.category(category))",
                path { $0.category = isHere ? nil : category }, isHere: isHere, visit)
        }.joined(" ")
    }

    private func near(_ visit: Visit) -> HTML {
        """
        <form class="near" id="near" action="\(visit.url(.events))" method="get" hidden \
        data-wait="\(visit.say("near.wait"))" data-refused="\(visit.say("near.refused"))">
        <input type="hidden" name="near"><input type="hidden" name="when" value="\(query.when?.text ?? "")">
        <button type="submit" class="button button-quiet">\(visit.pictogram("near", class: "sign"))\(visit.say("near.button"))</button>
        <span class="near-note" role="status"></span></form>
        """
    }

    private func form(_ visit: Visit) -> HTML {
        let say = visit.say
        let hidden = query.items.filter { $0.name != "district" && $0.name != "free" }.map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
        }
        let options = snapshot.districts.map {
            "<option value=\"\($0.key)\"\(flag: "selected", $0.key == query.district)>\(visit.words($0.name))</option>"
                as HTML
        }
        let district: HTML =
            options.isEmpty
            ? HTML()
            : """
            <div class="field"><label for="f-district">\(say("filter.district"))</label>
            <select id="f-district" name="district"><option value="">\(say("filter.any"))</option>\(options)</select></div>
            """
        return """
            <form class="event-filters" method="get" action="\(visit.url(.events))">\(hidden)\(district)
            <label class="choice"><input type="checkbox" name="free" value="1"\(flag: "checked", query.isFree)>\
            <span>\(say("filter.free"))</span></label>
            <p class="buttons"><button type="submit">\(say("filter.apply"))</button>
            \(if: !query.items.isEmpty, visit.link(.events, HTML(say("filter.clear")), class: "clear"))</p></form>
            """
    }

    private func days(_ shown: [EventMoment], _ visit: Visit) -> HTML {
        guard !shown.isEmpty else { return "<p class=\"empty\">\(visit.say("events.empty"))</p>" }
        let words = EventWords(snapshot: snapshot, visit: visit)
        let cards = EventCard(snapshot: snapshot, around: around, visit: visit, query: query)
        // What began before today stands under today.
        let today = snapshot.zone.date(now)
        var groups: [(day: LocalDate, moments: [EventMoment])] = []
        for moment in shown {
            let day = max(words.date(moment), today)
            if groups.last?.day == day {
                groups[groups.count - 1].moments.append(moment)
            } else {
                groups.append((day, [moment]))
            }
        }
        return groups.map { group in
            """
            <section aria-labelledby="day-\(group.day.description)"><h2 id="day-\(group.day.description)">\
            \(words.day(group.day))</h2>\(cards.list(group.moments))</section>
            """ as HTML
        }.joined()
    }

    private func more(_ total: Int, _ visit: Visit) -> HTML {
        let next = query.start + EventQuery.pageSize
        guard next < total else { return HTML() }
        let path = SitePath("events", query: query.items + [("cursor", String(next))])
        return "<p>\(visit.link(path, HTML(visit.say("results.next")), class: "button"))</p>"
    }

    private func ways(_ visit: Visit) -> HTML {
        let feed = SitePath("events.ics", query: query.items.filter { $0.name != "when" && $0.name != "near" })
        return "\(visit.link(.foodWeek, HTML(visit.say("events.food")), class: "button button-quiet")) "
            + visit.link(feed, HTML(visit.say("events.add")), class: "button button-quiet")
    }
}
