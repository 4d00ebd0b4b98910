internal import Rules
internal import Web

/// Sheets and checklists, those that wait first.
struct RightsDeskListPage {
    let lines: [RightsDeskLine]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let rows = lines.map { line -> HTML in
            let title = RightsWords(visit, of: line.title).text(line.title)
            return """
                <tr><td data-label="\(say("sheet.column.text"))">\
                \(visit.link(.rightsDesk(line.name.kind, line.name.key), title)) (\(say("sheet.kind.\(line.name.kind.rawValue)")))</td>\
                <td data-label="\(say("sheet.column.version"))">\(say.number(line.name.version))</td>\
                <td data-label="\(say("sheet.column.unsure"))">\(say.number(line.unsure))</td>\
                <td data-label="\(say("sheet.column.state"))">\(say("sheet.state.\(line.state)"))</td></tr>
                """
        }
        let columns = ["sheet.column.text", "sheet.column.version", "sheet.column.unsure", "sheet.column.state"].map {
            "<th scope=\"col\">\(say($0))</th>" as HTML
        }
        return Page(
            title: say("sheet.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("sheet.title"))</h1><p>\(say("sheet.lead"))</p>
                <table class="cards"><caption>\(say("sheet.count", count: total))</caption>\
                <thead><tr>\(columns)</tr></thead><tbody>\(rows)</tbody></table>
                \(window.pager(total: total, SitePath("work", "rights"), query, visit))
                """)
    }
}

/// One text: what is not certain first, what was said, and the two forms.
struct RightsDeskPage {
    let sight: RightsSight
    /// In whose name the caller approves.
    let organisation: String
    let mayApprove: Bool
    let mayRemark: Bool
    let faults: [Problem.Fault]
    let values: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let line = sight.line
        let words = RightsWords(visit, of: line.title)
        let law = say("rights.law", ["date": visit.date(line.lawAsOf)])
        var page = Page(
            title: words.plain(line.title), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(words.text(line.title))</h1>
                <p>\(say("sheet.kind.\(line.name.kind.rawValue)")) · \
                \(say("rights.version", ["number": say.number(line.name.version)])) · \
                <strong>\(say("sheet.state.\(line.state)"))</strong> · \(law)</p>
                <p class="buttons">\(readers(visit))</p>
                \(unsure(visit, words))\(said(visit))\(approval(visit))\(remark(visit))
                """)
        page.faults = faults
        return page
    }

    /// The page of the public, in both versions.
    private func readers(_ visit: Visit) -> HTML {
        let name = sight.line.name
        let plain = visit.link(
            .text(name.kind, name.key), HTML(visit.say("sheet.read")), class: "button button-quiet")
        guard name.kind == .sheet else { return plain }
        let path = SitePath.rights(name.key, query: [("for", "professional")])
        return plain + " "
            + visit.link(path, HTML(visit.say("rights.professional")), class: "button button-quiet")
    }

    private func unsure(_ visit: Visit, _ words: RightsWords) -> HTML {
        let parts = sight.unsure.map { part -> HTML in
            let professional = part.professional.map { "<p>\(RightsWords(visit, of: $0).text($0))</p>" as HTML }
            return "<li><p>\(words.text(part.plain))</p>\(professional)\(words.articles(part.basis))</li>"
        }
        let inside: HTML =
            parts.isEmpty ? "<p class=\"empty\">\(visit.say("sheet.unsure.none"))</p>" : "<ul>\(parts)</ul>"
        return
            "<section aria-labelledby=\"unsure\"><h2 id=\"unsure\">\(visit.say("sheet.unsure"))</h2>\(inside)</section>"
    }

    private func said(_ visit: Visit) -> HTML {
        guard !sight.said.isEmpty else { return HTML() }
        let zone = visit.zone
        let items = sight.said.map { one -> HTML in
            let day = zone.date(one.at)
            let line = visit.say(
                "sheet.said.\(one.verdict.rawValue)",
                [
                    "name": sight.names[one.account] ?? "—",
                    "organisation": sight.content.organisation(one.organisation),
                    "date": visit.date(PartialDate(day)),
                ])
            return "<li>\(line)\(one.words.map { "<blockquote>\($0)</blockquote>" as HTML })</li>"
        }
        return
            "<section aria-labelledby=\"said\"><h2 id=\"said\">\(visit.say("sheet.said"))</h2><ul>\(items)</ul></section>"
    }

    private func form(_ visit: Visit, _ action: String) -> FormView {
        var path = SitePath.rightsDesk(sight.line.name.kind, sight.line.name.key)
        path.segments.append(action)
        return FormView(visit, action: path, values: values, faults: faults)
    }

    private func approval(_ visit: Visit) -> HTML {
        guard mayApprove, !sight.line.standing.isApproved else { return HTML() }
        let form = form(visit, "approval")
        let text: HTML = "<p>\(visit.say("sheet.approve.text", ["organisation": organisation]))</p>"
        return form.view(
            [text, form.hidden("version", String(sight.line.name.version)), form.hidden("text", sight.mark)],
            button: "sheet.approve")
    }

    private func remark(_ visit: Visit) -> HTML {
        guard mayRemark else { return HTML() }
        let form = form(visit, "remark")
        return form.view(
            [
                form.hidden("version", String(sight.line.name.version)), form.hidden("text", sight.mark),
                form.area("words", "sheet.words", hint: "sheet.words.hint", isNeeded: true),
            ], button: "sheet.remark", style: "quiet")
    }
}
