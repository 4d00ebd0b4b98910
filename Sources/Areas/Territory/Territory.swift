public import Rules
public import Store

/// The city itself: settings, words of the field, districts, wider regions, stations.
/// What this area offers to the others.
public enum Territory {
    /// A fingerprint of what is published: it grows with every import or edit that changed something. 0: no city yet.
    public static func contentVersion(_ connection: Connection) throws -> Int {
        try TerritoryQueries.contentVersion(connection)
    }

    /// The city as it is published: imported outlines in place of the drawn ones, retired records left out.
    /// - Throws: `TerritoryError.noCity` before the first import.
    public static func load(_ connection: Connection) throws -> TerritoryContent {
        try TerritoryQueries.load(connection)
    }
}

public struct TerritoryContent: Sendable {
    public var settings: TerritorySettings
    public var taxonomy: Taxonomy
    public var districts: [District]
    public var regions: [Region]
    public var stations: [Station]
    /// Documents that facts come from: the territory's own, and the open-data files that were imported.
    public var documents: [SourceDocument]

    public init(
        settings: TerritorySettings, taxonomy: Taxonomy, districts: [District], regions: [Region] = [],
        stations: [Station] = [], documents: [SourceDocument] = []
    ) {
        self.settings = settings
        self.taxonomy = taxonomy
        self.districts = districts
        self.regions = regions
        self.stations = stations
        self.documents = documents
    }
}

public enum TerritoryError: Error, Sendable, Hashable, CustomStringConvertible {
    case noCity
    case anotherCity(present: String, given: String)
    case unreadable(table: String, key: String, reason: String)
    case takenKey(kind: String, key: String, source: String)

    public var description: String {
        switch self {
        case .noCity: "The database holds no city yet. Run `villerefuge import Territories/<city>` first."
        case .anotherCity(let present, let given):
            "The database holds the city «\(present)», not «\(given)». One city, one database: give another with --database."
        case .unreadable(let table, let key, let reason):
            "The record «\(key)» of \(table) cannot be read (\(reason)). Import the city again."
        case .takenKey(let kind, let key, let source):
            "The \(kind) key «\(key)» is already used by a record from «\(source)». Choose another key."
        }
    }
}
