import Rules
import Web

/// Themes and their needs: the guide for who would rather look than type.
struct ThemePages {
    let guide: GuideSnapshot

    func index(_ visit: Visit) -> Page {
        let say = visit.say
        let sections = guide.taxonomy.themes.map { theme in
            """
            <section aria-labelledby="t-\(theme.term.key)"><h2 id="t-\(theme.term.key)">\
            \(visit.pictogram(theme.term.pictogram, class: "sign"))\(visit.link(.theme(theme.term.key), visit.text(theme.term.label)))</h2>
            <ul class="tiles tiles-small">\(theme.needs.map { tile($0, visit) })</ul></section>
            """ as HTML
        }
        return Page(
            title: say("themes.title"), description: say("themes.lead"),
            body: "<h1>\(say("themes.title"))</h1><p class=\"lead\">\(say("themes.lead"))</p>\(sections)")
    }

    func show(_ theme: Theme, _ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: visit.words(theme.term.label), description: visit.words(theme.term.plain),
            trail: [(say("themes.title"), .themes)], modules: [ListenBar.module],
            body: """
                <h1>\(visit.pictogram(theme.term.pictogram))\(visit.text(theme.term.label))</h1>
                \(theme.term.plain.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(ListenBar(visit: visit).html(.theme(theme.term.key)))
                <ul class="tiles">\(theme.needs.map { tile($0, visit) })</ul>
                <p>\(visit.link(SitePath("search", query: [("theme", theme.term.key)]), HTML(say("theme.all")), class: "button"))
                \(PaperLink(visit: visit).html(.themeLeaflet(theme.term.key)))
                \(if: theme.term.key == "food", "\(PaperLink(visit: visit).html(.themeWeek(theme.term.key), "hours.week"))")</p>
                \(PaperLink(visit: visit).besides(.themeLeaflet(theme.term.key)))
                """)
    }

    private func tile(_ need: Term, _ visit: Visit) -> HTML {
        """
        <li><a class="tile" href="\(visit.url(.need(need.key)))">\(visit.pictogram(need.pictogram))\
        <span>\(visit.text(need.short ?? need.label))</span></a></li>
        """
    }
}
