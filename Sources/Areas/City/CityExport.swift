internal import Files
internal import Rules
public import Store

extension City {
    /// Everything that is published, as one JSON document. Protected places have neither address nor point.
    public static func exportJSON(_ content: CityContent) throws -> String {
        try Facts.text(ExportedCity(content))
    }

    /// The services as a GeoJSON feature collection (RFC 7946), in the order of their keys. A service without a public
    /// point has a `null` geometry.
    /// - Parameter now: milliseconds since 1970, UTC: the places that have the label of welcome then say so; `nil`: none does.
    public static func exportGeoJSON(_ content: CityContent, now: Int64? = nil) throws -> String {
        let labels = content.day(at: now).map { content.guide.labels(on: $0) } ?? [:]
        let sites = Dictionary(
            content.guide.sites.map { ($0.key, $0.withoutSecrets) }, uniquingKeysWith: { first, _ in first })
        let features = try content.guide.services.map { service -> JSONValue in
            let site = sites[service.site]
            let point = site?.point.map { JSONValue.array([.number($0.longitude), .number($0.latitude)]) }
            return .object([
                "type": .string("Feature"), "id": .string(service.key),
                "geometry": point.map { .object(["type": .string("Point"), "coordinates": $0]) } ?? .null,
                "properties": .object([
                    "service": try json(service), "site": try site.map { try json($0) } ?? .null,
                    "source": .string(content.guide.provenance[RecordName(.service, service.key)]?.source ?? ""),
                    "label": labels[service.site].map { label in
                        .object([
                            "from": .string(label.term.first.description),
                            "until": .string(label.term.last.description),
                            "checked": .array(label.checked.map { .string($0) }),
                        ])
                    } ?? .null,
                ]),
            ])
        }
        return try Facts.text(JSONValue.object(["type": .string("FeatureCollection"), "features": .array(features)]))
    }

    /// Structures and services as data.inclusion, version 1: `{"structures": […], "services": […]}`.
    /// - Parameter origin: of the public site, for links back; empty: none is written.
    public static func exportDataInclusion(_ database: Database, origin: String = "") async throws -> String {
        try await database.read { try dataInclusion($0, origin).text() }
    }

    /// The same, written record by record.
    /// - Throws: `ExportPlace.Failure` when it cannot be written.
    public static func exportDataInclusion(_ database: Database, origin: String = "", to place: ExportPlace)
        async throws
    {
        try await database.read { connection in try write(dataInclusion(connection, origin), to: place) }
    }

    /// Organizations, locations, services and terms as HSDS 3, each record once.
    /// - Parameter now: milliseconds since 1970, UTC: when labels must count; `nil`: none is said.
    public static func exportHSDS(_ database: Database, now: Int64? = nil) async throws -> String {
        try await database.read { try hsds($0, now).text() }
    }

    /// The same, written record by record.
    /// - Throws: `ExportPlace.Failure` when it cannot be written.
    public static func exportHSDS(_ database: Database, now: Int64? = nil, to place: ExportPlace) async throws {
        try await database.read { connection in try write(hsds(connection, now), to: place) }
    }

    private static func dataInclusion(_ connection: Connection, _ origin: String) throws -> StandardDocument {
        DataInclusionExport(city: StandardsCity(try load(connection)), origin: origin).streamed(connection)
    }

    private static func hsds(_ connection: Connection, _ now: Int64?) throws -> StandardDocument {
        let content = try load(connection)
        return try HSDSExport.streamed(StandardsCity(content, today: content.day(at: now)), connection)
    }

    private static func write(_ document: StandardDocument, to place: ExportPlace) throws {
        try place.write { put in
            try document.write(put)
            try put("\n")
        }
    }

    /// The same as the files of a data package: `datapackage.json` and a CSV file for each table.
    public static func exportHSDSPackage(
        _ database: Database, now: Int64? = nil
    ) async throws -> [(name: String, text: String)] {
        let city = try await database.read { try StandardsCity.load($0, now: now) }
        let settings = city.territory.settings
        let title = settings.name.read(in: "en", fallbacks: settings.languages.required).words
        return try HSDSPackage(HSDSExport(city: city)).files(title: title)
    }

    private static func json(_ value: some Encodable) throws -> JSONValue {
        try Facts.value(from: Facts.text(value))
    }
}

/// The shape of the exported document.
private struct ExportedCity: Encodable {
    let format = "ville-refuge"
    let formatVersion = 1
    let contentVersion: Int
    let territory: TerritorySettings
    let documents: [SourceDocument]
    let taxonomy: Taxonomy
    let districts: [District]
    let areas: [Region]
    let stations: [Station]
    let organisations: [Organisation]
    let sites: [Site]
    let services: [Service]
    let plans: [Plan]
    let initiatives: [Initiative]
    /// `site/<key>` or `service/<key>` → source.
    let sources: [String: String]

    init(_ content: CityContent) {
        contentVersion = content.version
        territory = content.territory.settings
        documents = content.territory.documents
        taxonomy = content.territory.taxonomy
        districts = content.territory.districts
        areas = content.territory.regions
        stations = content.territory.stations
        organisations = content.organisations
        sites = content.guide.sites.map(\.withoutSecrets)
        services = content.guide.services
        plans = content.plan.plans
        initiatives = content.plan.initiatives
        let pairs = content.guide.provenance.map { ("\($0.key.kind.rawValue)/\($0.key.key)", $0.value.source) }
        sources = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
