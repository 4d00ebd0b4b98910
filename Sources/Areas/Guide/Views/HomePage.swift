import Rules
import Web

/// The first page: what do you need? Pictograms, a search box, near me.
struct HomePage {
    let guide: GuideSnapshot
    let rights: RightsSnapshot
    /// What takes place next.
    var next: HTML?
    var hasGlossary = false

    /// Needs that most people who arrive ask for first (2015 c.3–6, 2019 a.1–8), shown as large tiles when the city offers them.
    private static let first = [
        "meal", "shower", "night-shelter", "day-centre", "doctor", "asylum-claim", "legal-help", "french-course",
        "clothes",
        "wifi", "toilets", "water",
    ]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let city = visit.words(guide.settings.name)
        return Page(
            title: say("layout.brand", ["city": city]), description: say("home.description", ["city": city]),
            schema: schema(visit), modules: ["near.js", "suggest.js"], showsSearch: false,
            body: """
                <section class="hero">
                <h1>\(say("home.title", ["city": city]))</h1>
                \(guide.settings.slogan.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                <form class="search" role="search" action="\(visit.url(.search))" method="get">
                <label for="q">\(say("search.label"))</label>
                <div class="search-row"><input id="q" name="q" type="search" placeholder="\(say("search.placeholder"))" \
                autocomplete="off" maxlength="\(GuideQuery.longestText)"><button type="submit">\(say("search.button"))</button></div>
                </form>
                \(NearMe(visit: visit).form)
                <p class="picture-entry">\(visit.link(.pictures, "\(visit.pictogram("pictures"))\(say("pictures.title"))", class: "button button-quiet"))</p>
                </section>
                <section aria-labelledby="needs"><h2 id="needs">\(say("home.needs"))</h2>
                <ul class="tiles">\(tiles(visit))</ul></section>
                \(next)
                \(law(visit))
                <section aria-labelledby="themes"><h2 id="themes">\(say("home.themes"))</h2>
                <ul class="tiles tiles-small">\(themes(visit))\(labels(visit))</ul></section>
                """)
    }

    private func tiles(_ visit: Visit) -> HTML {
        Self.first.compactMap { guide.taxonomy.need($0) }.map { term in
            """
            <li><a class="tile" href="\(visit.url(.need(term.key)))">\(visit.pictogram(term.pictogram))\
            <span>\(visit.text(term.short ?? term.label))</span></a></li>
            """
        }.joined()
    }

    /// What the law gives, and the steps to get it, in a city that has such texts.
    private func law(_ visit: Visit) -> HTML? {
        guard !rights.isEmpty else { return nil }
        let asks = rights.asksForTheSituation ? [("my-situation", "situation.title", "orientation")] : []
        let words = hasGlossary ? [("glossary", "glossary.title", "easy-read")] : []
        let law = [("rights", "rights.all", "rights"), ("steps", "steps.title", "registration")]
        let ways = (asks + law + words).map {
            path, phrase, pictogram in
            """
            <li><a class="tile tile-small" href="\(visit.url(SitePath(path)))">\(visit.pictogram(pictogram, class: "sign"))\
            <span>\(visit.say(phrase))</span></a></li>
            """ as HTML
        }
        return """
            <section aria-labelledby="rights"><h2 id="rights">\(visit.say("rights.title"))</h2>
            <ul class="tiles tiles-small">\(ways)</ul></section>
            """
    }

    private func themes(_ visit: Visit) -> HTML {
        guide.taxonomy.themes.map { theme in
            """
            <li><a class="tile tile-small" href="\(visit.url(.theme(theme.term.key)))">\(visit.pictogram(theme.term.pictogram, class: "sign"))\
            <span>\(visit.text(theme.term.label))</span></a></li>
            """
        }.joined()
    }

    private func labels(_ visit: Visit) -> HTML? {
        guard !guide.labelledSites.isEmpty else { return nil }
        return """
            <li><a class="tile tile-small" href="\(visit.url(.labels))">\(visit.pictogram(LabelMark.pictogram, class: "sign"))\
            <span>\(visit.say("label.title"))</span></a></li>
            """
    }

    private func schema(_ visit: Visit) -> JSONText {
        let home = visit.origin + visit.url(.home)
        return JSONText(members: [
            ("@context", "https://schema.org"), ("@type", "WebSite"), ("url", JSONText(home)),
            ("name", JSONText(visit.say("layout.brand", ["city": visit.words(guide.settings.name)]))),
            ("inLanguage", JSONText(visit.language)),
            (
                "potentialAction",
                JSONText(members: [
                    ("@type", "SearchAction"), ("target", JSONText(visit.origin + visit.url(.search) + "?q={q}")),
                    ("query-input", "required name=q"),
                ])
            ),
        ])
    }
}
