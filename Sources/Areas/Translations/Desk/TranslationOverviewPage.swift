internal import Files
internal import Rules
internal import Web

/// Languages with their counts; beneath, the texts of one.
struct TranslationOverviewPage {
    let counts: [(language: String, counts: [TranslationState: Int])]
    let lines: [TranslationBook.Line]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let filter: TranslationFilter
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("translation.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("translation.title"))</h1><p class="lead">\(say("translation.lead"))</p>
                <ul class="actions"><li>\(visit.link(.translationFiles, HTML(say("translation.files"))))</li>\
                <li>\(visit.link(.recordings, HTML(say("recording.title"))))</li>\
                <li>\(visit.link(.glossary, HTML(say("translation.glossary"))))</li></ul>
                \(languages(visit))
                \(list(visit))
                """)
    }

    private func languages(_ visit: Visit) -> HTML {
        let say = visit.say
        let words = TranslationWords(visit)
        let heads = TranslationState.allCases.map {
            "<th scope=\"col\">\(say("translation.state.\($0.rawValue)"))</th>" as HTML
        }
        let rows = counts.map { language, counts -> HTML in
            let cells = TranslationState.allCases.map { state -> HTML in
                let number = counts[state] ?? 0
                let path = SitePath(
                    "work", "translations", query: [("language", language), ("state", state.rawValue)])
                let inside =
                    number == 0 ? HTML("0") : visit.link(path, HTML(say.number(number)))
                return "<td data-label=\"\(say("translation.state.\(state.rawValue)"))\">\(inside)</td>"
            }
            let path = SitePath("work", "translations", query: [("language", language)])
            return """
                <tr><th scope="row">\(visit.link(path, words.languageName(language)))</th>\(cells)</tr>
                """
        }
        return """
            <table class="cards"><caption>\(say("translation.languages"))</caption><thead><tr>\
            <th scope="col">\(say("translation.language"))</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func list(_ visit: Visit) -> HTML {
        guard let language = filter.language else { return HTML() }
        let say = visit.say
        let words = TranslationWords(visit)
        let rows = lines.map { line -> HTML in
            let title = visit.text(line.text.title)
            let more: HTML? = line.isBehind ? " <small>\(say("translation.behind"))</small>" : nil
            return """
                <tr><th scope="row">\(visit.link(.translation(line.text.name, language), title)) \
                <small>\(words.kind(line.text.name.kind)) · \(words.field(line.text.name))</small></th>\
                <td data-label="\(say("translation.source"))">\
                \(visit.foreign(String(line.text.sourceWords.prefix(120)), in: line.text.source))</td>\
                <td data-label="\(say("translation.state"))">\(words.badge(line.state))\(more)</td>\
                <td data-label="\(say("translation.since"))">\(line.since.map { words.moment($0) } ?? "–")</td></tr>
                """
        }
        let columns = ["translation.text", "translation.source", "translation.state", "translation.since"].map {
            "<th scope=\"col\">\(say($0))</th>" as HTML
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(say("translation.none"))</p>"
            : """
            <table class="cards"><caption>\(say("translation.count", count: total))</caption><thead><tr>\(columns)</tr>\
            </thead><tbody>\(rows)</tbody></table>
            """
        return """
            <section aria-labelledby="list"><h2 id="list">\(words.languageName(language))</h2>
            \(choice(visit))
            \(table)
            \(window.pager(total: total, .translations, query, visit))</section>
            """
    }

    private func choice(_ visit: Visit) -> HTML {
        let say = visit.say
        func select(_ name: String, _ label: String, _ options: [(String, String)]) -> HTML {
            let chosen = query.typed(name)
            let items = options.map {
                "<option value=\"\($0.0)\"\(flag: "selected", $0.0 == chosen)>\($0.1)</option>" as HTML
            }
            return """
                <div class="field"><label for="f-\(name)">\(say(label))</label><select id="f-\(name)" name="\(name)">\
                <option value="">\(say("upkeep.list.any"))</option>\(items)</select></div>
                """
        }
        let kinds = ["service", "site", "sheet", "checklist"].map { ($0, say("translation.kind.\($0)")) }
        let states = TranslationState.allCases.map { ($0.rawValue, say("translation.state.\($0.rawValue)")) }
        return """
            <form method="get" action="\(visit.url(.translations))" class="desk-form">
            <input type="hidden" name="language" value="\(filter.language ?? "")">
            \(select("state", "translation.state", states))\(select("kind", "translation.kind", kinds))
            \(NameSearch.box(visit, query.typed("q")))
            <p class="buttons"><button type="submit">\(say("upkeep.list.show"))</button></p></form>
            """
    }
}
