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
    /// The label of welcoming places; `nil`: this city has none.
    let territoryLabel: LabelScheme?
    /// Of welcoming places, by key of place.
    let labels: [String: PlaceLabel]
    private let kept: [StandardFormat: KeptRecords.ByName]

    /// - Parameters:
    ///   - kept: empty where it is read beside each record.
    ///   - today: on which labels must count; `nil`: none is said.
    init(_ content: CityContent, kept: [StandardFormat: KeptRecords.ByName] = [:], today: LocalDate? = nil) {
        territory = content.territory
        organisations = content.organisations
        sites = content.guide.sites.map(\.withoutSecrets)
        services = content.guide.services
        territoryLabel = content.guide.labels.scheme
        labels = today.map { content.guide.labels(on: $0) } ?? [:]
        siteByKey = Dictionary(sites.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        organisationByKey = Dictionary(organisations.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.kept = kept
    }

    /// - Parameter now: milliseconds since 1970, UTC: when labels must count.
    static func load(_ connection: Connection, now: Int64? = nil) throws -> StandardsCity {
        let content = try City.load(connection)
        return StandardsCity(content, kept: try KeptRecords.load(connection), today: content.day(at: now))
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
