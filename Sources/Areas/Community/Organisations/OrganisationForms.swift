internal import Rules
internal import Web

/// The forms of an organisation.
struct OrganisationForms {
    let book: DirectoryBook
    let visit: Visit

    func edit(
        _ entry: DirectoryBook.Entry, _ values: FormValues, _ faults: [Problem.Fault], version: String,
        isStale: Bool = false
    ) -> Page {
        let organisation = entry.organisation
        let gaps = OrganisationGaps(entry, book)
        let form = OrganisationForm(visit: visit, book: book).view(
            action: .deskOrganisation(organisation.key), values: values, faults: faults, asked: gaps.fields(visit),
            hidden: [("version", version)], button: "own.save")
        let undo = FormView(visit, action: SitePath.deskOrganisation(organisation.key).adding("source"))
        let edited = entry.edited.filter(OrganisationEditing.fields.contains).map { field in
            """
            <li><span>\(visit.say("own.\(field)"))</span> \
            \(undo.button("own.undo", hidden: [("field", field)], style: "linkish"))</li>
            """ as HTML
        }
        return Page(
            title: visit.say("own.edit"), trail: [(organisation.name, .deskOrganisation(organisation.key))],
            isIndexed: false, showsSearch: false,
            body: """
                <h1>\(visit.say("own.edit"))</h1><p class="lead">\(visit.say("own.edit.lead"))</p>
                \(if: isStale, stale(organisation))\(gaps.ways(visit))\(form)
                \(if: !edited.isEmpty && entry.source != CommunityQueries.deskSource, "<section><h2>\(visit.say("own.edited"))</h2><p>\(visit.say("own.edited.text"))</p><ul class=\"rows\">\(edited)</ul></section>")
                """)
    }

    /// What stands there now, beside what was typed.
    private func stale(_ organisation: Organisation) -> HTML {
        """
        <div class="notice notice-warning"><p>\(visit.say("own.stale.text"))</p>\
        <dl class="facts"><dt>\(visit.say("own.name"))</dt><dd><bdi>\(organisation.name)</bdi></dd>\
        <dt>\(visit.say("own.description"))</dt><dd>\(visit.text(organisation.description))</dd>\
        <dt>\(visit.say("own.website"))</dt><dd><bdi>\(organisation.website ?? "")</bdi></dd>\
        <dt>\(visit.say("own.phone"))</dt><dd><bdi>\(organisation.phone ?? "")</bdi></dd></dl></div>
        """
    }

    private func existing(_ organisation: Organisation) -> HTML {
        let link = visit.link(.deskOrganisation(organisation.key), "<bdi>\(organisation.name)</bdi>")
        return "<p class=\"notice warning\">\(visit.say("own.new.exists")) \(link)</p>"
    }

    /// - Parameter taken: the organisation that has the key already.
    func new(id: String, _ values: FormValues, _ faults: [Problem.Fault], taken: Organisation? = nil) -> Page {
        let form = FormView(visit, action: SitePath("work", "organisations"), values: values, faults: faults)
        let terms = DirectoryTerms(book: book, visit: visit)
        let view = form.view(
            [
                form.hidden("id", id), form.line("name", "own.name", isNeeded: true),
                form.choice("kind", "own.kind", [.init("", "")] + terms.kindOptions, isNeeded: true),
                form.line("key", "own.key", hint: "own.key.hint", direction: "ltr"),
            ], button: "own.new.button")
        return Page(
            title: visit.say("own.new"), trail: [(visit.say("directory.organisations"), .deskOrganisations)],
            isIndexed: false, showsSearch: false,
            body: """
                <h1>\(visit.say("own.new"))</h1>
                \(taken.map { existing($0) })\(view)
                """)
    }

    func cannotRetire(_ entry: DirectoryBook.Entry, _ faults: [Problem.Fault]) -> Page {
        let reasons = faults.map { "<li>\($0.phrase.map { visit.say($0) } ?? $0.reason)</li>" as HTML }
        let back = visit.link(.deskOrganisation(entry.organisation.key), HTML(entry.organisation.name))
        return Page(
            title: visit.say("own.retire"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(visit.say("own.retire"))</h1>
                <div class="notice notice-danger" role="alert"><ul>\(reasons)</ul></div><p>\(back)</p>
                """)
    }
}
