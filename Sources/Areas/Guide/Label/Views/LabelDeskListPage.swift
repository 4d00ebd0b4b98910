import Rules
import Web

/// Requests for the label, those that wait first.
struct LabelDeskListPage {
    let guide: GuideSnapshot
    let requests: [StoredLabel]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let query: FormValues
    let state: LabelRequest.State?
    let mayAsk: Bool
    let mayReadFigures: Bool
    let today: LocalDate

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = LabelWords(visit: visit)
        let days = UpkeepWords(guide: guide, visit: visit)
        let items = requests.map { stored -> HTML in
            let soon =
                stored.request.asksForRenewal(on: today, reminder: stored.scheme.reminder)
                ? say("label.desk.ending") : nil
            let notes = [
                words.state(stored.request, on: today), guide.organisation(stored.organisation)?.name,
                stored.request.term.map { days.date($0.last) }, soon,
            ]
            return """
                <li>\(visit.link(.deskLabel(stored.id), LabelPlaceName(guide: guide, visit: visit).html(stored.site)))<br>\
                <span class="kind">\(notes.compactMap { $0 }.joined(separator: " · "))</span></li>
                """
        }
        let list: HTML = items.isEmpty ? "<p class=\"empty\">\(say("label.desk.none"))</p>" : "<ul>\(items)</ul>"
        let ask: HTML? = mayAsk ? visit.link(.labelForm(nil), HTML(say("label.desk.ask")), class: "button") : nil
        let figures: HTML? =
            mayReadFigures
            ? visit.link(
                SitePath(DeskRouter.pagePrefix, "label-figures"), HTML(say("label.desk.figures")),
                class: "button button-quiet") : nil
        return Page(
            title: say("desk.menu.labels"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("desk.menu.labels"))</h1><p class="buttons">\(ask) \(figures)</p>
                \(filters(visit))\(list)
                \(window.pager(total: total, .deskLabels, query, visit))
                """)
    }

    private func filters(_ visit: Visit) -> HTML {
        let items = ([nil] + LabelRequest.State.allCases.map { $0 }).map { choice -> HTML in
            let words = choice.map { visit.say("label.desk.state.\($0.rawValue)") } ?? visit.say("filter.any")
            var path = SitePath.deskLabels
            if let choice { path.query = [("state", choice.rawValue)] }
            let link: HTML = """
                <a href="\(visit.url(path))"\(if: choice == state, " aria-current=\"true\"")>\(words)</a>
                """
            return "<li>\(link)</li>"
        }
        return "<ul class=\"inline-list\">\(items)</ul>"
    }
}

/// The name of a place at the desk; one that has become protected is not named in a list.
struct LabelPlaceName {
    let guide: GuideSnapshot
    let visit: Visit

    func html(_ key: String) -> HTML {
        guard let site = guide.site(key), !site.protected else { return HTML(visit.say("label.desk.unseen")) }
        return visit.name(visit.words(site.name))
    }
}

/// What became of the label, year by year.
struct LabelFiguresPage {
    let guide: GuideSnapshot
    let figures: LabelFigures

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let columns = ["asked", "visited", "granted", "refused", "withdrawn"]
        let rows = figures.years.map { year -> HTML in
            let cells = zip(columns, [year.asked, year.visited, year.granted, year.refused, year.withdrawn]).map {
                "<td data-label=\"\(say("label.desk.state.\($0)"))\"><bdi>\(say.number($1))</bdi></td>" as HTML
            }
            return "<tr><th scope=\"row\"><bdi>\(String(year.year))</bdi></th>\(cells)</tr>"
        }
        let heads = columns.map { "<th scope=\"col\">\(say("label.desk.state.\($0)"))</th>" as HTML }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(say("label.desk.none"))</p>"
            : """
            <table class="cards"><thead><tr><th scope="col">\(say("label.desk.year"))</th>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
        let promise = guide.labels.scheme?.promise.map {
            "<p>\(visit.link(SitePath("plans", $0.plan, "actions", $0.action), HTML(say("menu.plans"))))</p>" as HTML
        }
        return Page(
            title: say("label.desk.figures"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("label.desk.figures"))</h1><p class="lead">\(say("label.desk.figures.lead"))</p>
                \(table)\(promise)
                """)
    }
}
