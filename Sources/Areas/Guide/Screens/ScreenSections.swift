import Rules
import Search
import Web

/// One thing that the screen says in one language. What other parts of the house have to say (events) comes in as more of these.
struct ScreenSection: Sendable {
    var pictogram: String?
    var title: HTML
    var body: HTML
}

/// What is open now and next, where food is given today, whom to call: read anew at every minute from the same guide as the pages.
struct ScreenSections {
    let guide: GuideSnapshot
    let wish: ScreenWish
    let visit: Visit
    let now: Instant

    /// Lines that are read from across a room.
    private static let mostLines = 6
    private static let mostNext = 2
    private static let food = "food"

    func all() throws -> [ScreenSection] {
        try [openNow(), distributions(), emergency].compactMap { $0 }
    }

    private var today: LocalDate { guide.hours.zone.date(now) }

    private func openNow() throws -> ScreenSection? {
        let search = GuideSearch(guide: guide)
        var query = wish.query
        query.limit = 40
        let known = try search.answer(query, now: now).hits
        query.open = .now
        query.limit = Self.mostLines
        let open = try search.answer(query, now: now).hits
        let next = known.compactMap { hit -> (hit: SearchHit, at: Minute)? in
            guard case .opens(let at) = hit.openState, guide.hours.zone.date(Instant(minute: at)) == today else {
                return nil
            }
            return (hit, at)
        }.sorted { $0.at < $1.at }
        let lines = open.prefix(Self.mostLines - min(Self.mostNext, next.count)) + next.prefix(Self.mostNext).map(\.hit)
        guard !lines.isEmpty else { return nil }
        return ScreenSection(
            pictogram: "sign-open", title: HTML(visit.say("filter.open.now")), body: list(lines.map { line($0) }))
    }

    private func line(_ hit: SearchHit) -> HTML {
        let service = guide.services[Int(hit.id)]
        let badge = OpenBadge(guide: guide, visit: visit, now: now).badge(service)
        return line(service, hit.distance, badge)
    }

    private func line(_ service: Service, _ metres: Double?, _ mark: HTML) -> HTML {
        let site = guide.site(of: service)
        let place = site.protected ? nil : visit.name(visit.words(site.name))
        let walk = metres.map { HTML(Distance(visit: visit).words($0)) }
        let surroundings = [place, walk].compactMap { $0 }.joined(" · ")
        return """
            <li>\(visit.pictogram(service.needs.first))<div><strong>\(visit.text(service.name))</strong>\
            <span>\(surroundings)</span></div>\(mark)</li>
            """
    }

    private func list(_ lines: [HTML]) -> HTML { "<ul class=\"screen-lines\">\(lines)</ul>" }

    /// Where food is given today and when, from what has not ended yet.
    private func distributions() throws -> ScreenSection? {
        guard let theme = guide.taxonomy.theme(Self.food) else { return nil }
        var query = wish.query
        query.needs = []
        query.themes = [Self.food]
        query.open = .on(today)
        query.limit = GuideQuery.largestLimit
        let clock = guide.hours.zone.local(now).time
        let view = HoursView(guide: guide, visit: visit, now: now)
        let given = try GuideSearch(guide: guide).answer(query, now: now).hits.compactMap {
            hit -> (SearchHit, WeekTable.Day)? in
            guard var day = guide.hours.week(Int(hit.id), of: today)?.days.first(where: { $0.date == today }) else {
                return nil
            }
            // What never closes (a fountain, a fridge in the street) is no distribution.
            day.entries = day.entries.filter { !$0.isWholeDay && $0.end > clock }
            return day.entries.isEmpty ? nil : (hit, day)
        }
        .sorted { ($0.1.entries[0].start, $0.0.id) < ($1.1.entries[0].start, $1.0.id) }
        guard !given.isEmpty else { return nil }
        let lines = given.prefix(Self.mostLines).map { hit, day in
            line(
                guide.services[Int(hit.id)], hit.distance,
                "<p class=\"screen-times\">\(view.entries(day, between: " · "))</p>")
        }
        return ScreenSection(
            pictogram: theme.term.pictogram,
            title: "\(visit.text(theme.term.label)) · \(visit.say("hours.today"))", body: list(lines))
    }

    private var emergency: ScreenSection? {
        let lines = visit.settings.emergency.prefix(5).map { entry in
            """
            <li><strong class="screen-number"><bdi dir="ltr">\(entry.number)</bdi></strong><div><strong>\(visit.text(entry.name))</strong>\
            <span>\(visit.text(entry.when))</span></div></li>
            """ as HTML
        }
        guard !lines.isEmpty else { return nil }
        return ScreenSection(
            pictogram: "emergency", title: HTML(visit.say("emergency.title")), body: list(Array(lines)))
    }
}
