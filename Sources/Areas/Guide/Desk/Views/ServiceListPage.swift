internal import Rules
internal import Web

/// The services that a member's organisation keeps.
struct ServiceListPage {
    let items: [UpkeepListing.Item]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let counts: [(ServiceStanding, Int)]
    let state: ServiceStanding?
    let query: FormValues
    let isMine: Bool
    let mayCreate: Bool

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say(isMine ? "upkeep.list.title" : "upkeep.list.titleAll")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <ul class="actions">
                \(if: mayCreate, "<li>\(visit.link(SitePath("work", "services", "new"), HTML(say("upkeep.list.new")), class: "button"))</li>")
                <li>\(visit.link(SitePath("work", "places"), HTML(say("upkeep.places.title"))))</li>
                \(door(SitePath("work", "freshness"), "upkeep.late.title", visit))\
                \(door(SitePath("work", "reports"), "upkeep.reports.title", visit))</ul>
                \(filter(visit))
                \(table(visit))
                \(window.pager(total: total, SitePath("work", "services"), query, visit))
                """)
    }

    /// A link that the reader's menu has too: no way leads to a closed door.
    private func door(_ path: SitePath, _ phrase: String, _ visit: Visit) -> HTML {
        guard visit.desk?.menu.contains(where: { $0.path == path }) != false else { return HTML() }
        return "<li>\(visit.link(path, HTML(visit.say(phrase))))</li>"
    }

    private func filter(_ visit: Visit) -> HTML {
        let say = visit.say
        let options = counts.filter { $0.1 > 0 || $0.0 == state }.map { standing, count in
            """
            <option value="\(standing.rawValue)"\(flag: "selected", standing == state)>\
            \(say("upkeep.state.\(standing.rawValue)")) (\(count))</option>
            """ as HTML
        }
        return """
            <form method="get" action="\(visit.url(SitePath("work", "services")))" class="desk-form">
            \(NameSearch.box(visit, query.typed("q")))
            \(query["site"].map { "<input type=\"hidden\" name=\"site\" value=\"\($0)\">" as HTML })
            <div class="field"><label for="f-state">\(say("upkeep.list.state"))</label>\
            <select id="f-state" name="state"><option value="">\(say("upkeep.list.any"))</option>\(options)</select></div>
            <p class="buttons"><button type="submit">\(say("upkeep.list.show"))</button></p></form>
            """
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        guard !items.isEmpty else { return "<p class=\"empty\">\(say("upkeep.list.empty"))</p>" }
        let rows = items.map { item -> HTML in
            """
            <tr><td data-label="\(say("upkeep.column.service"))">\
            \(visit.link(GuideDesk.path(.service, item.key), visit.text(item.service.name)))</td>\
            <td data-label="\(say("upkeep.column.place"))">\(item.place.map { visit.text($0.name) })</td>\
            <td data-label="\(say("upkeep.column.state"))">\(UpkeepStates(visit).view(item.standings))</td>\
            <td data-label="\(say("upkeep.column.confirmed"))">\(item.confirmed.map { visit.date($0) } ?? say("upkeep.confirmation.never"))</td>\
            <td data-label="\(say("upkeep.column.reports"))">\(item.openReports)</td></tr>
            """
        }
        return """
            <table class="cards"><caption>\(say("upkeep.list.count", count: total))</caption>
            <thead><tr><th scope="col">\(say("upkeep.column.service"))</th><th scope="col">\(say("upkeep.column.place"))</th>\
            <th scope="col">\(say("upkeep.column.state"))</th><th scope="col">\(say("upkeep.column.confirmed"))</th>\
            <th scope="col">\(say("upkeep.column.reports"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// Standings as signs with words.
struct UpkeepStates {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func view(_ standings: Set<ServiceStanding>) -> HTML {
        let shown = standings.count > 1 ? standings.subtracting([.published]) : standings
        return ServiceStanding.allCases.filter(shown.contains).map { standing -> HTML in
            "<span class=\"badge badge-\(Self.style(standing))\">\(visit.say("upkeep.state.\(standing.rawValue)"))</span>"
        }.joined(" ")
    }

    private static func style(_ standing: ServiceStanding) -> String {
        switch standing {
        case .published: "open"
        case .stale, .draft, .proposed, .sentBack: "soon"
        case .closedForAWhile, .archived, .gone: "closed"
        }
    }
}

/// The places that a member's organisation keeps.
struct PlaceListPage {
    struct Item: Sendable {
        var site: Site
        var owner: String?
        var isShown: Bool
        var isArchived: Bool
        var change: UpkeepRevision.State?
    }

    let items: [Item]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let query: FormValues
    let mayCreate: Bool

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let rows = items.map { item -> HTML in
            let address = [item.site.address, item.site.postcode].compactMap { $0 }.joined(separator: ", ")
            let state =
                item.isArchived
                ? "archived" : item.change.map(\.rawValue) ?? (item.isShown ? "published" : "gone")
            return """
                <tr><td data-label="\(say("upkeep.column.place"))">\
                \(visit.link(GuideDesk.path(.site, item.site.key), visit.text(item.site.name)))</td>\
                <td data-label="\(say("upkeep.field.address"))">\(address)</td>\
                <td data-label="\(say("upkeep.column.state"))">\(say("upkeep.state.\(state)"))</td></tr>
                """
        }
        let table: HTML = """
            <table class="cards"><thead><tr><th scope="col">\(say("upkeep.column.place"))</th>\
            <th scope="col">\(say("upkeep.field.address"))</th><th scope="col">\(say("upkeep.column.state"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
        return Page(
            title: say("upkeep.places.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("upkeep.places.title"))</h1>
                \(if: mayCreate, "<p>\(visit.link(SitePath("work", "places", "new"), HTML(say("upkeep.places.new")), class: "button"))</p>")
                <form method="get" action="\(visit.url(SitePath("work", "places")))" class="desk-form">
                \(NameSearch.box(visit, query.typed("q")))
                <p class="buttons"><button type="submit">\(say("upkeep.list.show"))</button></p></form>
                \(items.isEmpty ? "<p class=\"empty\">\(say("upkeep.places.empty"))</p>" : table)
                \(window.pager(total: total, SitePath("work", "places"), query, visit))
                <p>\(visit.link(SitePath("work", "services"), HTML(say("upkeep.list.title"))))</p>
                """)
    }
}
