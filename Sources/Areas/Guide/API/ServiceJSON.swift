import Rules
import Search
import Web

/// A service as the API says it: what never changes while the snapshot lives, and what depends on now and on the question.
struct ServiceJSON {
    let item: ItemJSON
    private var guide: GuideSnapshot { item.guide }

    /// Members that depend on nothing but the language.
    func fixed(_ service: Service) -> JSONText {
        let site = guide.site(of: service)
        let confirmed = service.confirmed ?? site.confirmed
        let station = guide.station(near: site)
        var members: [(String, JSONText?)] = [
            ("id", JSONText(service.key)), ("url", item.words.address(.service(service.key))),
        ]
        members += item.words.text("name", service.name)
        members += item.words.text("description", service.description)
        members += [
            ("needs", JSONText(service.needs)),
            ("site", SiteJSON(item: item).reference(site)),
            ("organisation", item.organisationReference(guide.operatorOf(service))),
            ("status", JSONText(status(service, site))),
            ("began", item.words.date(service.began)), ("ended", item.words.date(service.ended)),
            ("hours", item.words.string(service.hours)),
            ("exceptions", item.closures(service.exceptions + site.closures)),
            ("publics", item.words.strings(service.publics)),
            (
                "ages",
                service.ages.map {
                    JSONText(members: [("from", $0.from.map { JSONText($0) }), ("to", $0.to.map { JSONText($0) })])
                }
            ),
            ("statuses", item.words.strings(service.statuses)),
            ("languages", item.words.strings(service.languages.isEmpty ? site.languages : service.languages)),
            ("cost", item.words.string(service.cost)),
        ]
        members += item.words.text("price", service.price)
        members += [("conditions", item.words.strings(service.conditions))]
        members += item.words.text("bring", service.bring)
        members += [
            ("accessibility", item.words.strings(Self.union(service.accessibility, site.accessibility))),
            ("amenities", item.words.strings(Self.union(service.amenities, site.amenities))),
            ("phone", item.words.string(service.phone ?? (site.protected ? nil : site.phone))),
            ("website", item.words.string(service.website ?? site.website)),
            ("capacity", item.words.figures(service.capacity)), ("figures", item.words.figures(service.figures)),
            (
                "station",
                station.map {
                    JSONText(members: [
                        ("name", JSONText($0.station.name)), ("lines", JSONText($0.station.lines)),
                        ("metres", JSONText(Int($0.metres.rounded()))),
                    ])
                }
            ),
            ("confirmed", item.words.date(confirmed)),
            ("origin", item.words.string(guide.origin(.service, service.key))),
            ("sources", item.words.sources(service.sources.isEmpty ? site.sources : service.sources)),
        ]
        return JSONText(members: members)
    }

    /// The fixed members, then those of this moment and this question.
    func hit(_ hit: SearchHit, now: Instant) -> JSONText {
        let position = Int(hit.id)
        let fixed = guide.items.item("service", item.language, position) { self.fixed(guide.services[position]) }
        return join(
            fixed,
            [("open", open(position, hit.openState)), ("distance", hit.distance.map { JSONText(Int($0.rounded())) })])
    }

    func whole(_ service: Service, now: Instant) -> JSONText {
        guard let position = guide.position(ofService: service.key) else {
            return join(fixed(service), [("open", JSONText(members: [("state", "closed")]))])
        }
        let state = guide.hours.openState(position, now: now)
        return join(fixed(service), [("open", open(position, state))])
    }

    private func join(_ fixed: JSONText, _ moving: [(String, JSONText?)]) -> JSONText {
        let tail = JSONText(members: moving)
        return JSONText(
            bytes: [UInt8(ascii: "{")] + fixed.openMembers + (tail.openMembers.isEmpty ? [] : [UInt8(ascii: ",")])
                + tail.openMembers + [UInt8(ascii: "}")])
    }

    private func open(_ position: Int, _ state: OpenState) -> JSONText {
        func member(_ state: String, _ name: String? = nil, _ minute: Minute? = nil) -> JSONText {
            JSONText(members: [
                ("state", JSONText(state)), (name ?? "at", minute.map { JSONText(Instant(minute: $0).rfc3339) }),
            ])
        }
        return switch state {
        case .open(let until): member("open", "until", until)
        case .closingSoon(let at): member("closingSoon", "until", at)
        case .opens(let at): member("closed", "opens", at)
        case .closed: member("closed")
        case .unknown: member("unknown")
        }
    }

    private func status(_ service: Service, _ site: Site) -> String {
        if let status = service.status { return status.rawValue }
        switch site.status {
        case .open: return "open"
        case .closed, .moved: return "closed"
        case .planned: return "planned"
        case .unknown: return "unknown"
        }
    }

    static func union(_ own: [String], _ inherited: [String]) -> [String] {
        own + inherited.filter { !own.contains($0) }
    }
}
