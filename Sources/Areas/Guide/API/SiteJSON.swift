import Rules
import Web

/// A place as the API says it. A protected place has no address, no point, no telephone: they are not in the answer at all.
struct SiteJSON {
    let item: ItemJSON

    func reference(_ site: Site) -> JSONText {
        JSONText(members: [("id", JSONText(site.key))] + item.text("name", site.name) + place(site))
    }

    func whole(_ site: Site) -> JSONText {
        let guide = item.guide
        var members: [(String, JSONText?)] = [("id", JSONText(site.key)), ("url", item.address(.place(site.key)))]
        members += item.text("name", site.name)
        members += [("aliases", item.strings(site.aliases)), ("status", JSONText(site.status.rawValue))]
        members += place(site)
        members += item.text("description", site.description)
        members += [
            ("operator", item.organisationReference(guide.organisation(site.operatedBy))),
            ("owner", item.organisationReference(guide.organisation(site.owner))),
            ("partners", item.strings(site.partners)),
            ("opened", item.date(site.opened)), ("closed", item.date(site.closed)), ("movedTo", item.string(site.movedTo)),
            ("phone", site.protected ? nil : item.string(site.phone)), ("website", item.string(site.website)),
            ("languages", item.strings(site.languages)), ("accessibility", item.strings(site.accessibility)),
            ("amenities", item.strings(site.amenities)),
            ("capacity", item.figures(site.capacity)), ("figures", item.figures(site.figures)),
            ("closures", item.closures(site.closures)),
            ("services", JSONText(guide.services(at: site).map(\.key))),
            ("confirmed", item.date(site.confirmed)), ("origin", item.string(guide.origin(.site, site.key))),
            ("sources", item.sources(site.sources)),
        ]
        return JSONText(members: members)
    }

    private func place(_ site: Site) -> [(String, JSONText?)] {
        guard !site.protected else { return [("kind", JSONText(site.kind)), ("protected", JSONText(true))] }
        return [
            ("kind", JSONText(site.kind)), ("address", item.string(site.address)), ("postcode", item.string(site.postcode)),
            ("city", item.string(site.city)), ("district", item.string(site.district)), ("point", item.point(site.point)),
            ("precision", item.string(site.precision?.rawValue)),
        ]
    }
}
