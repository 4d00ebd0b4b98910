internal import Files
internal import Rules

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
        let placed = Set(city.sites.compactMap(\.operatedBy))
        let places = city.sites.compactMap { structure($0) }
        // An organisation that has a place is known by its place, unless it came in as a structure itself.
        let others = city.organisations.filter { organisation in
            !placed.contains(organisation.key)
                || city.kept(.organisation, organisation.key, in: .dataInclusion) != nil
        }.map { organisation in
            finished(records.structure(organisation), .organisation, organisation.key, at: nil, "organisations")
        }
        return places + others
    }

    var services: [StandardRecord] { city.services.compactMap { service($0) } }

    /// `nil` for a place that a service of another guide named, and no structure of it.
    private func structure(_ site: Site) -> StandardRecord? {
        if let kept = city.kept(.site, site.key, in: .dataInclusion), kept.record.isEmpty { return nil }
        return finished(records.structure(site), .site, site.key, at: site, "places")
    }

    private func service(_ service: Service) -> StandardRecord? {
        guard let site = city.siteByKey[service.site] else { return nil }
        return finished(records.service(service, at: site), .service, service.key, at: site, "services")
    }

    private func finished(
        _ record: StandardRecord, _ kind: KeptRecord.Kind, _ key: String, at site: Site?, _ path: String
    ) -> StandardRecord {
        var record = city.kept(kind, key, at: site, in: .dataInclusion)?.restored(record) ?? record
        if record["lien_source"] == nil, !origin.isEmpty {
            record.put("lien_source", "\(origin)/\(city.territory.settings.languages.preferred)/\(path)/\(key)")
        }
        return record
    }

    /// `{"structures": […], "services": […]}`
    var document: JSONValue {
        .object([
            "structures": .array(structures.map { .object($0) }), "services": .array(services.map { .object($0) }),
        ])
    }
}
