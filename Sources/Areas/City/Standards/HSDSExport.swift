internal import Files
internal import Rules
internal import Store

/// The city as HSDS 3. Organizations, locations and services name each other by identifier; `full` puts them into each other.
struct HSDSExport: Sendable {
    let organizations: [StandardRecord]
    let locations: [StandardRecord]
    let services: [StandardRecord]
    let taxonomies: [StandardRecord]
    let terms: [StandardRecord]
    private let organizationById: [String: Int]
    private let locationById: [String: Int]

    init(city: StandardsCity) {
        var making = HSDSMaking(city: city)
        for organisation in city.organisations {
            making.know(organisation, city.kept(.organisation, organisation.key, in: .hsds))
        }
        for site in city.sites { making.know(site, city.kept(.site, site.key, in: .hsds)) }
        for (position, service) in city.services.enumerated() {
            guard let site = city.siteByKey[service.site] else { continue }
            making.know(service, at: site, city.kept(.service, service.key, in: .hsds), position)
        }
        var organizations = city.organisations.map {
            making.organization($0, city.kept(.organisation, $0.key, in: .hsds))
        }
        if making.namesPublisher { organizations.append(making.records.publisher) }
        let locations = city.sites.compactMap { making.location($0, city.kept(.site, $0.key, in: .hsds)) }
        let services = city.services.indices.compactMap { position -> StandardRecord? in
            making.members(of: position).map { members in
                HSDSMaking.joined(
                    members.compactMap { member in
                        let service = city.services[member]
                        let kept = city.kept(.service, service.key, in: .hsds)
                        return city.siteByKey[service.site].map { making.service(service, at: $0, kept) }
                    })
            }
        }
        self.organizations = organizations
        self.locations = locations
        self.services = services
        taxonomies = making.records.terms.taxonomies
        terms = making.records.terms.all
        organizationById = Self.positions(organizations)
        locationById = Self.positions(locations)
    }

    private static func positions(_ records: [StandardRecord]) -> [String: Int] {
        Dictionary(
            records.enumerated().map { ($1.words("id") ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    func organization(_ id: String?) -> StandardRecord? {
        id.flatMap { organizationById[$0] }.map { organizations[$0] }
    }

    func location(_ id: String?) -> StandardRecord? { id.flatMap { locationById[$0] }.map { locations[$0] } }

    /// A service with its organization and its places inside.
    func full(_ service: StandardRecord) -> StandardRecord {
        var record = service
        record["organization"] = organization(service.words("organization_id")).map { .object($0) }
        record.put("service_at_locations", service.records("service_at_locations").map { withLocation($0) })
        return record
    }

    func withLocation(_ place: StandardRecord) -> StandardRecord {
        var place = place
        place["location"] = location(place.words("location_id")).map { .object($0) }
        return place
    }

    /// The same as `document` without the whole of it in memory: each record is made when its turn comes, and what is kept of it is
    /// read from the store.
    static func streamed(_ city: StandardsCity, _ connection: Connection) throws -> StandardDocument {
        var making = HSDSMaking(city: city)
        try KeptRecords.each(city.organisations, .organisation, in: .hsds, connection, key: \.key) {
            making.know($1, $2)
        }
        try KeptRecords.each(city.sites, .site, in: .hsds, connection, key: \.key) { making.know($1, $2) }
        try KeptRecords.each(city.services, .service, in: .hsds, connection, key: \.key) { position, service, kept in
            if let site = city.siteByKey[service.site] { making.know(service, at: site, kept, position) }
        }
        let known = making
        return StandardDocument(lists: [
            StandardDocument.List("organizations") { put in
                try KeptRecords.each(city.organisations, .organisation, in: .hsds, connection, key: \.key) {
                    try put(known.organization($1, $2))
                }
                if known.namesPublisher { try put(known.records.publisher) }
            },
            StandardDocument.List("locations") { put in
                try KeptRecords.each(city.sites, .site, in: .hsds, connection, key: \.key) {
                    if let record = known.location($1, $2) { try put(record) }
                }
            },
            StandardDocument.List("services") { put in
                try KeptRecords.each(city.services, .service, in: .hsds, connection, key: \.key) {
                    guard let members = known.members(of: $0), let site = city.siteByKey[$1.site] else { return }
                    let others = members.dropFirst().map { city.services[$0] }
                    let kept = try KeptRecords.load(connection, .service, others.map(\.key), in: .hsds)
                    let places = others.compactMap { other in
                        city.siteByKey[other.site].map { known.service(other, at: $0, kept[other.key]) }
                    }
                    try put(HSDSMaking.joined([known.service($1, at: site, $2)] + places))
                }
            },
            StandardDocument.List("taxonomies") { put in
                for record in known.records.terms.taxonomies { try put(record) }
            },
            StandardDocument.List("taxonomy_terms") { put in for record in known.records.terms.all { try put(record) }
            },
        ])
    }

    /// `{"organizations": […], "locations": […], "services": […], …}`: each record once.
    var document: JSONValue {
        func list(_ records: [StandardRecord]) -> JSONValue { .array(records.map { .object($0) }) }
        return .object([
            "organizations": list(organizations), "locations": list(locations), "services": list(services),
            "taxonomies": list(taxonomies), "taxonomy_terms": list(terms),
        ])
    }
}
