internal import Rules
internal import Web

/// Organisations that were found.
struct OrganisationsPage: Sendable {
    let book: DirectoryBook
    let query: DirectoryQuery
    let found: [DirectoryBook.Entry]
    let counts: DirectoryCounts

    private var shown: ArraySlice<DirectoryBook.Entry> {
        let size = CommunityDesk.organisationsOnPage
        let first = min((query.page - 1) * size, found.count)
        return found[first..<min(first + size, found.count)]
    }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let filters = DirectoryFilters(
            book: book, query: query, counts: counts, visit: visit, path: .deskOrganisations)
        let rows = shown.map { row($0, visit) }
        let names = ["own.name", "own.themes", "own.districts", "own.publics", "own.referrals"]
        let table: HTML = """
            <table class="cards"><caption class="sr">\(say("directory.organisations"))</caption><thead><tr>\
            \(names.map { "<th scope=\"col\">\(say($0))</th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table>
            """
        let nothing: HTML = """
            <div class="empty"><h2>\(say("directory.nothing"))</h2><p>\(say("directory.nothing.text"))</p>\
            <ul class="inline-list"><li>\(visit.link(.directory.asking(DirectoryAsking.items(query)), HTML(say("directory.nothing.people"))))</li></ul></div>
            """
        return Page(
            title: say("directory.organisations"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("directory.organisations"))</h1>
                \(filters.tabs(people: false))\(filters.view)
                <p class="count" role="status">\(say("directory.organisations.count", count: found.count))</p>
                \(found.isEmpty ? nothing : table)
                \(filters.pager(total: found.count, size: CommunityDesk.organisationsOnPage))
                """)
    }

    private func row(_ entry: DirectoryBook.Entry, _ visit: Visit) -> HTML {
        let organisation = entry.organisation
        let terms = DirectoryTerms(book: book, visit: visit)
        func cell(_ phrase: String, _ words: [String]) -> HTML {
            guard !words.isEmpty else { return "<td class=\"blank\"></td>" }
            let shown = words.prefix(4) + (words.count > 4 ? ["…"] : [])
            return """
                <td data-label="\(visit.say(phrase))">\(visit.say.list(Array(shown)))</td>
                """
        }
        func words(_ facet: DirectoryQuery.Facet, _ say: (String) -> String) -> [String] {
            terms.ordered(entry.values[facet] ?? [], facet).map(say)
        }
        return """
            <tr><th scope="row">\(visit.link(.deskOrganisation(organisation.key), "<bdi>\(organisation.name)</bdi>"))\
            <small>\(terms.kind(organisation.kind))</small></th>\
            \(cell("own.themes", words(.theme, terms.topic)))\(cell("own.districts", words(.district, terms.district)))\
            \(cell("own.publics", words(.isFor, terms.isFor)))\
            \(cell("own.referrals", organisation.referrals.map { [visit.say("directory.referrals.\($0.rawValue)")] } ?? []))</tr>
            """
    }

    func json(_ visit: Visit) -> JSONText {
        let filters = DirectoryFilters(
            book: book, query: query, counts: counts, visit: visit, path: .deskOrganisations)
        return JSONText(members: [
            ("items", JSONText(shown.map { OrganisationFacts.json($0, visit) })), ("total", JSONText(found.count)),
            ("page", JSONText(query.page)), ("counts", filters.json),
        ])
    }
}
