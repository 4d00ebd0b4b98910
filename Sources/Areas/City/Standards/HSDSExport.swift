internal import Files
internal import Rules

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
        let territory = city.territory
        let records = HSDSRecords(
            settings: territory.settings, taxonomy: territory.taxonomy, regions: territory.regions,
            label: city.territoryLabel)
        // Identifiers of ours → those under which the records came in: whoever names a record names it as it goes out.
        var renamed: [String: JSONValue] = [:]
        func restored(_ said: StandardRecord, _ kept: KeptRecord?) -> StandardRecord {
            let record = kept?.restored(said) ?? said
            if let ours = said.words("id"), record["id"] != said["id"] { renamed[ours] = record["id"] }
            return record
        }
        var organizations = city.organisations.map { organisation in
            restored(records.organization(organisation), city.kept(.organisation, organisation.key, in: .hsds))
        }
        var locations = city.sites.compactMap { site -> StandardRecord? in
            let kept = city.kept(.site, site.key, at: site, in: .hsds)
            // A place that was only made so that a service without one can be shown.
            if let kept, kept.record.isEmpty { return nil }
            return restored(records.location(site, label: city.labels[site.key]), kept)
        }
        organizations = organizations.map { Self.renaming($0, renamed) }
        locations = locations.map { Self.renaming($0, renamed) }
        var services: [StandardRecord] = []
        var known: [String: Int] = [:]
        for service in city.services {
            guard let site = city.siteByKey[service.site] else { continue }
            let said = records.service(service, at: site)
            let record = Self.renaming(
                city.kept(.service, service.key, at: site, in: .hsds)?.restored(said) ?? said, renamed)
            guard let id = record.words("id") else { continue }
            if let first = known[id] {
                // One service of the source at several places is several of ours.
                services[first].put(
                    "service_at_locations",
                    services[first].records("service_at_locations") + record.records("service_at_locations"))
            } else {
                known[id] = services.count
                services.append(record)
            }
        }
        for index in services.indices where services[index].records("service_at_locations").count > 1 {
            services[index].put(
                "service_at_locations",
                services[index].records("service_at_locations").sorted {
                    ($0.words("id") ?? "") < ($1.words("id") ?? "")
                })
        }
        if services.contains(where: { $0["organization_id"] == records.publisher["id"] }) {
            organizations.append(records.publisher)
        }
        self.organizations = organizations
        self.locations = locations
        self.services = services
        taxonomies = records.terms.taxonomies
        terms = records.terms.all
        organizationById = Self.positions(organizations)
        locationById = Self.positions(locations)
    }

    private static func renaming(_ record: StandardRecord, _ names: [String: JSONValue]) -> StandardRecord {
        var record = record
        for field in ["organization_id", "parent_organization_id", "location_id"] {
            if let new = record.words(field).flatMap({ names[$0] }) { record[field] = new }
        }
        if record["service_at_locations"] != nil {
            record.put("service_at_locations", record.records("service_at_locations").map { renaming($0, names) })
        }
        return record
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

    /// `{"organizations": […], "locations": […], "services": […], …}`: each record once.
    var document: JSONValue {
        func list(_ records: [StandardRecord]) -> JSONValue { .array(records.map { .object($0) }) }
        return .object([
            "organizations": list(organizations), "locations": list(locations), "services": list(services),
            "taxonomies": list(taxonomies), "taxonomy_terms": list(terms),
        ])
    }
}
