internal import Rules
internal import Web

/// The page of a member's calendar feed.
struct CalendarPage {
    enum Feed {
        /// Just made: its address is shown now and never again.
        case fresh(CalendarFeed, address: String)
        case live(CalendarFeed)
        /// Its time is over, or its member's rights or ways to sign in are others now.
        case over(CalendarFeed)
    }

    let feed: Feed?

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("calendar.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("calendar.title"))</h1><p class="lead">\(say("calendar.lead"))</p>\
                <p>\(say("calendar.private"))</p><p>\(say("calendar.ends"))</p>
                \(state(visit))<div class="actions">\(actions(visit))</div>
                """)
    }

    private func state(_ visit: Visit) -> HTML {
        let say = visit.say
        switch feed {
        case nil: return HTML()
        case .fresh(let feed, let address):
            return """
                <div class="notice notice-success" role="status"><p>\(say("calendar.once"))</p>\
                <p><code dir="ltr" class="secret">\(address)</code></p></div>\(life(feed, visit))
                """
        case .live(let feed): return life(feed, visit)
        case .over(let feed):
            let words = say("calendar.over", ["date": day(feed.created, visit)])
            return "<div class=\"notice warning\"><p>\(words)</p></div>"
        }
    }

    private func life(_ feed: CalendarFeed, _ visit: Visit) -> HTML {
        let say = visit.say
        let since = say(
            "calendar.since", ["date": day(feed.created, visit), "until": day(feed.expires, visit)])
        let fetched =
            feed.fetched.map { say("calendar.fetched", ["when": moment($0, visit)]) } ?? say("calendar.never")
        return "<p>\(since)</p><p>\(fetched)</p>"
    }

    private func actions(_ visit: Visit) -> HTML {
        let make = FormView(visit, action: .deskCalendar)
        let extend = FormView(visit, action: SitePath.deskCalendar.adding("renewal")).button(
            "calendar.extend", style: "")
        let end = FormView(visit, action: SitePath.deskCalendar.adding("withdrawal")).button(
            "calendar.end", style: "danger")
        switch feed {
        case nil, .over: return make.button("calendar.make", style: "")
        case .fresh: return end
        case .live: return "\(extend) \(make.button("calendar.renew")) \(end)"
        }
    }

    private func day(_ instant: Instant, _ visit: Visit) -> String {
        let date = CommunityDesk.today(instant, visit.settings)
        return PartialDate(date.description).map { visit.date($0) } ?? date.description
    }

    private func moment(_ instant: Instant, _ visit: Visit) -> String {
        let local = visit.zone.local(instant)
        // The clock stays left to right in every script.
        return "\(day(instant, visit)), \u{2066}\(local.time.description)\u{2069}"
    }
}
