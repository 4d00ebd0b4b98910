import Web

/// "Near me": a button that a module wakes up where the phone can say where it is; the choice of a district works without.
struct NearMe {
    let visit: Visit
    /// What is looked for near here; nothing: everything.
    var query = GuideQuery()

    var form: HTML {
        let kept = query.items(without: ["near", "sort", "radius", "cursor"]).map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
        }
        return """
            <form class="near" id="near" action="\(visit.url(.search))" method="get" hidden \
            data-wait="\(visit.say("near.wait"))" data-refused="\(visit.say("near.refused"))">
            \(kept)<input type="hidden" name="near"><input type="hidden" name="sort" value="distance">
            <button type="submit" class="button button-quiet">\(visit.pictogram("near", class: "sign"))\(visit.say("near.button"))</button>
            <span class="near-note" role="status"></span></form>
            \(query.items().isEmpty ? "<p class=\"near-district\">\(visit.link(.districts, HTML(visit.say("near.districts"))))</p>" : HTML())
            """
    }
}
