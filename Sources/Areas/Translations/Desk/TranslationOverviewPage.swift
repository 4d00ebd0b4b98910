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
        let states = TranslationState.allCases
        return LanguageCounts(
            states: states.map { ($0.rawValue, visit.say("translation.state.\($0.rawValue)")) },
            rows: counts.map { language, counts in
                .init(language: language, counts: states.map { counts[$0] ?? 0 })
            }, page: .translations
        ).view(visit)
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
        return LanguageTexts(
            language: language,
            columns: ["translation.text", "translation.source", "translation.state", "translation.since"], rows: rows,
            total: total
        ).view(visit, choice: choice(visit), pager: window.pager(total: total, .translations, query, visit))
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
