import Rules
import Web

/// The page of a place: what it offers, who runs it, what the documents say of it.
struct SiteShow {
    let guide: GuideSnapshot
    let site: Site
    let now: Instant
    /// What takes place there next.
    var next: HTML?

    private var services: [Service] { guide.services(at: site) }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let kind = guide.taxonomy.term(site.kind, in: .siteKinds)
        let district = guide.district(site.district)
        return Page(
            title: visit.words(site.name), description: visit.words(site.description),
            trail: site.protected ? [] : district.map { [(visit.words($0.name), .district($0.key))] } ?? [],
            isIndexed: !site.protected,
            body: """
                <article class="site">
                <p class="kind">\(visit.pictogram(kind?.pictogram, class: "sign"))\(kind.map { visit.text($0.label) })</p>
                <h1>\(visit.name(visit.words(site.name)))</h1>
                \(status(visit))
                \(address(visit))
                \(LabelMark(guide: guide, visit: visit).section(site))
                \(OutdatedNote(guide: guide, visit: visit).html(RecordName(.site, site.key), .place(site.key)))
                \(site.description.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                <section aria-labelledby="services"><h2 id="services">\(say("site.services"))</h2>\(list(visit))</section>
                \(next)
                <section aria-labelledby="facts"><h2 id="facts">\(say("site.facts"))</h2>
                <dl class="facts">\(facts(visit))</dl></section>
                <section class="sources" aria-labelledby="sources"><h2 id="sources">\(say("service.sources"))</h2>
                <ul>\(site.sources.map { "<li>\(visit.source($0, documents: guide.documents))</li>" as HTML })</ul>
                \(site.confirmed.map { "<p>\(say("freshness.fresh", ["date": visit.date($0)]))</p>" as HTML })</section>
                </article>
                """)
    }

    private func status(_ visit: Visit) -> HTML? {
        let say = visit.say
        switch site.status {
        case .open: return nil
        case .unknown: return "<p class=\"notice notice-info\">\(say("site.status.unknown"))</p>"
        case .planned: return "<p class=\"notice notice-info\">\(say("site.status.planned"))</p>"
        case .closed, .moved:
            let words = site.closed.map { say("service.past.since", ["date": visit.date($0)]) } ?? say("service.past")
            let moved = site.movedTo.flatMap { guide.site($0) }.map {
                " \(visit.link(.place($0.key), HTML(say("service.movedTo", ["place": visit.words($0.name)]))))" as HTML
            }
            return "<p class=\"notice notice-danger\">\(words)\(moved)</p>"
        }
    }

    private func address(_ visit: Visit) -> HTML? {
        if site.protected { return "<p class=\"notice notice-info\">\(visit.say("place.protected"))</p>" }
        let lines = [site.address, [site.postcode, site.city].compactMap { $0 }.joined(separator: " ")]
            .compactMap { $0 }.filter { !$0.isEmpty }
        let station = guide.station(near: site).map { found in
            """
            <p class="station">\(visit.pictogram("station", class: "sign"))<span>\(visit.say("service.station", ["name": found.station.name])) \
            · \(Distance(visit: visit).words(found.metres))</span></p>\
            <ul class="lines">\(found.station.lines.map { "<li><bdi class=\"line\">\($0)</bdi></li>" as HTML })</ul>
            """ as HTML
        }
        let map = CityMap(guide: guide, visit: visit).single(site)
        let words = lines.isEmpty ? nil : "<p><bdi class=\"address\">\(lines.joined(separator: ", "))</bdi></p>" as HTML
        return "\(words)\(site.phone.map { "<p>\(visit.phone($0, class: "button"))</p>" as HTML })\(station)\(map)"
    }

    private func list(_ visit: Visit) -> HTML {
        guard !services.isEmpty else { return "<p>\(visit.say("site.noService"))</p>" }
        let cards = ServiceCard(guide: guide, visit: visit, now: now)
        return "<ol class=\"cards\">\(services.map { "<li>\(cards.card($0))</li>" as HTML })</ol>"
    }

    private func facts(_ visit: Visit) -> HTML {
        let say = visit.say
        let terms = TermList(guide: guide, visit: visit)
        func row(_ phrase: String, _ content: HTML?) -> HTML? {
            content.map { "<dt>\(say(phrase))</dt><dd>\($0)</dd>" }
        }
        func organisation(_ key: String?) -> HTML? {
            guide.organisation(key).map { visit.link(.organisation($0.key), visit.name($0.name)) }
        }
        let partners = site.partners.compactMap { organisation($0) }.map { "<li>\($0)</li>" as HTML }
        let rows = [
            row("service.runBy", organisation(site.operatedBy)), row("site.owner", organisation(site.owner)),
            row("site.partners", partners.isEmpty ? nil : "<ul class=\"inline-list\">\(partners)</ul>"),
            row("site.opened", site.opened.map { HTML(visit.date($0)) }),
            row("site.closed", site.closed.map { HTML(visit.date($0)) }),
            row("service.languages", terms.languages(site.languages)),
            row("service.accessibility", terms.signs(site.accessibility, .accessibility)),
            row("service.amenities", terms.signs(site.amenities, .amenities)),
            row(
                "service.website",
                site.website.map {
                    "<a href=\"\($0)\" rel=\"noreferrer\"><bdi>\(ServiceShow.shortAddress($0))</bdi></a>"
                }),
            row("service.capacity", FigureList(visit: visit).list(site.capacity)),
            row("service.figures", FigureList(visit: visit).list(site.figures)),
        ]
        return rows.compactMap { $0 }.joined()
    }
}
