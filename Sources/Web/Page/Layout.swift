internal import Rules

/// The frame of every page: skip link, emergency bar, name of the city, menu, languages, trail, foot.
public struct Layout: Sendable {
    let visit: Visit
    let page: Page

    public init(_ page: Page, _ visit: Visit) {
        self.page = page
        self.visit = visit
    }

    public var html: HTML {
        let say = visit.say
        return """
            <!doctype html>
            <html lang="\(say.tag)" dir="\(say.language.direction)">
            \(head)
            <body\(attribute: "data-save", isPublic ? say("saved.add") : nil)\(attribute: "data-unsave", isPublic ? say("saved.remove") : nil)>
            <a class="skip" href="#main">\(say("layout.skip"))</a>
            \(visit.desk == nil ? emergencyBar : HTML())
            <header class="masthead">
            <div class="wrap masthead-row">
            <a class="brand" href="\(visit.url(.home))">\(visit.pictogram("brand", class: "brand-mark"))\
            <span class="brand-name">\(say("layout.brand", ["city": visit.words(visit.settings.name)]))</span></a>
            \(if: page.showsSearch, searchBox)
            \(if: isPublic, quickExit)
            \(languagePicker)
            </div>
            \(visit.desk.map(deskBar))
            \(menuBar)
            </header>
            <main id="main" class="wrap" tabindex="-1">
            \(trail)
            \(success)
            \(faults)
            \(page.body)
            </main>
            \(foot)
            </body>
            </html>
            """
    }

    private var isPublic: Bool { visit.desk == nil }

    /// The way out for who must not be seen here. Without a script a plain link; with one (`offline/start.js`) this page leaves the
    /// history too, and Escape pressed three times does the same.
    private var quickExit: HTML {
        """
        <a class="exit" href="\(visit.settings.exit ?? Self.exit)" rel="noreferrer nofollow" data-exit>\(visit.say("exit.leave"))</a>
        """
    }

    /// In every country and language an ordinary page, which knows no city and whose address tells nothing.
    private static let exit = "https://www.wikipedia.org/"

    private var fullTitle: String {
        let city = visit.say("layout.brand", ["city": visit.words(visit.settings.name)])
        let title = page.faults.isEmpty ? page.title : visit.say("form.errorTitle", ["title": page.title])
        return title == city ? city : "\(title) · \(city)"
    }

    private var head: HTML {
        let canonical = visit.origin + visit.url(bare)
        return """
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(fullTitle)</title>
            \(page.description.map { "<meta name=\"description\" content=\"\($0)\">" as HTML })
            \(if: !page.isIndexed, "<meta name=\"robots\" content=\"noindex\">")
            <meta name="theme-color" content="#0B4F8A">
            <meta name="color-scheme" content="light dark">
            <link rel="canonical" href="\(canonical)">
            \(alternates)
            <link rel="icon" href="\(visit.assets.url("icon.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(visit.assets.url("app.css"))">
            \(page.styles.map { "<link rel=\"stylesheet\" href=\"\(visit.assets.url($0))\">" as HTML })
            \(if: isPublic, installable)
            \((page.modules + (isPublic ? ["offline/start.js"] : [])).map { "<script type=\"module\" src=\"\(visit.assets.url($0))\"></script>" as HTML })
            \(page.schema.map { HTML(raw: "<script type=\"application/ld+json\">\(Self.safeInScript($0))</script>") })
            </head>
            """
    }

    private var installable: HTML {
        "<link rel=\"manifest\" href=\"/manifest.webmanifest?lang=\(visit.language)\">"
    }

    /// `<` never appears inside the script element, so no text can close it.
    private static func safeInScript(_ json: JSONText) -> String {
        json.description.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
    }

    /// The page itself, whatever was asked of it.
    private var bare: SitePath {
        var path = visit.path
        path.query = []
        return path
    }

