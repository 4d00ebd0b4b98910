import Rules
import Search
import Web

/// The first two steps: a theme, then a need that the city can meet.
struct PicturePages {
    let guide: GuideSnapshot
    let wish: PictureWish
    let visit: Visit

    var themes: Page {
        let tiles = guide.taxonomy.themes.map { theme in
            PictureTile(visit: visit).tile(theme.term, wish.with { $0.theme = theme.term.key }.path)
        }
        return frame(visit.say("pictures.title"), tiles, isFirst: true)
    }

    func needs(of theme: Theme) -> Page {
        let offered = Self.offered(theme, guide)
        let tiles = offered.map { need in
            PictureTile(visit: visit).tile(need, wish.with { $0.need = need.key }.path)
        }
        return frame(visit.words(theme.term.label), tiles, isFirst: false)
    }

    /// Needs that no place meets lead nowhere, so they are not shown.
    static func offered(_ theme: Theme, _ guide: GuideSnapshot) -> [Term] {
        let met = Set(guide.services.flatMap(\.needs))
        return theme.needs.filter { met.contains($0.key) }
    }

    private func frame(_ title: String, _ tiles: [HTML], isFirst: Bool) -> Page {
        Page(
            title: isFirst ? title : "\(title) · \(visit.say("pictures.title"))", isIndexed: isFirst,
            modules: [ListenBar.module],
            body: """
                <div class="picture-page">
                \(PictureTrail(guide: guide, wish: wish, visit: visit).html)
                <h1>\(title)</h1>\(ListenBar(visit: visit).html(isFirst ? .pictures : nil))
                <ul class="picture-grid">\(tiles)</ul></div>
                """)
    }
}

/// A big button: a drawing, and its words for who reads them or has them read.
struct PictureTile {
    let visit: Visit

    func tile(_ term: Term, _ path: SitePath) -> HTML {
        "<li>\(button(term.pictogram, visit.text(term.short ?? term.label), path))</li>"
    }

    func button(_ pictogram: String?, _ words: HTML, _ path: SitePath) -> HTML {
        """
        <a class="picture" href="\(visit.url(path))">\(visit.pictogram(pictogram, class: "picture-drawing"))\
        <span class="picture-words">\(words)</span></a>
        """
    }
}

/// What was chosen so far, in pictures; each leads back to its choice.
struct PictureTrail {
    let guide: GuideSnapshot
    let wish: PictureWish
    let visit: Visit

    var html: HTML {
        var steps: [(pictogram: String?, words: HTML, path: SitePath)] = [
            (
                "pictures", HTML(visit.say("pictures.title")),
                wish.with {
                    $0.theme = nil
                    $0.need = nil
                }.path
            )
        ]
        if let theme = wish.theme.flatMap({ guide.taxonomy.theme($0) }) {
            steps.append((theme.term.pictogram, visit.text(theme.term.label), wish.with { $0.need = nil }.path))
        }
        if let need = wish.need.flatMap({ guide.taxonomy.need($0) }) {
            let again = wish.with {
                $0.near = nil
                $0.district = nil
                $0.isAnywhere = false
            }
            steps.append((need.pictogram, visit.text(need.short ?? need.label), again.path))
            if let place = place { steps.append((place.pictogram, place.words, wish.path)) }
        }
        let items = steps.map { step in
            """
            <li><a href="\(visit.url(step.path))">\(visit.pictogram(step.pictogram, class: "picture-step"))\
            <span class="sr">\(step.words)</span></a></li>
            """ as HTML
        }
        return "<nav class=\"picture-trail\" aria-label=\"\(visit.say("layout.trail"))\"><ol>\(items)</ol></nav>"
    }

    private var place: (pictogram: String, words: HTML)? {
        if wish.near != nil { return ("near", HTML(visit.say("near.button"))) }
        if let district = guide.district(wish.district) { return ("whole-city", visit.text(district.name)) }
        return wish.isAnywhere ? ("whole-city", HTML(visit.say("map.whole"))) : nil
    }
}
