import Printing
import Rules
import Web

/// Texts beside the guide's own that can be printed.
struct PaperTexts: Sendable {
    var glossary = Glossary()
    var rights: RightsSnapshot?
}

/// A document as it goes to the press: the order, the guide and the moment make it, nothing else.
struct PaperDocument {
    let order: PaperOrder
    let guide: GuideSnapshot
    let texts: PaperTexts
    let sides: PaperSides
    /// Origin of the public site; empty: there is no live page to lead to.
    let origin: String
    let now: Instant
    let fit: Fit

    /// How the words are brought onto the paper. What does not fit is tried in the next way.
    enum Fit: Sendable {
        /// A leaflet on one sheet that is folded in three.
        case folded
        /// A card or a poster on its one page.
        case onePage
        /// The same in smaller letters.
        case tight
        /// As many pages as it takes.
        case free
    }

    /// Ways to try, the best first; the last one holds everything.
    static func fits(_ order: PaperOrder) -> [Fit] {
        switch order.kind {
        // Two languages do not fit beside each other in ten centimetres.
        case .leaflet: order.beside == nil ? [.folded, .free] : [.free]
        case .card, .poster: [.onePage, .tight]
        case .booklet, .week, .glossary, .sheet, .checklist: [.free]
        }
    }

    /// Pages of a leaflet that is folded in three.
    static let panels = 6

    init?(
        _ order: PaperOrder, guide: GuideSnapshot, texts: PaperTexts = PaperTexts(), visits: [Visit], origin: String,
        now: Instant, fit: Fit = .free
    ) {
        guard let sides = PaperSides(visits) else { return nil }
        self.order = order
        self.guide = guide
        self.texts = texts
        self.sides = sides
        self.origin = origin
        self.now = now
        self.fit = fit
    }

    var first: Visit { sides.first }
    var listing: PaperListing { PaperListing(guide: guide, order: order) }
    var entry: PaperEntry { PaperEntry(guide: guide, sides: sides, now: now, hasLivePage: !origin.isEmpty) }

    var job: PrintJob {
        let html = html
        let drawings = PaperDrawings(guide: guide, sides: sides, origin: origin)
        var job = PrintJob(html: html.text, drawings: drawings.drawings(of: html))
        job.rightToLeft = first.say.isRightToLeft
        if order.kind == .booklet, order.foldable { job.fold = .booklet }
        if fit == .folded {
            job.fold = .panels
            job.most = Self.panels
        }
        if fit == .onePage { job.most = 1 }
        return job
    }

    var html: HTML {
        let form = PaperForm(self)
        return """
            <!DOCTYPE html><html lang="\(first.language)" dir="\(first.say.language.direction)"><head><meta charset="utf-8">\
            <title>\(title)</title><meta name="author" content="\(first.words(guide.settings.publisherName))">\
            <meta name="generator" content="Ville Refuge"><style>\(HTML(raw: PaperFonts.rules(languages) + form.rules))</style></head>\
            <body class="\(form.name)\(if: sides.visits.count > 1, " double")\(if: fit == .tight, " tight")">\(body)</body></html>
            """
    }

    /// Longer tags last: `:lang(fr)` holds for `fr-simple` as well.
    private var languages: [String] { guide.settings.languages.offered.sorted { $0.utf8.count < $1.utf8.count } }

    /// For the list of a reader's documents: what it is about, and the guide.
    var title: String {
        guard let subject = subject(first) else { return guideName(first) }
        return "\(subject) · \(guideName(first))"
    }

    func guideName(_ visit: Visit) -> String {
        visit.say("layout.brand", ["city": visit.words(visit.settings.name)])
    }

    /// What it is about in words; `nil`: the whole city.
    func subject(_ visit: Visit) -> String? {
        switch order.subject {
        case .city: nil
        case .theme(let key): guide.taxonomy.theme(key).map { visit.words($0.term.label) }
        case .need(let key): guide.taxonomy.need(key).map { visit.words($0.label) }
        case .district(let key): guide.district(key).map { visit.words($0.name) }
        case .service(let key): guide.service(key).map { visit.words($0.name) }
        case .words: visit.say("glossary.title")
        case .sheet(let key): texts.rights?.sheets(key).map { visit.words($0.current.title) }
        case .checklist(let key): texts.rights?.checklists(key).map { visit.words($0.current.title) }
        }
    }

    /// The page that shows the same as it is today.
    var livePage: SitePath {
        switch order.subject {
        case .city: .home
        case .theme(let key): .theme(key)
        case .need(let key): .need(key)
        case .district(let key): .district(key)
        case .service(let key): .service(key)
        case .words: .glossary()
        case .sheet(let key): .rights(key)
        case .checklist(let key): .steps(key)
        }
    }

    private var body: HTML {
        switch order.kind {
        case .card: card
        case .booklet, .leaflet: list
        case .week: week
        case .poster: poster
        case .glossary: words
        case .sheet, .checklist: law
        }
    }

    /// The date, the code, and that a translation was not reviewed: on every document.
    func colophon() -> HTML {
        let day = guide.hours.zone.date(now)
        let date = PartialDate(day)
        let words = sides.block { visit in
            """
            <p class="as-of">\(visit.say("paper.asOf", ["date": visit.date(date)]))</p>\
            \(if: !origin.isEmpty, "<p>\(visit.say("paper.live"))</p>")\
            \(if: visit.say.language.state == "draft", "<p class=\"draft\">\(visit.say("layout.draft"))</p>")
            """
        }
        guard !origin.isEmpty else { return "<div class=\"colophon\">\(words)</div>" }
        return """
            <div class="colophon"><table class="frame"><tr><td class="code">\(PaperDrawings.code(livePage))</td><td>\(words)\
            <p class="address"><bdi dir="ltr">\(origin + first.url(livePage))</bdi></p></td></tr></table></div>
            """
    }

    /// - Parameter isBrief: names alone, to be read from afar.
    func emergency(isBrief: Bool = false) -> HTML {
        let rows = guide.settings.emergency.map { entry in
            """
            <tr><td class="number"><bdi dir="ltr">\(entry.number)</bdi></td><td>\(sides.block { visit in
                "<strong>\(visit.text(entry.name))</strong>\(if: !isBrief, "<br>\(visit.text(entry.when))")"
            })</td></tr>
            """ as HTML
        }
        return """
            <section class="emergency">\(sides.block { "<h2>\($0.say("emergency.title"))</h2>" })\
            <table class="numbers">\(rows)</table></section>
            """
    }
}