    private var alternates: HTML {
        guard page.isIndexed else { return HTML() }
        let path = bare
        let links = visit.settings.languages.offered.map {
            "<link rel=\"alternate\" hreflang=\"\($0)\" href=\"\(visit.origin)\(path.url($0))\">" as HTML
        }
        let preferred = path.url(visit.settings.languages.preferred)
        return links.joined() + "<link rel=\"alternate\" hreflang=\"x-default\" href=\"\(visit.origin)\(preferred)\">"
    }

    private var emergencyBar: HTML {
        let numbers = visit.settings.emergency.prefix(4).map { entry in
            "<li>\(visit.phone(entry.number, class: "emergency-number", isByText: entry.isByText == true)) <span>\(visit.text(entry.name))</span></li>"
                as HTML
        }
        return """
            <aside class="emergency" aria-label="\(visit.say("layout.emergency"))"><ul class="wrap">\(numbers)\
            <li>\(visit.link(SitePath("emergency"), HTML(visit.say("layout.emergency.all"))))</li></ul></aside>
            """
    }

    private var searchBox: HTML {
        """
        <form class="search search-small" role="search" action="\(visit.url(SitePath("search")))" method="get">
        <label class="sr" for="q-top">\(visit.say("search.label"))</label>
        <input id="q-top" name="q" type="search" placeholder="\(visit.say("search.placeholder"))" autocomplete="off">
        <button type="submit">\(visit.say("search.button"))</button></form>
        """
    }

    /// More languages than this open from one button.
    private static let languagesInLine = 4

    private var languagePicker: HTML {
        let links = visit.settings.languages.offered.map { tag -> HTML in
            let language = visit.books.book(tag).language
            let current = tag == visit.language
            return """
                <li><a href="\(visit.url(in: tag))" lang="\(tag)" dir="\(language.direction)" hreflang="\(tag)"\
                \(attribute: "aria-current", current ? "true" : nil)>\(language.name)</a></li>
                """
        }
        let list =
            "<nav class=\"languages\" aria-label=\"\(visit.say("layout.languages"))\"><ul>\(links)</ul></nav>" as HTML
        guard visit.settings.languages.offered.count > Self.languagesInLine else { return list }
        // The sign is understood by who reads nothing of this page; the list says each language by its own name.
        return """
            <details class="tongues"><summary>\(visit.pictogram("language", class: "sign"))\
            <span class="sr">\(visit.say("layout.languages"))</span> <span>\(visit.say.language.name)</span></summary>\(list)</details>
            """
    }

    /// Who is at work, for whom, and the way out.
    private func deskBar(_ desk: DeskFrame) -> HTML {
        guard !desk.name.isEmpty else { return HTML() }
        let acting = desk.organisation.map { "<span class=\"acting\">\($0)</span>" as HTML }
        let role = desk.role.map { " <span class=\"role\">\(visit.say($0))</span>" as HTML }
        let change =
            desk.memberships > 1
            ? visit.link(SitePath("work", "memberships"), HTML(visit.say("desk.change"))) : HTML()
        let leave = FormView(visit, action: SitePath("work", "sign-out")).button("desk.sign-out", style: "linkish")
        return """
            <div class="desk-bar"><div class="wrap"><p>\(visit.link(SitePath("work", "account"), visit.name(desk.name)))\
            \(acting)\(role) \(change)</p>\(leave)</div></div>
            """
    }

    private var menuBar: HTML {
        let words = visit.say("layout.menu")
        guard visit.desk != nil else {
            return "<nav class=\"menu\" aria-label=\"\(words)\"><ul class=\"wrap\">\(menu)</ul></nav>"
        }
        let items = menuItems
        guard !items.isEmpty else { return HTML() }
        // Those who work have twice as many entries as visitors: a narrow screen folds them, without a script. Where one is, and how
        // much awaits, stays in sight; the style sheet unfolds it on a wide screen.
        let here = items.first { isHere($0) }
        let place = here.map { " <span class=\"menu-here\">\(visit.say($0.phrase))</span>" as HTML }
        let awaiting = items.first { $0.phrase == Self.homePhrase }.map { badge($0) }
        return """
            <nav class="menu" aria-label="\(words)"><details class="menu-fold"><summary><span>\(words)</span>\(place)\(awaiting)\
            </summary><ul class="wrap">\(menu)</ul></details></nav>
            """
    }

