internal import Rules
internal import Web

/// The form above a list of the directory: words and choices, each with how many would be found.
struct DirectoryFilters {
    let book: DirectoryBook
    let query: DirectoryQuery
    let counts: DirectoryCounts
    let visit: Visit
    /// Where the form leads: the same list.
    let path: SitePath

    var view: HTML {
        let say = visit.say
        return """
            <form class="row-form directory-form" role="search" action="\(visit.url(path))" method="get">
            <div class="field"><label for="q">\(say("directory.words"))</label>\
            <input id="q" name="q" type="search" value="\(query.text)" autocomplete="off" maxlength="\(DirectoryQuery.longest)"></div>
            <details class="more-filters"\(flag: "open", !query.chosen.isEmpty)><summary>\(say("directory.filters"))</summary>
            <div class="filter-fields">\(DirectoryQuery.Facet.allCases.map(choice))</div></details>
            <p class="buttons"><button type="submit">\(say("directory.search"))</button>\(reset)</p></form>
            """
    }

    private var reset: HTML? {
        query.chosen.isEmpty && query.text.isEmpty
            ? nil : visit.link(path, HTML(visit.say("directory.reset")), class: "clear")
    }

    /// Choices that would find nothing are left out, but not the one that is made.
    private func choice(_ facet: DirectoryQuery.Facet) -> HTML {
        let chosen = query.chosen[facet]
        let options = DirectoryTerms(book: book, visit: visit).options(facet).filter {
            counts[facet, $0.value] > 0 || $0.value == chosen
        }
        guard !options.isEmpty else { return HTML() }
        let items = options.map { option in
            """
            <option value="\(option.value)"\(flag: "selected", option.value == chosen)>\(option.words) \
            (\(visit.say.number(counts[facet, option.value])))</option>
            """ as HTML
        }
        return """
            <div class="field"><label for="d-\(facet.rawValue)">\(visit.say("directory.facet.\(facet.rawValue)"))</label>\
            <select id="d-\(facet.rawValue)" name="\(facet.rawValue)"><option value="">\(visit.say("directory.any"))</option>\
            \(items)</select></div>
            """
    }

    var json: JSONText {
        JSONText(
            members: DirectoryQuery.Facet.allCases.map { facet in
                let values = counts.counts[facet] ?? [:]
                return (
                    facet.rawValue,
                    JSONText(members: values.sorted { $0.key < $1.key }.map { ($0.key, JSONText($0.value)) })
                )
            })
    }

    /// Between people and organisations, with the same question.
    func tabs(people: Bool) -> HTML {
        let items = DirectoryAsking.items(query)
        func tab(_ path: SitePath, _ phrase: String, _ isHere: Bool) -> HTML {
            """
            <li><a href="\(visit.url(path.asking(items)))"\(attribute: "aria-current", isHere ? "page" : nil)>\
            \(visit.say(phrase))</a></li>
            """
        }
        return """
            <nav class="tabs" aria-label="\(visit.say("directory.title"))"><ul>\
            \(tab(.directory, "directory.people", people))\
            \(tab(.deskOrganisations, "directory.organisations", !people))</ul></nav>
            """
    }

    /// Before and after, with the number of pages.
    func pager(total: Int, size: Int) -> HTML {
        let pages = max(1, (total + size - 1) / size)
        guard pages > 1 else { return HTML() }
        func step(_ page: Int, _ phrase: String, _ rel: String) -> HTML {
            guard (1...pages).contains(page) else { return HTML() }
            let there = path.asking(DirectoryAsking.items(query, page: page))
            return
                "<a class=\"button button-quiet\" rel=\"\(rel)\" href=\"\(visit.url(there))\">\(visit.say(phrase))</a>"
        }
        let place = visit.say(
            "directory.page", ["page": visit.say.number(query.page), "pages": visit.say.number(pages)])
        return """
            <nav class="pager" aria-label="\(visit.say("directory.pages"))">\(step(query.page - 1, "directory.before", "prev")) \
            <span>\(place)</span> \(step(query.page + 1, "directory.after", "next"))</nav>
            """
    }
}
