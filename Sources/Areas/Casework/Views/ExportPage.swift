import Rules
import Store
import Web

struct ExportPage {
    let words: CaseworkWords
    let exports: [ExportRecord]
    var passphrase: String?
    var values = FormValues()
    var faults: [Problem.Fault] = []

    var page: Page {
        let visit = words.visit
        let say = visit.say
        let title = say("casework.exports.title")
        let items = exports.map { export in
            """
            <li>\(visit.link(SitePath("work", "exports", export.id), HTML(words.moment(export.madeAt))))\(say("casework.colon"))\
            \(say("casework.exports.count", count: export.persons)), \
            \(say("casework.exports.until", ["moment": words.moment(export.expiresAt)])) \
            \(FormView(visit, action: SitePath("work", "exports", export.id, "removal")).button("casework.exports.remove"))</li>
            """ as HTML
        }
        let shown = passphrase.map {
            """
            <div class="notice success"><h2>\(say("casework.exports.passphrase"))</h2><p><code dir="ltr">\($0)</code></p>\
            <p>\(say("casework.exports.once"))</p></div>
            """ as HTML
        }
        let form = FormView(visit, action: .personExports, values: values, faults: faults)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("casework.exports.lead"))</p>\(shown)
                \(if: !items.isEmpty, "<ul>\(items)</ul>")
                \(form.view(
                    [
                        form.hidden("id", UUIDv7().description),
                        form.line("from", "casework.exports.from", hint: "casework.exports.span.hint", type: "date"),
                        form.line("until", "casework.exports.to", type: "date"),
                    ], button: "casework.exports.make"))
                """)
    }
}

/// Files as a table.
enum PersonCSV {
    static let head = ["reference", "purpose", "firstName", "languages", "needs", "household", "note", "lastContact"]

    static func row(_ person: PersonRecord) -> [String] {
        [
            person.reference, person.purpose.rawValue, person.firstName ?? "",
            person.languages.joined(separator: " "), person.needs.joined(separator: " "),
            person.household.map(String.init) ?? "", person.note ?? "", person.lastContactAt.rfc3339,
        ]
    }
}
