import Web

/// "Near me": a button that a module wakes up where the phone can say where it is; the choice of a district works without.
struct NearMe {
    let visit: Visit

    var form: HTML {
        """
        <form class="near" id="near" action="\(visit.url(.search))" method="get" hidden \
        data-wait="\(visit.say("near.wait"))" data-refused="\(visit.say("near.refused"))">
        <input type="hidden" name="near"><input type="hidden" name="sort" value="distance">
        <button type="submit" class="button button-quiet">\(visit.pictogram("near", class: "sign"))\(visit.say("near.button"))</button>
        <span class="near-note" role="status"></span></form>
        <p class="near-district">\(visit.link(.districts, HTML(visit.say("near.districts"))))</p>
        """
    }
}
