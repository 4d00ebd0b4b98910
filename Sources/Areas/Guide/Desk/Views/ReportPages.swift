internal import Rules
internal import Web

/// What visitors said.
struct ReportListPage {
    let entries: [ReportBook.Entry]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let guide: GuideSnapshot
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = UpkeepWords(guide: guide, visit: visit)
        let rows = entries.map { entry -> HTML in
            let name = guide.service(entry.service).map { visit.text($0.name) } ?? HTML(entry.service)
            return """
                <tr><td data-label="\(say("upkeep.column.matter"))">\
                \(visit.link(SitePath("work", "reports", entry.id), HTML(say("report.matter.\(entry.matter.rawValue)"))))</td>\
                <td data-label="\(say("upkeep.column.service"))">\(name)</td>\
                <td data-label="\(say("upkeep.column.when"))">\(words.moment(entry.sentAt))</td>\
                <td data-label="\(say("upkeep.column.state"))">\(say(entry.closedAt == nil ? "upkeep.report.isOpen" : "upkeep.report.isClosed"))</td></tr>
                """
        }
        let table: HTML = """
            <table class="cards"><caption>\(say("upkeep.reports.count", count: total))</caption><thead><tr>\
            <th scope="col">\(say("upkeep.column.matter"))</th>\
            <th scope="col">\(say("upkeep.column.service"))</th><th scope="col">\(say("upkeep.column.when"))</th>\
            <th scope="col">\(say("upkeep.column.state"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let chosen = query["state"] ?? "open"
        let states = ["open", "closed", "all"].map { state -> HTML in
            "<option value=\"\(state)\"\(flag: "selected", state == chosen)>\(say("upkeep.reports.\(state)"))</option>"
        }
        let filter: HTML = """
            <form method="get" action="\(visit.url(SitePath("work", "reports")))" class="desk-form">
            \(NameSearch.box(visit, query.typed("q")))
            \(query["service"].map { "<input type=\"hidden\" name=\"service\" value=\"\($0)\">" as HTML })
            <div class="field"><label for="f-state">\(say("upkeep.list.state"))</label>\
            <select id="f-state" name="state">\(states)</select></div>
            <p class="buttons"><button type="submit">\(say("upkeep.list.show"))</button></p></form>
            """
        return Page(
            title: say("upkeep.reports.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("upkeep.reports.title"))</h1>
                \(filter)
                \(entries.isEmpty ? "<p class=\"empty\">\(say("upkeep.reports.empty"))</p>" : table)
                \(window.pager(total: total, SitePath("work", "reports"), query, visit))
                """)
    }
}

/// One report, with its answer.
struct ReportShowPage {
    let entry: ReportBook.Entry
    let guide: GuideSnapshot
    let names: [String: String]
    let mayAnswer: Bool
    var faults: [Problem.Fault] = []
    var values = FormValues()

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = UpkeepWords(guide: guide, visit: visit)
        let title = say("report.matter.\(entry.matter.rawValue)")
        let name = guide.service(entry.service).map { visit.text($0.name) } ?? HTML(entry.service)
        let answer = entry.answer.map { answer -> HTML in
            let who = names[answer.account] ?? "—"
            return """
                <section aria-labelledby="answer"><h2 id="answer">\(say("upkeep.reports.answer"))</h2>
                <p>\(say("upkeep.outcome.\(answer.outcome.rawValue)")) (\(say.list([who, words.moment(answer.at)])))</p>
                \(answer.note.map { "<p>\($0)</p>" as HTML })</section>
                """
        }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <p>\(visit.link(GuideDesk.path(.service, entry.service), name)) · \(words.moment(entry.sentAt))</p>
                \(entry.words.map { "<blockquote lang=\"\(entry.language)\">\($0)</blockquote>" as HTML })
                \(entry.wordsErasedAt.map { "<p class=\"empty\">\(say("upkeep.reports.erased", ["date": words.moment($0)]))</p>" as HTML })
                \(answer)\(form(visit))
                """)
    }

    private func form(_ visit: Visit) -> HTML? {
        guard mayAnswer else { return nil }
        let form = FormView(
            visit, action: SitePath("work", "reports", entry.id, "answer"), values: values, faults: faults)
        let outcomes = ReportBook.Outcome.allCases.map {
            FormView.Option($0.rawValue, visit.say("upkeep.outcome.\($0.rawValue)"))
        }
        return form.view(
            [
                form.radios("outcome", "upkeep.reports.outcome", outcomes, isNeeded: true),
                form.area("note", "upkeep.reports.note", hint: "upkeep.reports.note.hint"),
                form.box("open", "upkeep.reports.keepOpen"),
            ], button: "upkeep.reports.send")
    }
}
