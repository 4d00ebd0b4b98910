import Rules
import Web

/// Where meals are given out in the next seven days: one table to read, print and hang up.
struct FoodWeekPage {
    static let days = 7

    let snapshot: EventsSnapshot
    let now: Instant

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = EventWords(snapshot: snapshot, visit: visit)
        let today = snapshot.zone.date(now)
        let meals = snapshot.moments.filter { snapshot.event($0).category == .food && $0.end > now }
        let rows = (0..<Self.days).map { today.adding(days: $0) }.map { day -> HTML in
            let lines = meals.filter { words.date($0) == day }.map { line($0, words, visit) }
            let cell: HTML = lines.isEmpty ? "–" : "<ul>\(lines)</ul>"
            return """
                <tr\(attribute: "class", day == today ? "today" : nil)><th scope="row">\(words.day(day))</th>\
                <td>\(cell)</td></tr>
                """
        }
        return Page(
            title: say("events.food"), description: say("events.lead"), trail: [(say("events.title"), .events)],
            body: """
                <h1>\(say("events.food"))</h1>
                <table class="week"><thead><tr><th scope="col">\(say("hours.day"))</th>\
                <th scope="col">\(say("hours.times"))</th></tr></thead><tbody>\(rows)</tbody></table>
                <p class="buttons">\(visit.link(SitePath("events.ics", query: [("category", "food")]), HTML(say("events.add")), class: "button button-quiet"))</p>
                """)
    }

    private func line(_ moment: EventMoment, _ words: EventWords, _ visit: Visit) -> HTML {
        let event = snapshot.event(moment)
        let place = words.place(snapshot.place(moment.event)).map { "<br>\($0)" as HTML }
        let languages = event.languages.isEmpty ? nil : EventFacts.languages(event.languages, visit)
        return """
            <li><strong>\(words.time(moment))</strong> \(visit.link(.event(event.key), visit.text(event.title)))\
            \(place)\(languages.map { "<br><span class=\"kind\">\($0)</span>" as HTML })\(words.state(moment))</li>
            """
    }
}
