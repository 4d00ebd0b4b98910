internal import Rules
internal import Web

/// What is late, never confirmed, contradicted.
struct FreshnessPage {
    let late: UpkeepLateList
    let window: DeskWindow
    let guide: GuideSnapshot
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        var table = SitePath("work", "freshness", "table")
        table.query = query.pairs.filter {
            ["state", "organisation", "district", "q"].contains($0.name) && !$0.value.isEmpty
        }
        return Page(
            title: say("upkeep.late.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("upkeep.late.title"))</h1><p class="lead">\(say("upkeep.late.text"))</p>
                \(filter(visit))
                \(late.items.isEmpty ? "<p class=\"empty\">\(say("upkeep.late.empty"))</p>" : self.table(visit))
                \(window.pager(total: late.items.count, SitePath("work", "freshness"), query, visit))
                <p>\(visit.link(table, HTML(say("upkeep.late.csv"))))</p>
                """)
    }

    private func filter(_ visit: Visit) -> HTML {
        let say = visit.say
        func select(_ name: String, _ label: String, _ options: [(String, String)]) -> HTML {
            let items = options.map {
                "<option value=\"\($0.0)\"\(flag: "selected", $0.0 == query.typed(name))>\($0.1)</option>" as HTML
            }
            return """
                <div class="field"><label for="f-\(name)">\(say(label))</label><select id="f-\(name)" name="\(name)">\
                <option value="">\(say("upkeep.list.any"))</option>\(items)</select></div>
                """
        }
        let owners = late.owners.union(query.all("organisation")).map {
            ($0, guide.organisation($0)?.name ?? $0)
        }.sorted { $0.1 < $1.1 }
        let districts = guide.territory.districts.map { ($0.key, visit.words($0.name)) }
        return """
            <form method="get" action="\(visit.url(SitePath("work", "freshness")))" class="desk-form">
            \(NameSearch.box(visit, query.typed("q")))
            \(select("state", "upkeep.list.state", late.counts.map { ($0.0.rawValue, "\(say("upkeep.late.\($0.0.rawValue)")) (\($0.1))") }))
            \(select("organisation", "upkeep.column.organisation", owners))
            \(if: !districts.isEmpty, select("district", "upkeep.column.district", districts))
            <p class="buttons"><button type="submit">\(say("upkeep.list.show"))</button></p></form>
            """
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        let words = UpkeepWords(guide: guide, visit: visit)
        let rows = window.slice(late.items).map { item -> HTML in
            """
            <tr><td data-label="\(say("upkeep.column.service"))">\
            \(visit.link(GuideDesk.path(.service, item.key), visit.text(item.service.name)))</td>\
            <td data-label="\(say("upkeep.column.organisation"))">\(words.organisation(item.owner))</td>\
            <td data-label="\(say("upkeep.column.confirmed"))">\(words.confirmation(item.confirmation))</td>\
            <td data-label="\(say("upkeep.column.reports"))">\(item.openReports)</td></tr>
            """
        }
        return """
            <table class="cards"><caption>\(say("upkeep.list.count", count: late.items.count))</caption><thead><tr>\
            <th scope="col">\(say("upkeep.column.service"))</th><th scope="col">\(say("upkeep.column.organisation"))</th>\
            <th scope="col">\(say("upkeep.column.confirmed"))</th><th scope="col">\(say("upkeep.column.reports"))</th></tr>\
            </thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// One button: all of it is still true.
struct StillTruePage {
    let service: Service
    let guide: GuideSnapshot
    let link: String
    let usedAt: Instant?
    let now: Instant

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let path = SitePath("work", "still-true", link)
        let position = guide.position(ofService: service.key)
        let button: HTML =
            usedAt == nil
            ? FormView(visit, action: path).button("upkeep.true.button", style: "button")
            : "<p class=\"notice notice-success\">\(say("upkeep.true.done"))</p>"
        return Page(
            title: say("upkeep.true.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("upkeep.true.title"))</h1>
                <p class="lead">\(say.list([visit.text(service.name), visit.text(guide.site(of: service).name)]))</p>
                \(button)
                \(HoursView(guide: guide, visit: visit, now: now).section(service, position: position, exceptions: service.exceptions))
                <p>\(visit.link(.service(service.key), HTML(say("upkeep.true.look"))))</p>
                <p>\(visit.link(GuideDesk.path(.service, service.key, "edit"), HTML(say("upkeep.true.change"))))</p>
                """)
    }
}
