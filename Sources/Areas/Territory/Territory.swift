public import Rules
public import Store

/// The city itself: settings, words of the field, districts, wider regions, stations.
/// What this area offers to the others.
public enum Territory {
    /// The source of records that come from the territory's own folder.
    static let source = "territory"

    /// A fingerprint of what is published: it grows with every import or edit that changed something. 0: no city yet.
    public static func contentVersion(_ connection: Connection) throws -> Int {
        try TerritoryQueries.contentVersion(connection)
    }

    /// To be called once by every change of what is published.
    static func bumpContentVersion(_ connection: Connection) throws {
        try connection.execute("UPDATE territory SET content_version = content_version + 1 WHERE id = 1")
        // Every server of the city hears it with the commit.
        try connection.notify("content")
    }

    /// The city as it is published: imported outlines in place of the drawn ones, retired records left out.
    /// - Throws: `TerritoryError.noCity` before the first import.
    public static func load(_ connection: Connection) throws -> TerritoryContent {
        try TerritoryQueries.load(connection)
    }
}

/// Where an area's texts are read for those who translate them, as its records say them at this moment.
public protocol TextSource: Sendable {
    /// Of records: `service`, `sheet` …
    var kinds: Set<String> { get }
    /// The texts of one record that the public reads; none when it is not published.
    /// - Parameter sources: languages from which texts are translated, the best first.
    func texts(_ connection: Connection, kind: String, key: String, sources: [String]) throws -> [PublicText]
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

    public var description: String {
        switch self {
        case .noCity: "The database holds no city yet. Run `villerefuge import Territories/<city>` first."
        case .anotherCity(let present, let given):
            "The database holds the city «\(present)», not «\(given)». One city, one database: give another with --database."
        }
    }
}
