import Rules
import Search
import Web

/// Places that meet a need: those that are open now first, each a picture with its sign and the minutes on foot.
struct PictureResults {
    let need: Term
    let wish: PictureWish
    let guide: GuideSnapshot
    let hits: [SearchHit]
    let now: Instant

    /// More than these nobody compares by pictures; the pages with words have them all.
    private static let most = 8

    init(_ need: Term, _ wish: PictureWish, guide: GuideSnapshot, now: Instant) throws {
        self.need = need
        self.wish = wish
        self.guide = guide
        self.now = now
        let search = GuideSearch(guide: guide)
        var open = wish.query
        open.limit = Self.most
        var any = open
        open.open = .now
        any.limit = Self.most * 2
        let first = try search.answer(open, now: now).hits
        let seen = Set(first.map(\.id))
        let others = try search.answer(any, now: now).hits.filter { !seen.contains($0.id) }.enumerated()
            .sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }
            .map(\.element)
        hits = Array((first + others).prefix(Self.most))
    }

    /// What opens again comes before what may be closed for good or has no known hours: nobody is sent far for nothing.
    private static func rank(_ hit: SearchHit) -> Int {
        switch hit.openState {
        case .open, .closingSoon: 0
        case .opens: 1
        case .unknown: 2
        case .closed: 3
        }
    }

    func page(_ visit: Visit) -> Page {
        let place = guide.district(wish.district).map { visit.words($0.name) }
        let title = [visit.words(need.label), place, visit.say("pictures.title")].compactMap { $0 }
        return Page(
            title: title.joined(separator: " · "), isIndexed: false, modules: [ListenBar.module],
            body: """
                <div class="picture-page">
                \(PictureTrail(guide: guide, wish: wish, visit: visit).html)
                <h1>\(visit.pictogram(need.pictogram, class: "picture-step"))\(visit.text(need.label))</h1>\
                \(ListenBar(visit: visit).html())
                \(hits.isEmpty ? nothing(visit) : "<ol class=\"picture-cards\">\(hits.map { card($0, visit) })</ol>")
                \(everything(visit))</div>
                """)
    }

    private func card(_ hit: SearchHit, _ visit: Visit) -> HTML {
        let service = guide.services[Int(hit.id)]
        let site = guide.site(of: service)
        let signs = PictureSigns(guide: guide, visit: visit, now: now)
        let name = site.protected ? visit.text(service.name) : visit.name(visit.words(site.name))
        return """
            <li><a class="picture-card" href="\(visit.url(.pictures(of: service.key, wish)))">\
            \(visit.pictogram(need.pictogram ?? service.needs.first, class: "picture-drawing"))\
            \(signs.open(service))\(hit.distance.map { signs.walk($0) })\
            <span class="picture-words">\(name)</span></a></li>
            """
    }

    /// Nothing here: the whole city, and who can be called.
    private func nothing(_ visit: Visit) -> HTML {
        let lines = visit.settings.emergency.prefix(3).map { entry in
            "<li>\(PictureSigns(guide: guide, visit: visit, now: now).call(entry.number, visit.text(entry.name)))</li>"
                as HTML
        }
        let wider = PictureTile(visit: visit).button(
            "whole-city", HTML(visit.say("map.whole")),
            wish.with {
                $0.near = nil
                $0.district = nil
                $0.isAnywhere = true
            }.path)
        return """
            <p class="picture-words">\(visit.say("empty.title"))</p>
            <div class="picture-grid">\(if: !wish.isAnywhere, "<div>\(wider)</div>")</div>
            <ul class="picture-actions">\(Array(lines))</ul>
            """
    }

    /// The same search with words, for who helps.
    private func everything(_ visit: Visit) -> HTML {
        "<p>\(visit.link(.search(wish.query), HTML(visit.say("results.all")), class: "button button-quiet"))</p>"
    }
}
