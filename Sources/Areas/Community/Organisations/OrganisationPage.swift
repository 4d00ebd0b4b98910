internal import Rules
internal import Web

/// An organisation at work: its people, places and services, what it does, where, for whom, what awaits.
struct OrganisationPage: Sendable {
    let entry: DirectoryBook.Entry
    let book: DirectoryBook
    let contacts: [WorkContact]
    let colleagues: [ColleagueLine]
    let offers: [OfferedLine]
    let today: LocalDate
    let mayEdit: Bool
    let mayRetire: Bool

    private var organisation: Organisation { entry.organisation }
    private var path: SitePath { .deskOrganisation(organisation.key) }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let terms = DirectoryTerms(book: book, visit: visit)
        return Page(
            title: organisation.name, trail: [(say("directory.organisations"), .deskOrganisations)], isIndexed: false,
            showsSearch: false,
            body: """
                <p class="kind">\(terms.kind(organisation.kind))</p><h1><bdi>\(organisation.name)</bdi></h1>
                \(organisation.fullName.map { "<p class=\"full-name\"><bdi>\($0)</bdi></p>" as HTML })
                \(organisation.description.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(if: mayEdit, "<p class=\"actions\">\(visit.link(path.adding("edit"), HTML(say("own.edit")), class: "button"))</p>")
                \(awaits(visit))
                <dl class="facts">\(facts(visit, terms))</dl>
                \(people(visit))\(team(visit))
                \(lines(.place, "own.places", visit))\(lines(.offer, "own.offers", visit))
                \(if: mayRetire, retire(visit))
                """)
    }

    // MARK: What awaits

    private var gaps: OrganisationGaps { OrganisationGaps(entry, book) }

    private func awaits(_ visit: Visit) -> HTML {
        guard mayEdit else { return HTML() }
        let old = contacts.filter { $0.askAgain <= today }.count
        var items: [HTML] = []
        if !gaps.isEmpty {
            items.append("<li>\(visit.link(path.adding("edit"), HTML(gaps.words(visit))))</li>")
        }
        if old > 0 { items.append("<li>\(visit.say("contact.toConfirm", count: old))</li>") }
        guard !items.isEmpty else { return HTML() }
        return """
            <section class="notice notice-warning"><h2>\(visit.say("own.awaits"))</h2><ul>\(items)</ul></section>
            """
    }

    // MARK: What it is

    private func facts(_ visit: Visit, _ terms: DirectoryTerms) -> HTML {
        func words(_ facet: DirectoryQuery.Facet, _ say: (String) -> String) -> HTML {
            HTML(visit.say.list(terms.ordered(entry.values[facet] ?? [], facet).map(say)))
        }
        let site = organisation.website.map { "<a href=\"\($0)\" rel=\"noreferrer\" dir=\"ltr\">\($0)</a>" as HTML }
        let unsaid = visit.say("own.referrals.unsaid")
        var referrals = HTML(organisation.referrals.map { visit.say("directory.referrals.\($0.rawValue)") } ?? unsaid)
        if organisation.referrals == .conditions, let conditions = visit.text(organisation.referralTerms) {
            referrals += "<br>\(conditions)"
        }
        let rows: [(String, HTML)] = [
            ("own.themes", words(.theme, terms.topic)), ("own.districts", words(.district, terms.district)),
            ("own.publics", words(.isFor, terms.isFor)), ("own.languages", words(.language, terms.language)),
            ("own.referrals", referrals), ("own.website", site ?? HTML()),
            ("own.phone", organisation.phone.map { visit.phone($0) } ?? HTML()),
        ]
        return rows.filter { !$0.1.isEmpty }.map {
            "<dt>\(visit.say($0.0))</dt><dd>\($0.1)</dd>" as HTML
        }.joined()
    }

    private func people(_ visit: Visit) -> HTML {
        let table = ContactTable(book: book, visit: visit, today: today).table(contacts, showsOrganisation: false)
        let none: HTML = "<p class=\"empty\">\(visit.say(mayEdit ? "own.noContacts.add" : "own.noContacts"))</p>"
        let add = visit.link(
            path.adding("contacts", "new"), HTML(visit.say("contact.add")), class: "button button-quiet")
        let many = visit.link(
            SitePath("work", "contacts", "import"), HTML(visit.say("contact.import")), class: "button button-quiet")
        let confirm =
            contacts.isEmpty
            ? HTML()
            : FormView(visit, action: path.adding("contacts", "confirmation")).button("contact.confirmAll")
        return """
            <section><h2>\(visit.say("own.contacts"))</h2>\(contacts.isEmpty ? none : table)\
            \(if: mayEdit, "<div class=\"actions\">\(add) \(many) \(confirm)</div>")</section>
            """
    }

    private func team(_ visit: Visit) -> HTML {
        guard !colleagues.isEmpty else { return HTML() }
        let items = colleagues.map {
            "<li><bdi>\($0.name)</bdi> <small>\(visit.say("role.\($0.role.rawValue)"))</small></li>" as HTML
        }
        return "<section><h2>\(visit.say("own.accounts"))</h2><ul class=\"rows\">\(items)</ul></section>"
    }

    private func lines(_ kind: OfferedLine.Kind, _ phrase: String, _ visit: Visit) -> HTML {
        let shown = offers.filter { $0.kind == kind }
        guard !shown.isEmpty else { return HTML() }
        let items = shown.map { line in
            let name: HTML = "<bdi>\(line.name)</bdi>"
            let place = line.place.map { " <small><bdi>\($0)</bdi></small>" as HTML }
            let state = line.state.map { " <span class=\"badge\">\($0)</span>" as HTML }
            return "<li><span>\(line.path.map { visit.link($0, name) } ?? name)\(place)</span>\(state)</li>" as HTML
        }
        return "<section><h2>\(visit.say(phrase))</h2><ul class=\"rows\">\(items)</ul></section>"
    }

    private func retire(_ visit: Visit) -> HTML {
        """
        <section><h2>\(visit.say("own.retire"))</h2><p>\(visit.say("own.retire.text"))</p>\
        \(FormView(visit, action: path.adding("retirement")).button("own.retire.button", style: "danger"))</section>
        """
    }

    func json(_ visit: Visit) -> JSONText {
        OrganisationFacts.json(
            entry, visit,
            more: [
                ("contacts", JSONText(contacts.map { ContactJSON.text($0, book) })),
                (
                    "colleagues",
                    JSONText(
                        colleagues.map {
                            JSONText(members: [("name", JSONText($0.name)), ("role", JSONText($0.role.rawValue))])
                        })
                ),
                (
                    "offers",
                    JSONText(
                        offers.map {
                            JSONText(members: [
                                ("kind", JSONText($0.kind.rawValue)), ("key", JSONText($0.key)),
                                ("name", JSONText($0.name)), ("place", $0.place.map { JSONText($0) }),
                                ("state", $0.state.map { JSONText($0) }),
                            ])
                        })
                ),
                ("awaits", mayEdit ? JSONText(gaps.gaps.map(\.rawValue)) : nil),
            ])
    }
}
