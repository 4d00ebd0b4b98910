internal import Files
internal import Rules
internal import Synchronization
internal import Web

/// What other guides read of one version of the city, made when it is first asked for.
final class StandardsSnapshot: Sendable {
    /// HSDS records with their JSON, and what their filters look at.
    struct Directory: Sendable {
        let export: HSDSExport
        let services: [HSDSItem]
        let organizations: [HSDSItem]
        let places: [HSDSItem]
        private let serviceById: [String: Int]
        private let servicesByOrganization: [String: [Int]]
        private let locationsByOrganization: [String: [Int]]

        init(_ export: HSDSExport) {
            self.export = export
            let services = export.services.map { HSDSItem(service: $0, export) }
            self.services = services
            organizations = export.organizations.map { HSDSItem(organization: $0) }
            places = export.services.flatMap { service in
                service.records("service_at_locations").map { HSDSItem(place: $0, of: service, export) }
            }
            serviceById = Dictionary(
                services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
            servicesByOrganization = Dictionary(
                grouping: services.indices, by: { services[$0].organization ?? "" })
            locationsByOrganization = Dictionary(
                grouping: export.locations.indices, by: { export.locations[$0].words("organization_id") ?? "" })
        }

        func service(_ id: String?) -> StandardRecord? { id.flatMap { serviceById[$0] }.map { services[$0].record } }

        func services(of organization: String) -> [StandardRecord] {
            (servicesByOrganization[organization] ?? []).map { services[$0].record }
        }

        func locations(of organization: String) -> [StandardRecord] {
            (locationsByOrganization[organization] ?? []).map { export.locations[$0] }
        }
    }

    let city: StandardsCity
    private let directory = Mutex<Directory?>(nil)
    private let dataInclusion = Mutex<JSONText?>(nil)

    init(city: StandardsCity) {
        self.city = city
    }

    var hsds: Directory {
        directory.withLock { kept in
            if let kept { return kept }
            let fresh = Directory(HSDSExport(city: city))
            kept = fresh
            return fresh
        }
    }

    func dataInclusionDocument(origin: String) -> JSONText {
        dataInclusion.withLock { kept in
            if let kept { return kept }
            let fresh = JSONText(DataInclusionExport(city: city, origin: origin).document)
            kept = fresh
            return fresh
        }
    }
}

/// A record of the read API, with what its filters look at.
struct HSDSItem: Sendable {
    let record: StandardRecord
    let id: String
    /// Folded, for `search`.
    let words: String
    let terms: Set<String>
    let taxonomies: Set<String>
    let organization: String?
    let modified: String?
    let postcodes: Set<String>
    let points: [Coordinate]

    init(service: StandardRecord, _ export: HSDSExport) {
        let places = service.records("service_at_locations").compactMap { export.location($0.words("location_id")) }
        self.init(service, service: service, places: places)
    }

    init(organization: StandardRecord) { self.init(organization, service: [:], places: []) }

    init(place: StandardRecord, of service: StandardRecord, _ export: HSDSExport) {
        self.init(place, service: service, places: [export.location(place.words("location_id"))].compactMap { $0 })
    }

    private init(_ record: StandardRecord, service: StandardRecord, places: [StandardRecord]) {
        self.record = record
        id = record.words("id") ?? ""
        let texts = ["name", "alternate_name", "description"].flatMap { name in
            ([record, service] + places).compactMap { $0.words(name) }
        }
        words = NameFolding.folded(Set(texts).sorted().joined(separator: " "))
        let links = service.records("attributes").compactMap { $0["taxonomy_term"]?.object }
        terms = Set(links.compactMap { $0.words("id") })
        taxonomies = Set(links.compactMap { $0.words("taxonomy_id") })
        organization = service.words("organization_id")
        modified = service.words("last_modified")
        postcodes = Set(places.flatMap { $0.records("addresses").compactMap { $0.words("postal_code") } })
        points = places.compactMap { place in
            guard let latitude = place["latitude"]?.number, let longitude = place["longitude"]?.number else {
                return nil
            }
            return Coordinate(latitude: latitude, longitude: longitude)
        }
    }
}
