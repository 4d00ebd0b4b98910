internal import Files
internal import Rules
internal import Web

/// The form of an import, and what it would do.
enum ImportPage {
    private static let path = SitePath("work", "contacts", "import")

    static func form(_ visit: Visit, _ values: FormValues, _ faults: [Fault], _ said: [Problem.Fault]) -> Page {
        let say = visit.say
        // One line leads to the field; the faults of the table stand in a list of their own, each with its line.
        let head =
            said.isEmpty
            ? [] : [Problem.Fault(name: "table", reason: "the table has faults", phrase: "contact.import.faults")]
        let form = FormView(visit, action: path, values: values, faults: head, hasFiles: true)
        let items = faults.prefix(200).map { "<li><bdi dir=\"auto\">\($0.description)</bdi></li>" as HTML }
        return Page(
            title: say("contact.import"), trail: [(say("directory.title"), .directory)], isIndexed: false,
            showsSearch: false,
            body: """
                <h1>\(say("contact.import"))</h1><p class="lead">\(say("contact.import.lead"))</p>
                <p>\(say("contact.import.columns")) <code dir="ltr">organisation, name, function, phone, email, languages, topics</code></p>
                \(if: !items.isEmpty, "<ul class=\"file-faults\" lang=\"en\" dir=\"ltr\">\(items)</ul>")
                \(form.view([
                    form.file("table", "contact.import.file", hint: "contact.import.file.hint", accept: ".csv,text/csv", isNeeded: true),
                    form.area("text", "contact.import.text", rows: 6),
                ], button: "contact.import.read"))
                """)
    }

    static func preview(_ lines: [ContactImport.Line], _ book: DirectoryBook, text: String, _ visit: Visit) -> Page {
        let say = visit.say
        let fresh = lines.filter { !$0.isKnown }.count
        let rows = lines.prefix(300).map { line in
            let name = book[line.organisation]?.organisation.name ?? line.organisation
            let state = say(line.isKnown ? "contact.import.known" : "contact.import.new")
            return """
                <tr><th scope="row"><bdi>\(line.draft.name)</bdi></th>\
                <td data-label="\(say("contact.organisation"))"><bdi>\(name)</bdi></td>\
                <td data-label="\(say("contact.function"))"><bdi>\(line.draft.function)</bdi></td>\
                <td data-label="\(say("contact.import.state"))">\(state)</td></tr>
                """ as HTML
        }
        let form = FormView(visit, action: path)
        let names = ["contact.name", "contact.organisation", "contact.function", "contact.import.state"]
        return Page(
            title: say("contact.import"), trail: [(say("directory.title"), .directory)], isIndexed: false,
            showsSearch: false,
            body: """
                <h1>\(say("contact.import.preview"))</h1>
                <p class="notice">\(say("contact.import.count", count: fresh)) \(say("contact.import.knownCount", count: lines.count - fresh))</p>
                \(if: fresh > 0, form.view([form.hidden("text", text), form.hidden("sure", "on")], button: "contact.import.write"))
                <table class="cards"><caption class="sr">\(say("contact.import.preview"))</caption><thead><tr>\
                \(names.map { "<th scope=\"col\">\(say($0))</th>" as HTML })</tr></thead><tbody>\(Array(rows))</tbody></table>
                <p>\(visit.link(path, HTML(say("contact.import.other"))))</p>
                """)
    }
}
