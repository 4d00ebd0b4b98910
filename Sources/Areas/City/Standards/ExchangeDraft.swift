internal import Files
internal import Rules
internal import Store

/// A record of a standard in our own words, ready to be written.
struct ExchangeDraft: Sendable {
    enum Item: Sendable {
        case organisation(Organisation)
        case site(Site)
        case service(Service)
    }

    var item: Item
    /// The standard's identifier; empty for a place that was made of a service.
    var record: String
    var fields: [String: KeptRecord.Field]

    var name: KeptRecord.Name {
        switch item {
        case .organisation(let organisation): KeptRecord.Name(kind: .organisation, key: organisation.key)
        case .site(let site): KeptRecord.Name(kind: .site, key: site.key)
        case .service(let service): KeptRecord.Name(kind: .service, key: service.key)
        }
    }
}

/// Some records of a file, and what of them is not taken.
struct ExchangeBatch: Sendable {
    var drafts: [ExchangeDraft] = []
    var rejections: [Rejection] = []
    /// Left out on purpose, by reason.
    var leftOut: [String: Int] = [:]
    /// Records of the file that were read, good or not.
    var count = 0
}

/// What a file of a source may have all of.
enum ExchangePart: Sendable, Hashable {
    case organisations, places
    /// Places that were made of what services say.
    case madePlaces
    case services
}

/// A file that is read in batches.
protocol ExchangeReader: Sendable {
    /// What the file has all of, when it was read to its end: what the source had before and the file lacks is retired.
    var complete: Set<ExchangePart> { get }
    /// - Throws: `Fault` when the file can be read no further.
    mutating func next(_ size: Int) throws -> ExchangeBatch?
}

/// Keys of what comes from a source, and what the city knows of places.
struct ExchangePlace: Sendable {
    let source: String
    let territory: TerritoryContent

    /// Public key of a record: the source's own name where it is short enough, else one drawn from it.
    func key(_ record: String) -> String {
        let name = record.hasPrefix("\(source)--") ? String(record.dropFirst(source.utf8.count + 2)) : record
        let key = SourceKeys.key(source, name)
        if key.utf8.count < 80, NameFolding.slug(name).utf8.count > 0 { return key }
        return SourceKeys.key(String(source.prefix(40)), UUIDv5(record, in: .addresses).description)
    }

    /// Why a place is not of this city; `nil` when it is, or nobody can tell.
    func strange(point: Coordinate?, postcode: String?) -> String? {
        if let point { return territory.settings.bounds.contains(point) ? nil : "lies outside the city's bounds" }
        guard let postcode else { return nil }
        let known =
            territory.districts.flatMap(\.postcodes).map { String($0.prefix(2)) } + territory.regions.map(\.code)
        return known.isEmpty || known.contains { postcode.hasPrefix($0) } ? nil : "is a postal code of another region"
    }

    /// Outside the city as it is given, inside it once latitude and longitude change places.
    func isTurnedRound(_ point: Coordinate) -> Bool {
        let bounds = territory.settings.bounds
        return !bounds.contains(point)
            && bounds.contains(Coordinate(latitude: point.longitude, longitude: point.latitude))
    }

    func kind(_ preferred: String?, in list: Taxonomy.List) -> String {
        let terms = territory.taxonomy[list]
        return preferred ?? terms.first { $0.key == "other" }?.key ?? terms.first?.key ?? "other"
    }

    /// As the house writes telephone numbers: `+33 1 43 44 55 00`.
    func phone(_ number: String?) -> String? {
        number.map { DiallingPlan.dialled($0, country: territory.settings.country) ?? $0 }
    }
}