    private var menuItems: [NavigationItem] {
        visit.desk.map { $0.name.isEmpty ? [] : $0.menu } ?? visit.navigation
    }

    private func isHere(_ item: NavigationItem) -> Bool {
        let depth = visit.desk == nil ? 1 : 2
        return visit.path.segments.prefix(depth) == item.path.segments.prefix(depth)
    }

    private var menu: HTML {
        menuItems.map { item in
            """
            <li><a href="\(visit.url(item.path))"\(attribute: "aria-current", isHere(item) ? "page" : nil)>\
            \(visit.say(item.phrase))\(badge(item))</a></li>
            """ as HTML
        }.joined()
    }

    private static let homePhrase = "desk.menu.home"

    /// How much awaits, beside the member's home.
    private func badge(_ item: NavigationItem) -> HTML {
        guard item.phrase == Self.homePhrase, let awaiting = visit.desk?.awaiting, awaiting > 0 else { return HTML() }
        return " <span class=\"badge\">\(awaiting)</span>"
    }

    private var trail: HTML {
        guard !page.trail.isEmpty else { return HTML() }
        let home = "<li><a href=\"\(visit.url(.home))\">\(visit.say("layout.home"))</a></li>" as HTML
        let steps = page.trail.map { "<li><a href=\"\(visit.url($0.path))\">\($0.name)</a></li>" as HTML }
        return "<nav class=\"trail\" aria-label=\"\(visit.say("layout.trail"))\"><ol>\(home)\(steps)</ol></nav>"
    }

    /// What was just done; announced by screen readers.
    private var success: HTML? {
        visit.desk?.success.map { "<p class=\"notice notice-success\" role=\"status\">\(visit.say($0))</p>" }
    }

    /// What has to be mended, with a way to each field (WCAG 3.3.1). It has the focus when the page opens, without a script; a page
    /// with several forms tells it in the same place. Faults of a table stand beside their lines.
    private var faults: HTML? {
        var told: [(anchor: String, words: String)] = []
        for fault in page.faults where fault.place == nil {
            let words = fault.phrase.map { visit.say($0, fault.holes) } ?? fault.reason
            let line = fault.label.map { visit.say("form.fault", ["field": visit.say($0), "words": words]) } ?? words
            let anchor = fault.anchor ?? "f-\(fault.name)"
            if !told.contains(where: { $0.anchor == anchor && $0.words == line }) { told.append((anchor, line)) }
        }
        guard !told.isEmpty else { return nil }
        let items = told.map { "<li><a href=\"#\($0.anchor)\">\($0.words)</a></li>" as HTML }
        return """
            <div class="notice danger" role="alert" tabindex="-1" autofocus id="faults"><h2>\(visit.say("form.faults"))</h2>\
            <ul>\(items)</ul></div>
            """
    }

    private var foot: HTML {
        let say = visit.say
        return """
            <footer class="foot"><div class="wrap">
            <p>\(say("layout.publisher", ["name": visit.words(visit.settings.publisherName)]))</p>
            <ul>
            \(if: isPublic, "<li>\(visit.link(SitePath("offline"), HTML(say("offline.title"))))</li>")
            <li>\(visit.link(SitePath("about"), HTML(say("about.title"))))</li>
            <li>\(visit.link(SitePath("accessibility"), HTML(say("accessibility.title"))))</li>
            <li>\(visit.link(SitePath("privacy"), HTML(say("privacy.title"))))</li>
            <li>\(visit.link(SitePath("work"), HTML(say("layout.work"))))</li>
            <li><a href="/openapi.json">\(say("layout.api"))</a></li>
            </ul>
            <p class="print-only"><bdi dir="ltr">\(visit.origin)\(visit.url(visit.path))</bdi></p>
            \(if: say.language.state == "draft", "<p class=\"draft\">\(say("layout.draft"))</p>")
            </div></footer>
            """
    }
}
