import Rules
import Web

/// A page for a screen on a wall: one slide at a time, in each language in turn, with the clock of the city and the way to the live page.
///
/// A module turns the slides and fetches fresh ones; without it the browser itself goes on to the next slide.
struct ScreenPage {
    let guide: GuideSnapshot
    let wish: ScreenWish
    /// One for each language of the wish.
    let visits: [Visit]
    let now: Instant
    /// What other parts of the house add, after what the guide says.
    let others: @Sendable (Visit, ScreenWish) -> [ScreenSection]

    /// Seconds that a slide stands.
    private static let turn = 12
    /// Seconds after which fresh slides are asked for.
    private static let fresh = 60

    func html(_ visit: Visit) throws -> HTML {
        let slides = try self.slides
        let shown = slides.isEmpty ? 0 : wish.slide % slides.count
        let pages = slides.enumerated().map { slide($1.section, $1.visit, isShown: $0 == shown) }
        let next = visit.url(wish.path(slide: slides.isEmpty ? 0 : (shown + 1) % slides.count))
        let clock = HoursWords(visit: visit, zone: guide.hours.zone).clock(now)
        let title =
            "\(visit.say("screen.title")) · \(visit.say("layout.brand", ["city": visit.words(visit.settings.name)]))"
        return """
            <!doctype html>
            <html lang="\(visit.language)" dir="\(visit.say.language.direction)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <meta name="robots" content="noindex">
            <link rel="icon" href="\(visit.assets.url("icon.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(visit.assets.url("app.css"))">
            <link rel="stylesheet" href="\(visit.assets.url("screen.css"))">
            <noscript><meta http-equiv="refresh" content="\(Self.turn);url=\(next)"></noscript>
            <script type="module" src="\(visit.assets.url("screen.js"))"></script>
            </head>
            <body class="screen">
            <main id="screen" data-zone="\(guide.settings.timeZone)" data-now="\(String(now.milliseconds))" \
            data-turn="\(Self.turn)" data-fresh="\(Self.fresh)">
            <header class="screen-head"><h1>\(visit.say("layout.brand", ["city": visit.words(visit.settings.name)]))</h1>\
            <p class="screen-clock"><bdi dir="ltr" id="clock">\(clock)</bdi></p></header>
            <div id="slides">\(pages)</div>
            </main>
            </body>
            </html>
            """
    }

    /// Each thing in every language, then the next thing: nobody waits for a whole round in a language that is not theirs.
    private var slides: [(section: ScreenSection, visit: Visit)] {
        get throws {
            let columns = try visits.map { visit in
                (
                    visit,
                    try ScreenSections(guide: guide, wish: wish, visit: visit, now: now).all() + others(visit, wish)
                )
            }
            let longest = columns.map(\.1.count).max() ?? 0
            return (0..<longest).flatMap { row in
                columns.compactMap { visit, sections in
                    sections.indices.contains(row) ? (sections[row], visit) : nil
                }
            }
        }
    }

    private func slide(_ section: ScreenSection, _ visit: Visit, isShown: Bool) -> HTML {
        let time = HoursWords(visit: visit, zone: guide.hours.zone).clock(now)
        let asOf = visit.say("screen.asOf", ["time": time])
        return """
            <section class="slide" lang="\(visit.language)" dir="\(visit.say.language.direction)"\(flag: "hidden", !isShown)>
            <h2>\(visit.pictogram(section.pictogram))<span>\(section.title)</span></h2>\(section.body)
            <footer>\(code(visit))<p class="screen-as-of">\(asOf)</p></footer></section>
            """
    }

    /// The live page in the language of the slide, for a telephone's camera.
    private func code(_ visit: Visit) -> HTML? {
        var query = wish.query
        query.needs = []
        query.open = .now
        return PaperCode(visit: visit).html(.search(query)).map { "\($0)<p>\(visit.say("paper.live"))</p>" }
    }
}
