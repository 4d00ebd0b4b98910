import Rules
import Web

/// One procedure, to print and tick. The boxes are real on the screen and on paper; nothing is sent or kept.
struct ChecklistPage {
    let content: RightsSnapshot
    let versions: RightsVersions<Checklist>
    let checklist: Checklist
    let query: RightsQuery

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = RightsWords(visit, of: checklist.title, asked: query.language)
        let frame = RightsFrame(content: content, versions: versions, text: checklist, words: words)
        let isCurrent = checklist.version == versions.current.version
        let isMade = isCurrent && query.language == nil && RightsSpeech.isSpoken(checklist, visit)
        return Page(
            title: words.plain(checklist.title), description: words.plain(checklist.purpose),
            trail: [(say("steps.title"), .steps)], isIndexed: isCurrent, modules: [ListenBar.module],
            body: """
                <article class="rights">
                <h1>\(words.text(checklist.title))</h1>
                \(frame.old)
                <p class="lead">\(words.text(checklist.purpose))</p>
                \(ListenBar(visit: visit).html(isMade ? .steps(checklist.key) : nil))
                \(if: isCurrent, paper(visit))
                \(words.languageNote { .steps(checklist.key, query: query.items(language: $0, version: isCurrent ? nil : checklist.version)) })
                \(frame.mark)
                <ol class="steps checklist">\(checklist.steps.map { step($0, words, frame) })</ol>
                \(frame.section("good", "steps.good", frame.list(checklist.good)))
                \(frame.helpers(checklist.needs))
                \(frame.section("sheets", "rights.title", sheets(visit)))
                \(frame.history)
                </article>
                """)
    }

    private func paper(_ visit: Visit) -> HTML {
        let link = PaperLink(visit: visit)
        return """
            \(link.html(.checklistPaper(checklist.key)).map { "<p>\($0)</p>" as HTML })\
            \(link.besides(.checklistPaper(checklist.key)))
            """
    }

    private func sheets(_ visit: Visit) -> HTML {
        RightsCards(content: content, visit: visit, asked: query.language).titles(
            checklist.sheets.compactMap { content.sheets($0)?.current })
    }

    private func step(_ step: Checklist.Step, _ words: RightsWords, _ frame: RightsFrame<Checklist>) -> HTML {
        let bring: HTML? =
            step.bring.isEmpty
            ? nil
            : """
            <p><strong>\(words.visit.say("steps.bring"))</strong></p><ul class="ticks">\(step.bring.map { "<li>\(tick(words.text($0)))</li>" as HTML })</ul>
            """
        let refused = step.ifRefused.map { text -> HTML in
            "<p><strong>\(words.visit.say("steps.refused"))</strong> \(words.text(text))</p>"
        }
        return """
            <li id="\(step.key)">\(tick(words.text(step.act)))\(bring)\(refused)\
            \(frame.doubt(step.isUnsure))\(words.articles(step.basis))</li>
            """
    }

    private func tick(_ words: HTML) -> HTML {
        "<label class=\"tick\"><input type=\"checkbox\" autocomplete=\"off\"> <span>\(words)</span></label>"
    }
}
