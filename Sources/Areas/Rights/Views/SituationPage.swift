import Rules
import Web

/// "My situation": one question at a time, each answer a link. What was answered stands in the address of the page and nowhere else.
struct SituationPage {
    let content: RightsSnapshot
    let place: SituationTree.Place
    /// The answers that led here.
    let heard: [String]

    func page(_ visit: Visit) -> Page {
        switch place {
        case .asked(let question): return ask(question, after: heard, visit)
        case .found(let answer): return found(answer, after: heard, visit)
        }
    }

    private func ask(_ question: SituationTree.Question, after heard: [String], _ visit: Visit) -> Page {
        let say = visit.say
        let words = RightsWords(visit, of: question.ask)
        let answers = question.answers.map { answer -> HTML in
            "<li>\(visit.link(.situation(heard + [answer.key]), words.text(answer.say), class: "button answer"))</li>"
        }
        let number = say(
            "situation.number",
            [
                "number": say.number(heard.count + 1), "count": say.number(SituationTree.mostQuestions),
            ])
        let lead: HTML = heard.isEmpty ? "<p class=\"lead\">\(say("situation.lead"))</p>" : HTML()
        return frame(
            heard, visit, name: heard.isEmpty ? nil : words.plain(question.ask),
            """
            \(lead)\(words.languageLine)
            <h2 id="question">\(words.text(question.ask))</h2>
            <p class="kind">\(number)</p>
            \(question.help.map { "<p>\(words.text($0))</p>" as HTML })
            <ul class="answers" aria-labelledby="question">\(answers)</ul>
            """)
    }

    private func found(_ answer: SituationTree.Answer, after heard: [String], _ visit: Visit) -> Page {
        let say = visit.say
        let sheets = answer.sheets.compactMap { content.sheets($0)?.current }
        let needs = answer.needs + sheets.flatMap(\.needs)
        var seen: Set<String> = []
        let terms = needs.filter { seen.insert($0).inserted }.compactMap { content.taxonomy.need($0) }.prefix(8)
        let tiles = terms.map { term -> HTML in
            """
            <li><a class="tile tile-small" href="\(visit.url(.helpers(need: term.key)))">\(visit.pictogram(term.pictogram, class: "sign"))\
            <span>\(visit.text(term.short ?? term.label))</span></a></li>
            """
        }
        return frame(
            heard, visit, name: say("situation.found"),
            """
            <h2>\(say("situation.found"))</h2>
            \(RightsCards(content: content, visit: visit).cards(sheets, heading: "h3"))
            <h2>\(say("rights.services"))</h2><ul class="tiles tiles-small">\(Array(tiles))</ul>
            """)
    }

    private func frame(_ heard: [String], _ visit: Visit, name: String?, _ inside: HTML) -> Page {
        let say = visit.say
        var ways: [HTML] = []
        if !heard.isEmpty {
            let back = SitePath.situation(Array(heard.dropLast()))
            ways = [
                visit.link(back, HTML(say("situation.back")), class: "button button-quiet"),
                visit.link(.mySituation, HTML(say("situation.again")), class: "button button-quiet"),
            ]
        }
        ways.append(visit.link(.rights, HTML(say("rights.all")), class: "button button-quiet"))
        return Page(
            title: [name, say("situation.title")].compactMap { $0 }.joined(separator: " · "),
            description: say("situation.lead"), trail: [(say("rights.title"), .rights)],
            isIndexed: heard.isEmpty,
            body: "<h1>\(say("situation.title"))</h1>\(inside)<p class=\"buttons\">\(ways.joined(" "))</p>")
    }
}
