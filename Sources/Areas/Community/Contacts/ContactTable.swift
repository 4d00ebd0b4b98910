internal import Rules
internal import Web

/// Contacts as a table, whose rows become cards on a narrow screen.
struct ContactTable {
    let book: DirectoryBook
    let visit: Visit
    let today: LocalDate

    func table(_ contacts: [WorkContact], showsOrganisation: Bool) -> HTML {
        let say = visit.say
        let names =
            ["contact.name", "contact.function"] + (showsOrganisation ? ["contact.organisation"] : [])
            + ["contact.reach", "contact.languages", "contact.topics"]
        let rows = contacts.map { row($0, showsOrganisation: showsOrganisation) }
        return """
            <table class="cards"><caption class="sr">\(say("directory.people"))</caption><thead><tr>\
            \(names.map { "<th scope=\"col\">\(say($0))</th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func row(_ contact: WorkContact, showsOrganisation: Bool) -> HTML {
        let draft = contact.draft
        let terms = DirectoryTerms(book: book, visit: visit)
        var cells = cell("contact.function", "<bdi>\(draft.function)</bdi>")
        if showsOrganisation {
            let name = book[contact.organisation]?.organisation.name ?? contact.organisation
            cells += cell(
                "contact.organisation", visit.link(.deskOrganisation(contact.organisation), "<bdi>\(name)</bdi>"))
        }
        cells += cell("contact.reach", Self.ways(draft, visit))
        cells += cell("contact.languages", HTML(visit.say.list(draft.languages.map(terms.language))))
        cells += cell("contact.topics", HTML(visit.say.list(draft.topics.map(terms.topic))))
        return """
            <tr><th scope="row">\(visit.link(.contact(contact.id), "<bdi>\(draft.name)</bdi>"))\(age(contact))</th>\(cells)</tr>
            """
    }

    private func cell(_ phrase: String, _ content: HTML) -> HTML {
        content.isEmpty || content == "<bdi></bdi>"
            ? "<td class=\"blank\"></td>" : "<td data-label=\"\(visit.say(phrase))\">\(content)</td>"
    }

    private func age(_ contact: WorkContact) -> HTML {
        guard contact.askAgain <= today else { return HTML() }
        return " <span class=\"badge badge-soon\">\(visit.say("contact.old"))</span>"
    }

    /// Telephone and address as links, left to right in every script.
    static func ways(_ draft: ContactDraft, _ visit: Visit) -> HTML {
        let phone = draft.phone.map { visit.phone($0) }
        let email = draft.email.map { "<a href=\"mailto:\($0)\" dir=\"ltr\">\($0)</a>" as HTML }
        return [phone, email].compactMap { $0 }.joined("<br>")
    }
}
