import Rules
import Web

/// All situations, with for whom each sheet is.
struct RightsIndexPage {
    let content: RightsSnapshot

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let ask: HTML =
            content.content.tree == nil
            ? HTML()
            : "<p>\(visit.link(.mySituation, HTML(say("situation.title")), class: "button"))</p>"
        return Page(
            title: say("rights.title"), description: say("rights.lead"),
            body: """
                <h1>\(say("rights.title"))</h1><p class="lead">\(say("rights.lead"))</p>
                \(ask)
                \(RightsCards(content: content, visit: visit).cards(content.content.sheets.map(\.current)))
                <p>\(visit.link(.steps, HTML(say("steps.title")), class: "button button-quiet"))</p>
                """)
    }
}

/// All checklists, with what one gets in the end.
struct StepsIndexPage {
    let content: RightsSnapshot

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("steps.title"), description: say("steps.lead"),
            body: """
                <h1>\(say("steps.title"))</h1><p class="lead">\(say("steps.lead"))</p>
                \(RightsCards(content: content, visit: visit).cards(content.content.checklists.map(\.current)))
                <p>\(visit.link(.rights, HTML(say("rights.title")), class: "button button-quiet"))</p>
                """)
    }
}

/// Texts of law as cards: title, for whom or what for.
struct RightsCards {
    let content: RightsSnapshot
    let visit: Visit
    /// The language in which the reader chose to read texts that lack their own.
    var asked: String?

    private var query: [(name: String, value: String)] { asked.map { [("text", $0)] } ?? [] }

    func cards<Text: RightsText>(_ texts: [Text], heading: String = "h2") -> HTML {
        let items = texts.map { text -> HTML in
            let words = RightsWords(visit, of: text.title, asked: asked)
            let title = visit.link(.text(Text.kind, text.key, query: query), words.text(text.title))
            let head: HTML = heading == "h2" ? "<h2>\(title)</h2>" : "<h3>\(title)</h3>"
            return """
                <article class="promise">\(head)<p>\(words.text(text.summary))</p></article>
                """
        }
        return items.joined()
    }

    /// Titles alone, one beside the other.
    func titles<Text: RightsText>(_ texts: [Text]) -> HTML {
        guard !texts.isEmpty else { return HTML() }
        let items = texts.map { text -> HTML in
            let title = RightsWords(visit, of: text.title, asked: asked).text(text.title)
            return "<li>\(visit.link(.text(Text.kind, text.key, query: query), title))</li>"
        }
        return "<ul class=\"ways\">\(items)</ul>"
    }
}
