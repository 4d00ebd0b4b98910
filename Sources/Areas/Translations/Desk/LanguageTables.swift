internal import Rules
internal import Web

/// Languages with their counts, state by state; each count leads to its texts.
struct LanguageCounts {
    struct Row {
        var language: String
        /// Beside the name of the language.
        var remark: HTML?
        /// In the order of the states.
        var counts: [Int]
    }

    let states: [(value: String, words: String)]
    let rows: [Row]
    let page: SitePath

    func view(_ visit: Visit) -> HTML {
        let say = visit.say
        let names = TranslationWords(visit)
        let heads = states.map { "<th scope=\"col\">\($0.words)</th>" as HTML }
        let lines = rows.map { row -> HTML in
            let cells = zip(states, row.counts).map { state, number -> HTML in
                let inside =
                    number == 0 ? HTML("0") : visit.link(path(row.language, state.value), HTML(say.number(number)))
                return "<td data-label=\"\(state.words)\">\(inside)</td>"
            }
            return """
                <tr><th scope="row">\(visit.link(path(row.language), names.languageName(row.language)))\
                \(row.remark)</th>\(cells)</tr>
                """
        }
        return """
            <table class="cards"><caption>\(say("translation.languages"))</caption><thead><tr>\
            <th scope="col">\(say("translation.language"))</th>\(heads)</tr></thead><tbody>\(lines)</tbody></table>
            """
    }

    private func path(_ language: String, _ state: String? = nil) -> SitePath {
        var path = page
        path.query = [("language", language)] + (state.map { [("state", $0)] } ?? [])
        return path
    }
}

/// The texts of one language, a row each.
struct LanguageTexts {
    let language: String
    /// Phrases.
    let columns: [String]
    let rows: [HTML]
    /// Of all pages.
    let total: Int

    func view(_ visit: Visit, choice: HTML, pager: HTML) -> HTML {
        let say = visit.say
        let heads = columns.map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(say("translation.none"))</p>"
            : """
            <table class="cards"><caption>\(say("translation.count", count: total))</caption><thead><tr>\(heads)</tr>\
            </thead><tbody>\(rows)</tbody></table>
            """
        return """
            <section aria-labelledby="list"><h2 id="list">\(TranslationWords(visit).languageName(language))</h2>
            \(choice)
            \(table)
            \(pager)</section>
            """
    }
}
