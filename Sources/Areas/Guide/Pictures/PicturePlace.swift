import Rules
import Web

/// Where? Here, where the telephone says that it is; a district of the drawn city; or anywhere.
struct PicturePlace {
    let guide: GuideSnapshot
    let wish: PictureWish
    let need: Term
    let visit: Visit

    var page: Page {
        let say = visit.say
        let here = NearMe(visit: visit).button(
            to: .pictures, keeping: [("need", need.key)], class: "picture",
            "\(visit.pictogram("near", class: "picture-drawing"))<span class=\"picture-words\">\(say("near.button"))</span>"
        )
        let everywhere = PictureTile(visit: visit).button(
            "whole-city", HTML(say("map.whole")), wish.with { $0.isAnywhere = true }.path)
        return Page(
            title: "\(visit.words(need.label)) · \(say("pictures.where"))", isIndexed: false,
            modules: ["near.js", ListenBar.module],
            body: """
                <div class="picture-page">
                \(PictureTrail(guide: guide, wish: wish, visit: visit).html)
                <h1>\(visit.pictogram(need.pictogram, class: "picture-step"))<span class="sr">\(visit.text(need.label)) · </span>\
                \(say("pictures.where"))</h1>\(ListenBar(visit: visit).html())
                <div class="picture-grid picture-here"><div>\(here)</div><div>\(everywhere)</div></div>
                \(districts)</div>
                """)
    }

    /// The city as a picture, each of its districts a button, and the same districts with their numbers and names.
    private var districts: HTML? {
        guard !guide.territory.districts.isEmpty else { return nil }
        let items = guide.territory.districts.map { district in
            """
            <li><a class="picture picture-small" href="\(visit.url(wish.with { $0.district = district.key }.path))">\
            <span class="picture-number" aria-hidden="true">\(district.number)</span>\
            <span class="picture-words">\(visit.text(district.name))</span></a></li>
            """ as HTML
        }
        let map = CityMap(guide: guide, visit: visit).districts { district in
            visit.url(wish.with { $0.district = district.key }.path)
        }
        return "\(map)<ul class=\"picture-grid\">\(items)</ul>"
    }
}
