internal import Rules
internal import Web

/// The page of a member's calendar feed.
struct CalendarPage {
    let since: LocalDate?
    /// Only just after it was made.
    let address: String?

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let date = since.flatMap { PartialDate($0.description) }.map(visit.date) ?? ""
        let shown = address.map {
            """
            <div class="notice notice-success" role="status"><p>\(say("calendar.once"))</p>\
            <p><code dir="ltr" class="secret">\($0)</code></p></div>
            """ as HTML
        }
        let make = FormView(visit, action: .deskCalendar).button(
            since == nil ? "calendar.make" : "calendar.renew", style: since == nil ? "" : "quiet")
        let end = FormView(visit, action: SitePath.deskCalendar.adding("withdrawal")).button(
            "calendar.end", style: "danger")
        return Page(
            title: say("calendar.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("calendar.title"))</h1><p class="lead">\(say("calendar.lead"))</p><p>\(say("calendar.private"))</p>
                \(shown)\(if: since != nil && address == nil, "<p>\(say("calendar.since", ["date": date]))</p>")
                <div class="actions">\(make)\(if: since != nil, end)</div>
                """)
    }
}
