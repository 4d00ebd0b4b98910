import Rules
import Web

/// The places with the label, district by district, each with what was checked and until when.
struct LabelPlacesPage {
    let guide: GuideSnapshot

    /// `nil`: this city has no label.
    func page(_ visit: Visit) -> Page? {
        guard let scheme = guide.labels.scheme else { return nil }
        let say = visit.say
        let places = guide.labelledSites
        let promise = scheme.promise.map {
            "<p>\(visit.link(SitePath("plans", $0.plan, "actions", $0.action), HTML(say("menu.plans"))))</p>" as HTML
        }
        let sources = scheme.sources.map { "<li>\(visit.source($0, documents: guide.documents))</li>" as HTML }
        let search: HTML? =
            places.isEmpty
            ? nil
            : "<p>\(visit.link(SitePath("search", query: [("label", "1")]), HTML(say("map.label")), class: "button button-quiet"))</p>"
        return Page(
            title: say("label.title"), description: say("label.lead"),
            body: """
                <h1>\(visit.pictogram(LabelMark.pictogram, class: "sign")) \(say("label.title"))</h1>
                <p class="kind">\(visit.text(scheme.name))</p><p class="lead">\(say("label.lead"))</p>\(search)
                \(if: places.isEmpty, "<p class=\"empty\">\(say("label.none"))</p>")
                \(districts(places, visit))
                <section aria-labelledby="criteria"><h2 id="criteria">\(say("label.checked"))</h2>
                <ul>\(scheme.criteria.map { "<li>\(visit.text($0.text))</li>" as HTML })</ul></section>
                \(promise)\(if: !sources.isEmpty, "<ul class=\"sources\">\(sources)</ul>")
                """)
    }

    private func districts(_ places: [Site], _ visit: Visit) -> HTML {
        let known = guide.territory.districts.map(\.key)
        let elsewhere = places.filter { !known.contains($0.district ?? "") }
        let groups: [(HTML, [Site])] =
            guide.territory.districts.map { district in
                (visit.text(district.name), places.filter { $0.district == district.key })
            } + [(HTML(visit.say("label.title")), elsewhere)]
        return groups.filter { !$0.1.isEmpty }.map { name, places in
            "<section><h2>\(name)</h2>\(places.compactMap { place($0, visit) })</section>"
        }.joined()
    }

    private func place(_ site: Site, _ visit: Visit) -> HTML? {
        guard let label = guide.label(of: site) else { return nil }
        return """
            <article id="label-\(site.key)"><h3>\(visit.link(.place(site.key), visit.name(visit.words(site.name))))</h3>
            \(LabelMark(guide: guide, visit: visit).facts(label, level: "h4"))</article>
            """
    }
}
