internal import Files
internal import Rules

/// Makes the records of HSDS one at a time. Whoever names a record names it as it goes out: so all are made known before the first is made.
struct HSDSMaking: Sendable {
    let records: HSDSRecords
    /// Identifiers of ours → those under which the records came in.
    private var renamed: [String: JSONValue] = [:]
    /// By the identifier as it goes out: one service of the source at several places is several of ours.
    private var firsts: [String: Int] = [:]
    private var followers: [Int: [Int]] = [:]
    private var leads: Set<Int> = []
    private let publisher: JSONValue?
    /// Of welcoming places, by key of place.
    private let labels: [String: PlaceLabel]
    /// A service names nobody: the publisher of the guide answers for it.
    private(set) var namesPublisher = false

    init(city: StandardsCity) {
        let territory = city.territory
        records = HSDSRecords(
            settings: territory.settings, taxonomy: territory.taxonomy, regions: territory.regions,
            label: city.territoryLabel)
        labels = city.labels
        publisher = records.publisher["id"]
    }

    // MARK: What there is

    mutating func know(_ organisation: Organisation, _ kept: KeptRecord?) {
        rename(records.names.id("organization", organisation.key), kept)
    }

    mutating func know(_ site: Site, _ kept: KeptRecord?) {
        if !Self.isMade(kept) { rename(records.names.id("location", site.key), StandardsCity.tellable(kept, at: site)) }
    }

    /// After all organisations and places.
    mutating func know(_ service: Service, at site: Site, _ kept: KeptRecord?, _ position: Int) {
        let kept = StandardsCity.tellable(kept, at: site)
        let id = Self.out("id", .string(records.names.id("service", service.key)), kept)?.string ?? ""
        if id.isEmpty { return }
        if let first = firsts[id] {
            followers[first, default: []].append(position)
            return
        }
        firsts[id] = position
        leads.insert(position)
        let organization = Self.out("organization_id", records.organizationID(service, at: site), kept)
        let named = organization?.string.flatMap { renamed[$0] } ?? organization
        if named == publisher { namesPublisher = true }
    }

    private mutating func rename(_ ours: String, _ kept: KeptRecord?) {
        let given = Self.out("id", .string(ours), kept)
        if given != .string(ours) { renamed[ours] = given }
    }

    private static func out(_ name: String, _ said: JSONValue?, _ kept: KeptRecord?) -> JSONValue? {
        guard let kept else { return said }
        return kept.restored(name, said)
    }

    /// A place that was only made so that a service without one can be shown.
    private static func isMade(_ kept: KeptRecord?) -> Bool { kept?.record.isEmpty ?? false }

    // MARK: The records

    func organization(_ organisation: Organisation, _ kept: KeptRecord?) -> StandardRecord {
        finished(records.organization(organisation), kept)
    }

    /// `nil`: it goes out inside a service alone.
    func location(_ site: Site, _ kept: KeptRecord?) -> StandardRecord? {
        if Self.isMade(kept) { return nil }
        return finished(records.location(site, label: labels[site.key]), StandardsCity.tellable(kept, at: site))
    }

    /// Positions of the services that go out as one with this one, itself first; `nil`: it goes out with an earlier one, or not at all.
    func members(of position: Int) -> [Int]? {
        leads.contains(position) ? [position] + (followers[position] ?? []) : nil
    }

    func service(_ service: Service, at site: Site, _ kept: KeptRecord?) -> StandardRecord {
        finished(records.service(service, at: site), StandardsCity.tellable(kept, at: site))
    }

    /// The first of them at the places of all.
    static func joined(_ services: [StandardRecord]) -> StandardRecord {
        guard var record = services.first else { return [:] }
        let places = services.flatMap { $0.records("service_at_locations") }
        if places.count > 1 {
            record.put(
                "service_at_locations", places.sorted { ($0.words("id") ?? "") < ($1.words("id") ?? "") })
        }
        return record
    }

    private func finished(_ record: StandardRecord, _ kept: KeptRecord?) -> StandardRecord {
        renaming(kept?.restored(record) ?? record)
    }

    private func renaming(_ record: StandardRecord) -> StandardRecord {
        var record = record
        for field in ["organization_id", "parent_organization_id", "location_id"] {
            if let new = record.words(field).flatMap({ renamed[$0] }) { record[field] = new }
        }
        if record["service_at_locations"] != nil {
            record.put("service_at_locations", record.records("service_at_locations").map { renaming($0) })
        }
        return record
    }
}
