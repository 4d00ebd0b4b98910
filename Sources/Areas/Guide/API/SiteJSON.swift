import Rules
import Web

/// A place as the API says it. A protected place has no address, no point, no telephone: they are not in the answer at all.
struct SiteJSON {
    let item: ItemJSON

    func reference(_ site: Site) -> JSONText {
        JSONText(members: [("id", JSONText(site.key))] + item.words.text("name", site.name) + place(site))
    }

    func whole(_ site: Site) -> JSONText {
        let guide = item.guide
        var members: [(String, JSONText?)] = [
            ("id", JSONText(site.key)), ("url", item.words.address(.place(site.key))),
        ]
        members += item.words.text("name", site.name)
        members += [("aliases", item.words.strings(site.aliases)), ("status", JSONText(site.status.rawValue))]
        members += place(site)
        members += item.words.text("description", site.description)
        members += [
            ("operator", item.organisationReference(guide.organisation(site.operatedBy))),
            ("owner", item.organisationReference(guide.organisation(site.owner))),
            ("partners", item.words.strings(site.partners)),
            ("opened", item.words.date(site.opened)), ("closed", item.words.date(site.closed)),
            ("movedTo", item.words.string(site.movedTo)),
            ("phone", site.protected ? nil : item.words.string(site.phone)),
            ("website", item.words.string(site.website)),
            ("languages", item.words.strings(site.languages)),
            ("accessibility", item.words.strings(site.accessibility)),
            ("amenities", item.words.strings(site.amenities)),
            ("capacity", item.words.figures(site.capacity)), ("figures", item.words.figures(site.figures)),
            ("closures", item.closures(site.closures)),
            ("services", JSONText(guide.services(at: site).map(\.key))),
            ("confirmed", item.words.date(site.confirmed)),
            ("origin", item.words.string(guide.origin(.site, site.key))),
            ("sources", item.words.sources(site.sources)),
        ]
        return JSONText(members: members)
    }

    private func place(_ site: Site) -> [(String, JSONText?)] {
        guard !site.protected else { return [("kind", JSONText(site.kind)), ("protected", JSONText(true))] }
        return [
            ("kind", JSONText(site.kind)), ("address", item.words.string(site.address)),
            ("postcode", item.words.string(site.postcode)),
            ("city", item.words.string(site.city)), ("district", item.words.string(site.district)),
            ("point", item.point(site.point)),
            ("precision", item.words.string(site.precision?.rawValue)),
            ("label", LabelJSON(guide: item.guide).label(of: site)),
        ]
    }
}
