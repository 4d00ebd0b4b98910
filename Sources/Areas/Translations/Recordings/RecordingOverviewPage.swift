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
        let states = RecordingState.allCases
        let rows = lines.map { language, lines -> LanguageCounts.Row in
            let isMute = visit.speech?.languages.contains(language) != true
            let remark: HTML? = isMute ? " <small>\(visit.say("recording.mute"))</small>" : nil
            return .init(
                language: language, remark: remark, counts: states.map { state in lines.count { $0.state == state } })
        }
        return LanguageCounts(
            states: states.map { ($0.rawValue, RecordingWords(visit).state($0)) }, rows: rows, page: .recordings
        ).view(visit)
    }

    private func list(_ visit: Visit) -> HTML {
        guard let language = filter.language else { return HTML() }
        let say = visit.say
        let words = RecordingWords(visit)
        let rows = chosen.map { line -> HTML in
            let title = visit.foreign(line.text.title.words, in: line.text.title.language ?? language)
            return """
                <tr><th scope="row">\(visit.link(.recording(line.text.name, language), title)) \
                <small>\(say("recording.kind.\(line.text.name.kind.rawValue)"))</small></th>\
                <td data-label="\(say("translation.state"))">\(words.badge(line.state))</td>\
                <td data-label="\(say("recording.length"))">\(line.milliseconds.map { words.length($0) } ?? "–")</td></tr>
                """
        }
        return LanguageTexts(
            language: language, columns: ["translation.text", "translation.state", "recording.length"], rows: rows,
            total: total
        ).view(visit, choice: choice(language, visit), pager: window.pager(total: total, .recordings, query, visit))
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
