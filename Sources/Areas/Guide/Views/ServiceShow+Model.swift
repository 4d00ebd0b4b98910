import Rules
import Web

/// What the page of one service says.
struct ServiceShow {
    let guide: GuideSnapshot
    let service: Service
    let site: Site
    let position: Int?
    let now: Instant

    init(_ service: Service, guide: GuideSnapshot, now: Instant) {
        self.guide = guide
        self.service = service
        self.now = now
        site = guide.site(of: service)
        position = guide.position(ofService: service.key)
    }

    var today: LocalDate { guide.hours.zone.date(now) }
    var confirmed: PartialDate? { service.confirmed ?? site.confirmed }
    var freshness: Freshness { Freshness(confirmed: confirmed, today: today, rhythm: guide.rhythm(of: service)) }
    var isContradicted: Bool { guide.isContradicted(service, now: now) }
    var organisation: Organisation? { guide.operatorOf(service) }
    var languages: [String] { service.languages.isEmpty ? site.languages : service.languages }
    var accessibility: [String] { ServiceJSON.union(service.accessibility, site.accessibility) }
    var amenities: [String] { ServiceJSON.union(service.amenities, site.amenities) }
    var phone: String? { service.phone ?? (site.protected ? nil : site.phone) }
    var website: String? { service.website ?? site.website }
    var exceptions: [DatedClosure] { (service.exceptions + site.closures).sorted { $0.from < $1.from } }
    var sources: [SourceNote] { service.sources.isEmpty ? site.sources : service.sources }
    var others: [Service] { guide.services(at: site).filter { $0.key != service.key } }
    var isPast: Bool { position == nil }
}
