import Rules
import Web

/// One place, to go to: is it open, how far, the way on a picture, whom to call.
struct PictureShow {
    let show: ServiceShow
    let wish: PictureWish
    let visit: Visit

    private var guide: GuideSnapshot { show.guide }
    private var signs: PictureSigns { PictureSigns(guide: guide, visit: visit, now: show.now) }

    var page: Page {
        let name = visit.words(show.service.name)
        let need = show.service.needs.first.flatMap { guide.taxonomy.need($0) }
        return Page(
            title: "\(name) · \(visit.words(show.site.name)) · \(visit.say("pictures.title"))", isIndexed: false,
            modules: [ListenBar.module],
            body: """
                <div class="picture-page">
                \(PictureTrail(guide: guide, wish: wish, visit: visit).html)
                <h1>\(visit.pictogram(need?.pictogram, class: "picture-step"))\(visit.text(show.service.name))</h1>
                <p class="picture-signs">\(signs.open(show.service))\(metres.map { signs.walk($0) })</p>
                \(ListenBar(visit: visit).html(.service(show.service.key)))
                <ul class="picture-actions">\(actions)</ul>
                \(CityMap(guide: guide, visit: visit).single(show.site, from: wish.near))
                \(station)\(conditions)
                <p>\(visit.link(.service(show.service.key), HTML(visit.say("service.practical")), class: "button button-quiet"))</p>
                </div>
                """)
    }

    private var metres: Double? {
        guard !show.site.protected, let near = wish.near, let point = show.site.point else { return nil }
        return near.distance(to: point)
    }

    /// Go, call; where neither is known, the city's first line, so that nobody stands before a page that leads nowhere.
    private var actions: [HTML] {
        var actions: [HTML] = []
        if let way = directions { actions.append("<li>\(way)</li>") }
        if let phone = show.phone {
            actions.append("<li>\(signs.call(phone, HTML(visit.say("service.phone"))))</li>")
        }
        if actions.isEmpty, let line = visit.settings.emergency.first {
            actions.append("<li>\(signs.call(line.number, visit.text(line.name)))</li>")
        }
        return actions
    }

    private var directions: HTML? {
        guard !show.site.protected, let point = show.site.point, show.site.precision != .district else { return nil }
        return """
            <a class="picture picture-act" href="geo:\(point.latitude.description),\(point.longitude.description)">\
            \(visit.pictogram("walk", class: "picture-drawing"))\
            <span class="picture-words">\(visit.say("service.directions"))</span></a>
            """
    }

    private var station: HTML? {
        guard let found = guide.station(near: show.site) else { return nil }
        let lines = found.station.lines.map { "<bdi class=\"line\">\($0)</bdi>" as HTML }
        return """
            <p class="picture-station">\(visit.pictogram("station", class: "picture-step"))<span>\
            \(visit.say("service.station", ["name": found.station.name]))</span>\(lines)\(signs.walk(found.metres))</p>
            """
    }

    /// For whom and on what conditions, as pictograms with their words.
    private var conditions: HTML {
        let terms = TermList(guide: guide, visit: visit)
        let lists = [
            terms.signs(show.service.publics.filter { $0 != GuideVocabulary.everyone }, .publics),
            terms.signs(show.service.cost.map { [$0] } ?? [], .costs),
            terms.signs(show.service.conditions, .conditions),
            terms.signs(show.accessibility, .accessibility),
        ]
        return "<div class=\"picture-conditions\">\(lists.compactMap { $0 })</div>"
    }
}
