import Web

/// "Near me": a button that a module wakes up where the phone can say where it is; the choice of a district works without.
struct NearMe {
    let visit: Visit
    /// What is looked for near here; nothing: everything.
    var query = GuideQuery()

    var form: HTML {
        let kept = query.items(without: ["near", "sort", "radius", "cursor"]) + [("sort", "distance")]
        return """
            \(button(
                to: .search, keeping: kept, class: "button button-quiet",
                "\(visit.pictogram("near", class: "sign"))\(visit.say("near.button"))"))
            \(query.items().isEmpty ? "<p class=\"near-district\">\(visit.link(.districts, HTML(visit.say("near.districts"))))</p>" : HTML())
            """
    }
    /// Sends the position with what else is asked for.
    func button(
        to path: SitePath, keeping items: [(name: String, value: String)], class style: String, _ content: HTML
    ) -> HTML {
        let kept = items.map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
        }
        return """
            <form class="near" id="near" action="\(visit.url(path))" method="get" hidden \
            data-wait="\(visit.say("near.wait"))" data-refused="\(visit.say("near.refused"))">
            <input type="hidden" name="near">\(kept)
            <button type="submit" class="\(style)">\(content)</button>
            <span class="near-note" role="status"></span></form>
            """
    }
}
