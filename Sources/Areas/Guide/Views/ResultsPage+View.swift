import Rules
import Search
import Web

extension ResultsPage {
    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say("results.title", ["subject": subject(visit)])
        return Page(
            title: title, isIndexed: false, modules: ["near.js", "suggest.js", "map.js", "pins.js"], showsSearch: false,
            body: """
                <h1 class="sr">\(title)</h1>
                \(searchForm(visit))
                \(faultNotice(visit))
                \(query.near == nil && total > 0 ? NearMe(visit: visit, query: query).form : HTML())
                <p class="count"><span role="status">\(say("results.count", count: total))\(sortedBy(visit))</span> \
                \(if: total > 0, "<a class=\"to-map\" href=\"#map\">\(say("results.map"))</a>")</p>
                \(understood(visit))
                \(query.cursor == nil ? EmergencyList(query, answer, guide, visit.settings).html(visit) : HTML())
                \(lawLinks(visit))
                \(GlossaryFound(words: words, glossary: glossary, visit: visit).html)
                <div class="results">
                \(FilterSheet(page: self, visit: visit).html)
                <div class="results-list">\(list(visit))\(nextPage(visit))\(paper(visit))\(embedLink(visit))</div>
                <aside class="results-side">\(CityMap(guide: guide, visit: visit).results(mapped, query: query))</aside>
                </div>
                \(PaperCode(visit: visit).printed(.search(query, without: ["near", "radius", "sort"])))
                """)
    }

    private func searchForm(_ visit: Visit) -> HTML {
        let kept = query.items(without: ["q"]).map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
        }
        return """
            <form class="search" role="search" action="\(visit.url(.search))" method="get">
            <label class="sr" for="q">\(visit.say("search.label"))</label>
            <div class="search-row"><input id="q" name="q" type="search" value="\(query.text)" \
            placeholder="\(visit.say("search.placeholder"))" autocomplete="off" maxlength="\(GuideQuery.longestText)">\
            <button type="submit">\(visit.say("search.button"))</button></div>\(kept)</form>
            <div class="chips">\(chips(visit))</div>
            """
    }

    /// What narrows the search, each with a cross that takes it away.
    private func chips(_ visit: Visit) -> HTML {
        query.items(without: ["q", "sort", "radius", "limit"]).map { item in
            let rest = query.items().filter {
                $0 != item && !(item.name == "near" && ["radius", "sort"].contains($0.name))
            }
            let label = ChipWords(guide: guide, visit: visit).words(item.name, item.value)
            return """
                <a class="chip" href="\(visit.url(SitePath("search", query: rest)))">\
                <span class="sr">\(visit.say("results.remove"))</span>\(label)<span aria-hidden="true"> ×</span></a>
                """ as HTML
        }.joined()
    }

    private func sortedBy(_ visit: Visit) -> HTML {
        guard query.near != nil else { return HTML() }
        return HTML(" " + visit.say(query.sort == .distance ? "results.sorted.distance" : "results.sorted.relevance"))
    }

    private func faultNotice(_ visit: Visit) -> HTML? {
        guard !faults.isEmpty else { return nil }
        let items = faults.map { "<li>\(visit.say("results.fault.\($0.name)"))</li>" as HTML }
        return
            "<div class=\"notice notice-warning\" role=\"alert\"><p>\(visit.say("results.faults"))</p><ul>\(items)</ul></div>"
    }

    private func understood(_ visit: Visit) -> HTML {
        let say = visit.say
        var notes: [HTML] = []
        for correction in answer.corrections {
            notes.append(
                "<p class=\"note\">\(say("results.corrected", ["typed": correction.typed, "used": correction.used]))</p>"
            )
        }
        if !answer.ignoredWords.isEmpty, answer.total > 0 {
            notes.append(
                "<p class=\"note\">\(say("results.ignored", ["words": say.list(answer.ignoredWords)]))</p>"
            )
        }
        return notes.joined()
    }

    /// What the law says on it, above the services.
    private func lawLinks(_ visit: Visit) -> HTML? {
        guard !laws.isEmpty else { return nil }
        let items = laws.map { found -> HTML in
            let isSheet = found.kind == .sheet
            let path = isSheet ? SitePath("rights", found.key) : SitePath("steps", found.key)
            let (words, written) = found.title.read(in: visit.language, fallbacks: ["fr-simple", "en", "fr"])
            let kind = visit.say(isSheet ? "rights.title" : "steps.title")
            return """
                <li>\(visit.link(path, visit.foreign(words, in: written))) <small>\(kind)</small></li>
                """
        }
        return """
            <nav class="law-links" aria-label="\(visit.say("rights.title"))"><ul class="ways">\(items)</ul></nav>
            """
    }

    private func list(_ visit: Visit) -> HTML {
        guard total > 0 else { return EmptyResults(page: self, visit: visit).html }
        let cards = ServiceCard(guide: guide, visit: visit, now: now)
        return """
            <h2 class="sr">\(visit.say("results.list"))</h2>
            <ol class="cards">\(answer.hits.map { "<li>\(cards.card($0))</li>" as HTML })</ol>
            """
    }

    /// The leaflet of what was asked for, when that is one need or one theme and nothing else.
    private func paper(_ visit: Visit) -> HTML? {
        guard answer.total > 0, query.items(without: ["sort", "limit"]).count == 1 else { return nil }
        let path = query.needs.first.map { SitePath.needLeaflet($0) } ?? query.themes.first.map { .themeLeaflet($0) }
        return path.flatMap { path in
            PaperLink(visit: visit).html(path).map { "<p>\($0)</p>\(PaperLink(visit: visit).besides(path))" }
        }
    }

    /// For whoever keeps a page of their own. What is asked of where one stands makes no list for others.
    private func embedLink(_ visit: Visit) -> HTML? {
        let asked = Set(query.items(without: ["sort", "limit"]).map(\.name))
        guard answer.total > 0, !asked.isEmpty, asked.isSubset(of: ["need", "theme", "district"]) else { return nil }
        return "<p>\(visit.link(EmbedPage.path(query, "lines"), HTML(visit.say("embed.title"))))</p>"
    }

    private func nextPage(_ visit: Visit) -> HTML? {
        guard total > 0 else { return nil }
        return answer.next.map {
            """
            <p class="more"><a class="button" rel="next" \
            href="\(visit.url(.search(query, with: [("cursor", $0.description)])))">\(visit.say("results.next"))</a></p>
            """
        }
    }
}
