internal import Files
internal import Rules
internal import Store

/// The city as other guides may read it: published facts, without what protected places must not tell.
struct StandardsCity: Sendable {
    let territory: TerritoryContent
    let organisations: [Organisation]
    /// In the order of their keys.
    let sites: [Site]
    let services: [Service]
    let siteByKey: [String: Site]
    let organisationByKey: [String: Organisation]
    private let kept: [StandardFormat: KeptRecords.ByName]

    /// - Parameter kept: empty where it is read beside each record.
    init(_ content: CityContent, kept: [StandardFormat: KeptRecords.ByName] = [:]) {
        territory = content.territory
        organisations = content.organisations
        sites = content.guide.sites.map(\.withoutSecrets)
        services = content.guide.services
        siteByKey = Dictionary(sites.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        organisationByKey = Dictionary(organisations.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.kept = kept
    }

    static func load(_ connection: Connection) throws -> StandardsCity {
        StandardsCity(try City.load(connection), kept: try KeptRecords.load(connection))
    }

    /// What the record said when it came in. A place that has become protected keeps its name in the other guide and nothing else:
    /// whatever its source said of where it is must not go out again.
    func kept(_ kind: KeptRecord.Kind, _ key: String, at site: Site? = nil, in format: StandardFormat) -> KeptRecord? {
        Self.tellable(kept[format]?[KeptRecord.Name(kind: kind, key: key)], at: site)
    }

    static func tellable(_ kept: KeptRecord?, at site: Site?) -> KeptRecord? {
        guard var kept, site?.protected == true else { return kept }
        kept.fields = kept.fields.filter { identities.contains($0.key) }
        return kept
    }

    private static let identities: Set<String> = ["id", "source", "structure_id", "organization_id"]
}

extension Site {
    /// Whether one can go there. Of a protected place one knows that it exists, not where.
    var isSomewhere: Bool {
        protected || address != nil || point != nil || district != nil || postcode != nil || kind == "mobile-unit"
    }

    /// The point, where it is the place's own and not only somewhere in the district.
    var tellablePoint: Coordinate? { precision == .district ? nil : point }
}
