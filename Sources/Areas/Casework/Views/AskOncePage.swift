import Web

/// Asks once more before something that cannot be undone, and says what follows.
struct AskOncePage {
    let visit: Visit
    /// Phrases.
    let title: String
    let follows: String
    /// What it is about.
    let subject: HTML
    let form: FormView
    var fields: [HTML] = []
    let button: String
    let back: SitePath

    var page: Page {
        let title = visit.say(title)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><div>\(subject)</div><p class="notice warning">\(visit.say(follows))</p>
                \(form.view(fields, button: button, style: "danger"))
                <p>\(visit.link(back, HTML(visit.say("casework.ask.back"))))</p>
                """)
    }
}
