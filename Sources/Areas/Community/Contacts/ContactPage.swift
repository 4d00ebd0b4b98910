internal import Rules
internal import Web

/// One work contact.
struct ContactPage {
    let contact: WorkContact
    let book: DirectoryBook
    let today: LocalDate
    let mayEdit: Bool
    let mayExport: Bool

    func show(_ visit: Visit, faults: [Problem.Fault] = []) -> Page {
        let say = visit.say
        let draft = contact.draft
        let name = book[contact.organisation]?.organisation.name ?? contact.organisation
        let terms = DirectoryTerms(book: book, visit: visit)
        let confirmed = PartialDate(contact.confirmed.description).map(visit.date) ?? ""
        var facts: [(String, HTML)] = [
            ("contact.organisation", visit.link(.deskOrganisation(contact.organisation), "<bdi>\(name)</bdi>")),
            ("contact.function", HTML(draft.function)), ("contact.reach", ContactTable.ways(draft, visit)),
            ("contact.languages", HTML(say.list(draft.languages.map(terms.language)))),
            ("contact.topics", HTML(say.list(draft.topics.map(terms.topic)))),
        ]
        facts = facts.filter { !$0.1.isEmpty }
        return Page(
            title: draft.name, trail: [(say("directory.title"), .directory)], isIndexed: false, showsSearch: false,
            body: """
                <h1><bdi>\(draft.name)</bdi></h1>
                <dl class="facts">\(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
                <p class="confirmed">\(say("contact.confirmed", ["date": confirmed]))</p>
                \(if: contact.askAgain <= today, "<p class=\"notice notice-warning\">\(say("contact.old.text"))</p>")
                \(if: mayExport, "<p class=\"actions\">\(visit.link(.contact(contact.id).adding("vcard"), HTML(say("contact.card")), class: "button button-quiet"))</p>")
                \(if: mayEdit, changes(visit, faults))
                """)
    }

    private func changes(_ visit: Visit, _ faults: [Problem.Fault]) -> HTML {
        let path = SitePath.contact(contact.id)
        let edit = visit.link(path.adding("edit"), HTML(visit.say("contact.edit")), class: "button")
        let confirm = FormView(visit, action: path.adding("confirmation")).button("contact.confirm")
        let leaving = FormView(visit, action: path.adding("departure"), faults: faults)
        let reasons = LeavingReason.offered.map {
            FormView.Option($0.rawValue, visit.say("contact.reason.\($0.rawValue)"))
        }
        return """
            <div class="actions">\(edit) \(confirm)</div>
            <section><h2>\(visit.say("contact.leave"))</h2><p>\(visit.say("contact.leave.text"))</p>\
            \(leaving.view([leaving.radios("reason", "contact.reason", reasons, isNeeded: true)], button: "contact.leave.button", style: "danger"))</section>
            """
    }
}

/// The forms of a contact.
struct ContactPages {
    let book: DirectoryBook
    let mayVouch: Bool

    func new(_ key: String, id: String, _ values: FormValues, _ faults: [Problem.Fault], _ visit: Visit) -> Page {
        let name = book[key]?.organisation.name ?? key
        let form = ContactForm(visit: visit, book: book, mayVouch: mayVouch).view(
            action: SitePath.deskOrganisation(key).adding("contacts"), values: values, faults: faults,
            hidden: [("id", id)], button: "contact.add.button")
        return Page(
            title: visit.say("contact.add"), trail: [(name, .deskOrganisation(key))], isIndexed: false,
            showsSearch: false,
            body: "<h1>\(visit.say("contact.add"))</h1><p class=\"lead\">\(visit.say("contact.add.lead"))</p>\(form)")
    }

    func edit(
        _ contact: WorkContact, _ values: FormValues, _ faults: [Problem.Fault], _ visit: Visit, seen: Int? = nil,
        isStale: Bool = false
    ) -> Page {
        let form = ContactForm(visit: visit, book: book, mayVouch: mayVouch).view(
            action: .contact(contact.id), values: values, faults: faults,
            hidden: [("version", String(isStale ? contact.version : seen ?? contact.version))],
            button: "contact.save")
        return Page(
            title: visit.say("contact.edit"), trail: [(contact.draft.name, .contact(contact.id))], isIndexed: false,
            showsSearch: false,
            body: "<h1>\(visit.say("contact.edit"))</h1>\(if: isStale, now(contact, visit))\(form)")
    }

    /// What stands there now, beside what was typed.
    private func now(_ contact: WorkContact, _ visit: Visit) -> HTML {
        let draft = contact.draft
        let facts: [(String, String)] = [
            ("contact.name", draft.name), ("contact.function", draft.function), ("contact.phone", draft.phone ?? ""),
            ("contact.email", draft.email ?? ""),
        ]
        return """
            <div class="notice notice-warning"><p>\(visit.say("own.stale.text"))</p><dl class="facts">\
            \(facts.map { "<dt>\(visit.say($0.0))</dt><dd><bdi>\($0.1)</bdi></dd>" as HTML })</dl></div>
            """
    }
}
