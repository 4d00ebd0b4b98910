internal import Files
internal import Rules
internal import Store

/// The city as data.inclusion, version 1: structures (places, and organisations without one) and services.
struct DataInclusionExport: Sendable {
    let city: StandardsCity
    /// Origin of the public site, for `lien_source`; empty: none is written.
    let origin: String
    private let records: DataInclusionRecords

    init(city: StandardsCity, origin: String = "") {
        self.city = city
        self.origin = origin
        records = DataInclusionRecords(settings: city.territory.settings, taxonomy: city.territory.taxonomy)
    }

    var structures: [StandardRecord] {
        let placed = placed
        return city.sites.compactMap { structure($0, city.kept(.site, $0.key, in: .dataInclusion)) }
            + city.organisations.compactMap {
                structure($0, city.kept(.organisation, $0.key, in: .dataInclusion), placed)
            }
    }

    var services: [StandardRecord] {
        city.services.compactMap { service($0, city.kept(.service, $0.key, in: .dataInclusion)) }
    }

    /// Keys of organisations that have a place.
    private var placed: Set<String> { Set(city.sites.compactMap(\.operatedBy)) }

    /// `nil` for a place that a service of another guide named, and no structure of it.
    private func structure(_ site: Site, _ kept: KeptRecord?) -> StandardRecord? {
        if let kept, kept.record.isEmpty { return nil }
        return finished(records.structure(site), StandardsCity.tellable(kept, at: site), "places", site.key)
    }

    /// An organisation that has a place is known by its place, unless it came in as a structure itself.
    private func structure(_ organisation: Organisation, _ kept: KeptRecord?, _ placed: Set<String>) -> StandardRecord?
    {
        if kept == nil, placed.contains(organisation.key) { return nil }
        return finished(records.structure(organisation), kept, "organisations", organisation.key)
    }

    private func service(_ service: Service, _ kept: KeptRecord?) -> StandardRecord? {
        guard let site = city.siteByKey[service.site] else { return nil }
        let kept = StandardsCity.tellable(kept, at: site)
        return finished(records.service(service, at: site), kept, "services", service.key)
    }

    private func finished(_ record: StandardRecord, _ kept: KeptRecord?, _ path: String, _ key: String)
        -> StandardRecord
    {
        var record = kept?.restored(record) ?? record
        if record["lien_source"] == nil, !origin.isEmpty {
            record.put("lien_source", "\(origin)/\(city.territory.settings.languages.preferred)/\(path)/\(key)")
        }
        return record
    }

    /// The same document, record by record; what is kept of each is read from the store when its turn comes.
    func streamed(_ connection: Connection) -> StandardDocument {
        StandardDocument(lists: [
            StandardDocument.List("services") { put in
                try KeptRecords.each(city.services, .service, in: .dataInclusion, connection, key: \.key) {
                    if let record = service($1, $2) { try put(record) }
                }
            },
            StandardDocument.List("structures") { put in
                try KeptRecords.each(city.sites, .site, in: .dataInclusion, connection, key: \.key) {
                    if let record = structure($1, $2) { try put(record) }
                }
                let placed = placed
                try KeptRecords.each(city.organisations, .organisation, in: .dataInclusion, connection, key: \.key) {
                    if let record = structure($1, $2, placed) { try put(record) }
                }
            },
        ])
    }

    /// `{"structures": […], "services": […]}`
    var document: JSONValue {
        .object([
            "structures": .array(structures.map { .object($0) }), "services": .array(services.map { .object($0) }),
        ])
    }
}
