import Rules
import Search
import Web

/// Districts: for who knows where they are but not what is near.
struct DistrictPages {
    let guide: GuideSnapshot
    let now: Instant

    func index(_ visit: Visit) -> Page {
        let say = visit.say
        let counts = counts()
        let items = guide.territory.districts.map { district in
            """
            <li>\(visit.link(.district(district.key), visit.text(district.name))) \
            <span class="tally">\(say("results.count", count: counts[district.key] ?? 0))</span></li>
            """ as HTML
        }
        return Page(
            title: say("districts.title"), description: say("districts.lead"),
            body: """
                <h1>\(say("districts.title"))</h1><p class="lead">\(say("districts.lead"))</p>
                <div class="columns"><ul class="index-list">\(items)</ul>
                \(CityMap(guide: guide, visit: visit).results([], query: GuideQuery()))</div>
                """)
    }

    func show(_ district: District, _ visit: Visit) -> Page {
        let say = visit.say
        var query = SearchQuery(now: now.minute)
        query.districts = [guide.vocabulary.district(district.key)].compactMap { $0 }
        query.wantsFacets = true
        query.wantsRelaxations = false
        let answer = guide.index.search(query)
        let tiles = guide.taxonomy.needs.compactMap { need -> HTML? in
            guard let id = guide.vocabulary.need(need.key), let count = answer.facets.map({ $0[id] }), count > 0 else {
                return nil
            }
            let path = SitePath("search", query: [("need", need.key), ("district", district.key)])
            return """
                <li><a class="tile" href="\(visit.url(path))">\(visit.pictogram(need.pictogram))\
                <span>\(visit.text(need.short ?? need.label)) <span class="tally">\(visit.say.number(count))</span></span></a></li>
                """
        }
        let places = guide.sites.filter {
            $0.district == district.key && !$0.protected && guide.origin(.site, $0.key) == nil && isAlive($0)
        }
        let labelled = guide.labelledSites.filter { $0.district == district.key }
        return Page(
            title: visit.words(district.name), trail: [(say("districts.title"), .districts)],
            body: """
                <h1>\(visit.text(district.name))</h1>
                <p>\(visit.link(SitePath("search", query: [("district", district.key), ("open", "now")]), HTML(say("district.openNow")), class: "button"))
                \(PaperLink(visit: visit).html(.districtLeaflet(district.key)))</p>
                \(PaperLink(visit: visit).besides(.districtLeaflet(district.key)))
                <h2>\(say("district.needs"))</h2><ul class="tiles">\(tiles)</ul>
                \(if: !places.isEmpty, list(places, visit, "district.places"))
                \(if: !labelled.isEmpty, list(labelled, visit, "label.title"))
                <h2>\(say("site.facts"))</h2><dl class="facts">\(facts(district, visit))</dl>
                """)
    }

    /// A place that has closed for good keeps its page, and is offered to nobody.
    private func isAlive(_ site: Site) -> Bool { site.status != .closed && site.movedTo == nil }

    private func list(_ places: [Site], _ visit: Visit, _ phrase: String) -> HTML {
        let items = places.map { "<li>\(visit.link(.place($0.key), visit.name(visit.words($0.name))))</li>" as HTML }
        return "<h2>\(visit.say(phrase))</h2><ul class=\"index-list\">\(items)</ul>"
    }

    private func facts(_ district: District, _ visit: Visit) -> HTML {
        var rows: [HTML] = []
        if !district.aliases.isEmpty {
            rows.append(
                "<dt>\(visit.say("organisation.aliases"))</dt><dd><bdi>\(visit.say.list(district.aliases))</bdi></dd>"
            )
        }
        rows.append(
            "<dt>\(visit.say("district.postcodes"))</dt><dd><bdi>\(visit.say.list(district.postcodes))</bdi></dd>"
        )
        if let population = district.population {
            let source = population.source.map {
                "<br><small>\(visit.source($0, documents: guide.documents))</small>" as HTML
            }
            rows.append("<dt>\(visit.say("district.population"))</dt><dd>\(visit.figure(population))\(source)</dd>")
        }
        return rows.joined()
    }

    private func counts() -> [String: Int] {
        var query = SearchQuery(now: now.minute)
        query.limit = 1
        query.wantsFacets = true
        query.wantsRelaxations = false
        guard let facets = guide.index.search(query).facets else { return [:] }
        var counts: [String: Int] = [:]
        for district in guide.territory.districts {
            if let id = guide.vocabulary.district(district.key) { counts[district.key] = facets[id] }
        }
        return counts
    }
}
