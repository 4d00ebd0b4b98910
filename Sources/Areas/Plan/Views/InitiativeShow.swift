import Rules
import Web

/// One initiative: who tried what, where, with which results, and how to take it up.
struct InitiativeShow {
    let content: PlanSnapshot
    let initiative: Initiative

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let key = content.themeKey(initiative)
        let parts = PromiseSections(visit: visit)
        return Page(
            title: visit.words(initiative.title), description: visit.words(initiative.summary),
            trail: [
                (say("initiatives.title"), .initiatives), (visit.words(initiative.theme), .initiatives(theme: key)),
            ],
            schema: PromiseSchema(content: content, visit: visit).initiative(initiative),
            body: """
                <article class="initiative">
                <p class="kind">\(initiative.place.map { visit.text($0) })</p>
                <h1>\(visit.text(initiative.title))</h1>
                \(initiative.summary.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(facts(visit))
                \(parts.section("initiative.method", prose(initiative.method, visit)))
                \(parts.section("initiative.results", FactList(visit: visit).list(initiative.results)))
                \(parts.section("initiative.lessons", prose(initiative.lessons, visit)))
                \(parts.section("initiative.reuse", reuse(visit)))
                \(SourceSection(content: content, visit: visit).section(initiative.sources, facts: initiative.results))
                </article>
                """)
    }

    private func prose(_ text: LocalisedText?, _ visit: Visit) -> HTML? {
        text.map { "<p>\(visit.text($0))</p>" }
    }

    private func facts(_ visit: Visit) -> HTML? {
        let parties = PartyList(content: content, visit: visit)
        let theme = visit.link(.initiatives(theme: content.themeKey(initiative)), visit.text(initiative.theme))
        return PromiseSections(visit: visit).facts([
            ("initiative.pilot", parties.parties(initiative.pilot)),
            ("plan.partners", parties.parties(initiative.partners)),
            ("initiative.publics", visit.text(initiative.publics)),
            ("initiative.since", initiative.since.map { HTML(visit.date($0)) }), ("initiatives.theme", theme),
        ])
    }

    /// For a city that would do the same: whom to ask, what resembles it, where the facts are for a program.
    private func reuse(_ visit: Visit) -> HTML {
        let say = visit.say
        let alike = content.initiatives.filter { $0.theme == initiative.theme && $0.key != initiative.key }
        let links = alike.map { "<li>\(visit.link(.initiative($0.key), visit.text($0.title)))</li>" as HTML }
        let list: HTML? =
            links.isEmpty ? nil : "<h3>\(say("initiative.alike"))</h3><ul class=\"ways\">\(links)</ul>"
        return """
            <p>\(say("initiative.reuse.text"))</p>
            <p><a href="/api/v1/initiatives/\(PercentEncoding.segment(initiative.key))"><bdi>\(say("initiative.data"))</bdi></a></p>\(list)
            """
    }
}
