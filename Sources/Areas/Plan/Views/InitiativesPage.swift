import Rules
import Web

/// What others tried, by theme, for a city that looks for something to take up.
struct InitiativesPage {
    let content: PlanSnapshot

    func page(_ visit: Visit, theme: String?) -> Page {
        let say = visit.say
        let shown = content.themes.filter { theme == nil || $0.key == theme }
        let count = shown.map(\.initiatives.count).reduce(0, +)
        return Page(
            title: say("initiatives.title"), description: say("initiatives.lead"),
            body: """
                <h1>\(say("initiatives.title"))</h1><p class="lead">\(say("initiatives.lead"))</p>
                \(filter(visit, theme: theme))
                <p class="count" role="status">\(say("initiatives.count", count: count))</p>
                \(shown.enumerated().map { section($1, number: $0 + 1, visit) })
                \(if: shown.isEmpty, "<p>\(visit.link(.initiatives, HTML(say("initiatives.all", count: content.initiatives.count))))</p>")
                """)
    }

    private func filter(_ visit: Visit, theme: String?) -> HTML {
        let say = visit.say
        let options = content.themes.map { entry in
            """
            <option value="\(entry.key)"\(flag: "selected", entry.key == theme)>\(visit.words(entry.title)) \
            (\(say.number(entry.initiatives.count)))</option>
            """ as HTML
        }
        return """
            <form class="row-form" action="\(visit.url(.initiatives))" method="get">
            <div class="field"><label for="theme">\(say("initiatives.theme"))</label><select id="theme" name="theme">\
            <option value="">\(say("initiatives.theme.any"))</option>\(options)</select></div>
            <button type="submit">\(say("initiatives.show"))</button></form>
            """
    }

    private func section(_ theme: PlanSnapshot.InitiativeTheme, number: Int, _ visit: Visit) -> HTML {
        """
        <section aria-labelledby="t-\(number)"><h2 id="t-\(number)">\(visit.text(theme.title))</h2>
        \(theme.initiatives.map { card($0, visit) })</section>
        """
    }

    private func card(_ initiative: Initiative, _ visit: Visit) -> HTML {
        """
        <article class="promise"><h3>\(visit.link(.initiative(initiative.key), visit.text(initiative.title)))</h3>
        \(initiative.place.map { "<p class=\"kind\">\(visit.text($0))</p>" as HTML })
        \(initiative.summary.map { "<p>\(visit.text($0))</p>" as HTML })</article>
        """
    }
}
