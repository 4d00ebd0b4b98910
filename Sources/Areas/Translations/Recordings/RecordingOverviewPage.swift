internal import Files
internal import Rules
internal import Web

/// Languages with their counts; beneath, the texts of one.
struct RecordingOverviewPage {
    let lines: [(language: String, lines: [RecordingLine])]
    let chosen: [RecordingLine]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let filter: RecordingFilter
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("recording.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("recording.title"))</h1><p class="lead">\(say("recording.lead"))</p>
                \(languages(visit))
                \(list(visit))
                """)
    }

    private func languages(_ visit: Visit) -> HTML {
        let say = visit.say
        let words = (texts: TranslationWords(visit), states: RecordingWords(visit))
        let heads = RecordingState.allCases.map { "<th scope=\"col\">\(words.states.state($0))</th>" as HTML }
        let rows = lines.map { language, lines -> HTML in
            let cells = RecordingState.allCases.map { state -> HTML in
                let number = lines.count { $0.state == state }
                let inside =
                    number == 0 ? HTML("0") : visit.link(path(language, state), HTML(say.number(number)))
                return "<td data-label=\"\(words.states.state(state))\">\(inside)</td>"
            }
            let isMute = visit.speech?.languages.contains(language) != true
            return """
                <tr><th scope="row">\(visit.link(path(language), words.texts.languageName(language)))\
                \(if: isMute, " <small>\(say("recording.mute"))</small>")</th>\(cells)</tr>
                """
        }
        return """
            <table class="cards"><caption>\(say("translation.languages"))</caption><thead><tr>\
            <th scope="col">\(say("translation.language"))</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func path(_ language: String, _ state: RecordingState? = nil) -> SitePath {
        var path = SitePath.recordings
        path.query = [("language", language)] + (state.map { [("state", $0.rawValue)] } ?? [])
        return path
    }

    private func list(_ visit: Visit) -> HTML {
        guard let language = filter.language else { return HTML() }
        let say = visit.say
        let words = (texts: TranslationWords(visit), states: RecordingWords(visit))
        let rows = chosen.map { line -> HTML in
            let title = visit.foreign(line.text.title.words, in: line.text.title.language ?? language)
            return """
                <tr><th scope="row">\(visit.link(.recording(line.text.name, language), title)) \
                <small>\(say("recording.kind.\(line.text.name.kind.rawValue)"))</small></th>\
                <td data-label="\(say("translation.state"))">\(words.states.badge(line.state))</td>\
                <td data-label="\(say("recording.length"))">\(line.milliseconds.map { words.states.length($0) } ?? "–")</td></tr>
                """
        }
        let columns = ["translation.text", "translation.state", "recording.length"].map {
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
            <section aria-labelledby="list"><h2 id="list">\(words.texts.languageName(language))</h2>
            \(choice(language, visit))\(table)
            \(window.pager(total: total, .recordings, query, visit))</section>
            """
    }

    private func choice(_ language: String, _ visit: Visit) -> HTML {
        let form = FormView(visit, action: .recordings, values: query)
        let any = FormView.Option("", visit.say("upkeep.list.any"))
        let states = RecordingState.allCases.map { FormView.Option($0.rawValue, RecordingWords(visit).state($0)) }
        let kinds = VoiceName.Kind.allCases.map {
            FormView.Option($0.rawValue, visit.say("recording.kind.\($0.rawValue)"))
        }
        return """
            <form method="get" action="\(visit.url(.recordings))" class="desk-form">\(form.hidden("language", language))
            \(form.choice("state", "translation.state", [any] + states))\
            \(form.choice("kind", "translation.kind", [any] + kinds))
            <p class="buttons"><button type="submit">\(visit.say("upkeep.list.show"))</button></p></form>
            """
    }
}
