import Rules
import Web

/// Files that one may open, newest first, and the search.
struct PersonList {
    let words: CaseworkWords
    let caller: Caller

    private var visit: Visit { words.visit }

    func page(
        _ persons: [PersonRecord], next: String?, values: FormValues = FormValues(), isSearch: Bool = false,
        hasMore: Bool = false
    ) -> Page {
        let say = visit.say
        let title = say(isSearch ? "casework.search.title" : "casework.persons.title")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                \(if: caller.scope(.person, .edit) != nil, actions)
                \(search(values))
                \(persons.isEmpty ? empty(isSearch) : table(persons))
                \(if: hasMore, "<p class=\"note\">\(say("casework.search.many"))</p>")
                \(next.map { more($0) })
                """)
    }

    private var actions: HTML {
        let archive = caller.scope(.person, .review) == nil ? nil : link(.personArchive, "casework.archive.title")
        let exports = caller.scope(.person, .export) == nil ? nil : link(.personExports, "casework.exports.title")
        return """
            <p class="actions">\(visit.link(SitePath("work", "persons", "new"), HTML(visit.say("casework.persons.new")), class: "button"))
            \(archive) \(exports)</p>
            """
    }

    private func link(_ path: SitePath, _ phrase: String) -> HTML { visit.link(path, HTML(visit.say(phrase))) }

    /// Sent in the body: a name in an address would stay in the browser's history and in logs.
    private func search(_ values: FormValues) -> HTML {
        let form = FormView(visit, action: SitePath("work", "persons", "search"), values: values)
        return form.view(
            [
                form.line("reference", "casework.reference", hint: "casework.reference.hint", direction: "ltr"),
                form.line("firstName", "casework.first-name"),
            ], button: "casework.search")
    }

    private func empty(_ isSearch: Bool) -> HTML {
        "<p class=\"empty\">\(visit.say(isSearch ? "casework.search.empty" : "casework.persons.empty"))</p>"
    }

    private func table(_ persons: [PersonRecord]) -> HTML {
        let say = visit.say
        let rows = persons.map { person in
            """
            <tr><th scope="row" data-label="\(say("casework.reference"))">\
            \(visit.link(.person(person.id), "<bdi dir=\"ltr\">\(person.reference)</bdi>"))</th>\
            <td data-label="\(say("casework.first-name"))"><bdi>\(person.firstName ?? "")</bdi></td>\
            <td data-label="\(say("casework.languages"))">\(words.languages(person.languages))</td>\
            <td data-label="\(say("casework.needs"))">\(words.needs(person.needs))</td>\
            <td data-label="\(say("casework.last-contact"))">\(words.day(person.lastContactAt))</td>\
            <td data-label="\(say("casework.organisation"))"><bdi>\(words.city.name(person.organisation))</bdi></td></tr>
            """ as HTML
        }
        let heads = [
            "casework.reference", "casework.first-name", "casework.languages", "casework.needs",
            "casework.last-contact", "casework.organisation",
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return "<table class=\"cards\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private func more(_ cursor: String) -> HTML {
        var path = SitePath.persons
        path.query = [("before", cursor)]
        return "<p class=\"more\">\(visit.link(path, HTML(visit.say("casework.more"))))</p>"
    }
}
