import HTTPTypes
import Hummingbird
import Rules
import Web

/// A list of services for the pages of others: no menu, no script, no cookie; the only page that may stand in a frame.
struct EmbedPage {
    let results: ResultsPage
    let guide: GuideSnapshot
    let now: Instant

    static let mostCards = 10

    /// The same question as on the page of results.
    static func path(_ query: GuideQuery, _ more: String...) -> SitePath {
        var path = SitePath("embed", query: query.items(without: ["limit", "sort"]))
        path.segments += more
        return path
    }

    func html(_ visit: Visit) -> HTML {
        let say = visit.say
        let title = say("results.title", ["subject": results.subject(visit)])
        let cards = ServiceCard(guide: guide, visit: visit, now: now)
        let items = results.answer.hits.prefix(Self.mostCards).map { "<li>\(cards.card($0))</li>" as HTML }
        let whole = SitePath("search", query: results.query.items(without: ["limit"]))
        let city = say("layout.brand", ["city": visit.words(visit.settings.name)])
        return """
            <!doctype html>
            <html lang="\(say.tag)" dir="\(say.language.direction)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · \(city)</title>
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <base target="_blank">
            <link rel="stylesheet" href="\(visit.assets.url("app.css"))">
            </head>
            <body>
            <main class="wrap">
            <h1>\(title)</h1>
            <p role="status">\(say("results.count", count: results.answer.total))</p>
            <ol class="cards">\(Array(items))</ol>
            <p class="more">\(visit.link(whole, "\(city) · \(say("results.list"))", class: "button"))</p>
            </main>
            </body>
            </html>
            """
    }

    /// How to put the list on another page.
    func lines(_ visit: Visit) -> Page {
        let say = visit.say
        let path = Self.path(results.query)
        let title = say("results.title", ["subject": results.subject(visit)])
        let frame =
            "<iframe src=\"\(visit.origin)\(visit.url(path))\" title=\"\(HTML(title).text)\" width=\"100%\" height=\"600\" loading=\"lazy\" style=\"border:0\"></iframe>"
        return Page(
            title: say("embed.title"), isIndexed: false,
            body: """
                <h1>\(say("embed.title"))</h1><p class="lead">\(say("embed.text"))</p>
                <div class="field"><label for="f-frame">\(title)</label>\
                <textarea id="f-frame" rows="5" readonly dir="ltr" lang="en">\(frame)</textarea></div>
                <p>\(visit.link(path, HTML(say("results.list"))))</p>
                """)
    }

    /// Marked for `SecurityMiddleware`: this answer may be framed.
    static func answer(_ html: HTML, _ visit: Visit) -> Response {
        var response = Answer.page(html, language: visit.language)
        response.headers[.contentSecurityPolicy] = SecurityMiddleware.framed
        return response
    }
}
