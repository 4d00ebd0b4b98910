internal import Rules
internal import Web

/// Work contacts that were found.
struct PeoplePage: Sendable {
    let book: DirectoryBook
    let query: DirectoryQuery
    let shown: [WorkContact]
    let total: Int
    let counts: DirectoryCounts
    let mayExport: Bool
    /// Whether the caller may add contacts of an organisation.
    let mayAdd: Bool
    let today: LocalDate

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let filters = DirectoryFilters(book: book, query: query, counts: counts, visit: visit, path: .directory)
        return Page(
            title: say("directory.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("directory.title"))</h1><p class="lead">\(say("directory.lead"))</p>
                \(filters.tabs(people: true))\(filters.view)
                <p class="count" role="status">\(say("directory.people.count", count: total))</p>
                \(total == 0 ? nothing(visit) : ContactTable(book: book, visit: visit, today: today).table(shown, showsOrganisation: true))
                \(filters.pager(total: total, size: CommunityDesk.peopleOnPage))
                \(if: mayExport && total > 0, exports(visit))
                """)
    }

    /// What to do next: another question, or, in a directory without anyone, the first contact.
    private func nothing(_ visit: Visit) -> HTML {
        let say = visit.say
        let isAsked = !query.text.isEmpty || !query.chosen.isEmpty
        let organisations = visit.link(
            .deskOrganisations.asking(DirectoryAsking.items(query)), HTML(say("directory.nothing.organisations")))
        if isAsked {
            return """
                <div class="empty"><h2>\(say("directory.nothing"))</h2><p>\(say("directory.nothing.text"))</p>\
                <ul class="inline-list"><li>\(organisations)</li></ul></div>
                """
        }
        let table = visit.link(SitePath("work", "contacts", "import"), HTML(say("contact.import")))
        return """
            <div class="empty"><h2>\(say("directory.empty"))</h2>\
            <p>\(say(mayAdd ? "directory.empty.text" : "directory.empty.wait"))</p><ul class="inline-list">\
            \(if: mayAdd, "<li>\(table)</li>")<li>\(organisations)</li></ul></div>
            """
    }

    private func exports(_ visit: Visit) -> HTML {
        let items = DirectoryAsking.items(query)
        let csv = visit.link(
            SitePath.directory.adding("csv").asking(items), HTML(visit.say("directory.csv")),
            class: "button button-quiet")
        let card = visit.link(
            SitePath.directory.adding("vcard").asking(items), HTML(visit.say("directory.vcard")),
            class: "button button-quiet")
        return """
            <section><h2>\(visit.say("directory.take"))</h2><p class="hint">\(visit.say("directory.take.hint"))</p>\
            <p class="actions">\(csv) \(card)</p></section>
            """
    }

    func json(_ visit: Visit) -> JSONText {
        let filters = DirectoryFilters(book: book, query: query, counts: counts, visit: visit, path: .directory)
        return JSONText(members: [
            ("items", JSONText(shown.map { ContactJSON.text($0, book) })), ("total", JSONText(total)),
            ("page", JSONText(query.page)), ("counts", filters.json),
        ])
    }
}

enum ContactJSON {
    static func text(_ contact: WorkContact, _ book: DirectoryBook) -> JSONText {
        let draft = contact.draft
        return JSONText(members: [
            ("id", JSONText(contact.id)), ("organisation", JSONText(contact.organisation)),
            ("organisationName", (book[contact.organisation]?.organisation.name).map { JSONText($0) }),
            ("name", JSONText(draft.name)), ("function", JSONText(draft.function)),
            ("phone", draft.phone.map { JSONText($0) }), ("email", draft.email.map { JSONText($0) }),
            ("languages", JSONText(draft.languages)), ("topics", JSONText(draft.topics)),
            ("confirmed", JSONText(contact.confirmed.description)), ("version", JSONText(contact.version)),
        ])
    }
}
