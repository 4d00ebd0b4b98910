internal import Files
internal import Rules
internal import Store

/// Writes the places of an open-data source: recognises those of the last import, and gives the new ones their keys.
struct OpenDataImport {
    let source: String
    /// Metres within which a place of the same name is the same; `nil` when the source has keys.
    let reach: Double?
    let attach: Double?

    private struct StoredSite {
        let key: String
        let source: String
        let name: String
        let point: Coordinate
        let isRetired: Bool
        /// Neither closed nor hidden from the public: services of other sources may be offered there.
        let isWelcoming: Bool
    }

    func write(_ places: [IncomingPlace], _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        let stored = try storedSites(connection)
        let keys = try siteKeys(places, stored, guests: try storedGuests(connection, stored))
        let hosts = Hosts(
            stored.filter { $0.source != source && !$0.isRetired && $0.isWelcoming }.map {
                ($0.key, $0.name, $0.point)
            }, reach: attach)
        var sites: [IncomingRecord<Site>] = []
        var services: [IncomingRecord<Service>] = []
        for (place, key) in zip(places, keys) {
            let host = place.site.point.flatMap { hosts.host(name: Self.comparedName(place.site), point: $0) }
            if host == nil {
                var site = place.site
                site.key = key
                sites.append(IncomingRecord(value: site, sourceKey: place.sourceKey))
            }
            for (service, suffix) in zip(place.services, place.suffixes) {
                var service = service
                service.site = host ?? key
                service.key = suffix.isEmpty ? key : "\(key.prefix(79 - suffix.count))-\(suffix)"
                services.append(IncomingRecord(value: service, sourceKey: place.sourceKey))
            }
        }
        return try GuideImport.write(sites: sites, services: services, source: source, connection, now: now)
    }

    /// The key of each place: the one that it had, or a new one.
    private func siteKeys(_ places: [IncomingPlace], _ stored: [StoredSite], guests: [StoredSite]) throws -> [String] {
        let own = stored.filter { $0.source == source } + guests
        guard let reach else {
            return try keysOfSource(places)
        }
        let matching = PlaceMatching(
            known: own.map { .init(key: $0.key, name: $0.name, point: $0.point, isRetired: $0.isRetired) }, reach: reach
        )
        let compared = places.map {
            (Self.comparedName($0.site), $0.site.point ?? Coordinate(latitude: 0, longitude: 0))
        }
        var taken = Set((stored + guests).map(\.key))
        return zip(places, matching.keys(for: compared)).map { place, key in
            if let key { return key }
            let words = place.site.address ?? Self.comparedName(place.site)
            let new = SourceKeys.free(SourceKeys.key(source, words), taken: taken)
            taken.insert(new)
            return new
        }
    }

    /// Two keys of the source that differ only by signs would give one public address: told, not mixed up.
    private func keysOfSource(_ places: [IncomingPlace]) throws -> [String] {
        var owners: [String: String] = [:]
        return try places.map { place in
            let sourceKey = place.sourceKey ?? ""
            let key = SourceKeys.key(source, sourceKey)
            if let other = owners.updateValue(sourceKey, forKey: key) {
                let what = "the keys «\(other)» and «\(sourceKey)» give the same public address \(key)"
                throw FileFaults([Fault(file: source, line: 0, what: what, mend: "choose another field for «identity»")]
                )
            }
            return key
        }
    }

    /// Places of this source that a site of another source took in: known by their service's key, at the host's point.
    private func storedGuests(_ connection: Connection, _ stored: [StoredSite]) throws -> [StoredSite] {
        let hosts = Dictionary(stored.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = try connection.rows("SELECT key, site, retired_at FROM service WHERE source = \(source)")
        return try rows.compactMap { row in
            guard let host = hosts[try row.get("site")], host.source != source else { return nil }
            return StoredSite(
                key: try row.get("key"), source: source, name: host.name, point: host.point,
                isRetired: try row.optional("retired_at", as: Int64.self) != nil, isWelcoming: false)
        }
    }

    private func storedSites(_ connection: Connection) throws -> [StoredSite] {
        var sites: [StoredSite] = []
        try connection.each("SELECT key, source, facts, retired_at FROM site WHERE latitude IS NOT NULL") { row in
            let key: String = try row.get("key")
            let site: Site = try Facts.value(row.get("facts"), table: "site", key: key, blank: GuideQueries.blankSite)
            guard let point = site.point else { return }
            sites.append(
                StoredSite(
                    key: key, source: try row.get("source"), name: Self.comparedName(site), point: point,
                    isRetired: try row.optional("retired_at", as: Int64.self) != nil,
                    isWelcoming: !site.protected && site.status != .closed && site.status != .moved))
        }
        return sites
    }

    private static func comparedName(_ site: Site) -> String {
        let language = site.name.isProperName ? LocalisedText.anyLanguage : site.name.languages.first
        return NameFolding.folded(language.flatMap { site.name[$0] } ?? "")
    }
}

/// Sites of other sources that can take a service in: one library, not two, when it also gives Wi-Fi.
private struct Hosts {
    private let byName: [String: [(key: String, point: Coordinate)]]
    private let reach: Double?

    init(_ sites: [(key: String, name: String, point: Coordinate)], reach: Double?) {
        self.reach = reach
        self.byName = Dictionary(grouping: sites, by: \.name).mapValues { $0.map { ($0.key, $0.point) } }
    }

    func host(name: String, point: Coordinate) -> String? {
        guard let reach else { return nil }
        return (byName[name] ?? []).map { (key: $0.key, distance: $0.point.distance(to: point)) }
            .filter { $0.distance <= reach }
            .min { ($0.distance, $0.key) < ($1.distance, $1.key) }?.key
    }
}
