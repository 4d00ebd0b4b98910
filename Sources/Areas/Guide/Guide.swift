public import Files
public import Rules
public import Store
public import Web

/// Sites and services: what the city offers, where and when. What this area offers to the others.
public enum Guide {
    /// The guide as it is published: local edits laid over, districts computed, retired records left out.
    public static func load(_ connection: Connection, territory: TerritoryContent) throws -> GuideContent {
        try GuideQueries.load(connection, territory: territory)
    }

    /// Corrects one field of a site or a service. The correction survives every import, until it is taken back.
    /// - Parameters:
    ///   - value: in the shape of the model value's JSON; `.null` says that the fact is not known.
    ///   - why: who said so, how it is known.
    ///   - now: milliseconds since 1970, UTC.
    /// - Throws: `EditError` when there is no such record, or the value does not fit the field.
    public static func edit(
        _ connection: Connection, _ field: EditableField, of key: String, to value: JSONValue, why: String, now: Int64
    ) throws {
        try GuideEditing.edit(connection, field, of: key, to: value, why: why, now: now)
    }

    /// Takes a correction back: what the source says is shown again.
    public static func undoEdit(_ connection: Connection, _ field: EditableField, of key: String) throws {
        try GuideEditing.undo(connection, field, of: key)
    }
}

public struct GuideContent: Sendable {
    /// In the order of their keys.
    public var sites: [Site]
    /// In the order of their keys; each belongs to one of `sites`.
    public var services: [Service]
    public var provenance: [RecordName: RecordProvenance]
    /// Days after which a service asks to be confirmed again, of those whose organisation chose.
    public var rhythms: [String: Int]
    /// When visitors reported that a service has closed or moved, and nobody has answered yet; only where they are several.
    public var contradictions: [String: [Instant]]
    /// Records that were merged into others → key of the one that stays: old addresses lead there.
    public var moved: [RecordName: String]
    /// The label of welcoming places.
    public var labels: LabelContent
    /// Languages in which a record is shown in words older than their source.
    var outdated: [RecordName: Set<String>] = [:]

    public init(
        sites: [Site], services: [Service], provenance: [RecordName: RecordProvenance] = [:],
        rhythms: [String: Int] = [:], contradictions: [String: [Instant]] = [:], moved: [RecordName: String] = [:],
        labels: LabelContent = LabelContent()
    ) {
        self.sites = sites
        self.services = services
        self.provenance = provenance
        self.rhythms = rhythms
        self.contradictions = contradictions
        self.moved = moved
        self.labels = labels
    }
}

/// A record of the guide, among all kinds.
public struct RecordName: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable {
        case site, service
    }

    public var kind: Kind
    public var key: String

    public init(_ kind: Kind, _ key: String) {
        self.kind = kind
        self.key = key
    }
}

/// Where a record of the guide comes from.
public struct RecordProvenance: Sendable, Hashable, Codable {
    /// `territory`, `desk` (made by the organisation itself), or the key of the open-data source (then also that of its `SourceDocument`).
    public var source: String
    /// Fields that the city corrected by hand.
    public var edited: [String]

    public init(source: String, edited: [String] = []) {
        self.source = source
        self.edited = edited
    }
}

/// A fact that may be corrected by hand.
public enum EditableField: Sendable, Hashable {
    public enum OfSite: String, Sendable, Hashable, CaseIterable {
        case name, status, address, postcode, phone, website, description, languages, accessibility, amenities, closures
        case confirmed
        case isProtected = "protected"
    }

    public enum OfService: String, Sendable, Hashable, CaseIterable {
        case name, status, hours, exceptions, phone, website, description, cost, price, conditions, bring, publics
        case languages, accessibility, amenities, confirmed
    }

    case site(OfSite)
    case service(OfService)
}

public enum EditError: Error, Sendable, Hashable, CustomStringConvertible {
    case noSuchRecord(kind: String, key: String)
    case doesNotFit(field: String, reason: String)

    public var description: String {
        switch self {
        case .noSuchRecord(let kind, let key): "There is no \(kind) «\(key)»."
        case .doesNotFit(let field, let reason): "The value does not fit the field \(field): \(reason)."
        }
    }
}

/// What areas above the guide put into its pages. The city puts it together.
public struct GuideInserts: Sendable {
    public var home: @Sendable (Visit) -> HTML?
    /// Of a place, by its key.
    public var site: @Sendable (String, Visit) -> HTML?
    /// Of a service, by its key.
    public var service: @Sendable (String, Visit) -> HTML?

    public init(
        home: @escaping @Sendable (Visit) -> HTML?, site: @escaping @Sendable (String, Visit) -> HTML?,
        service: @escaping @Sendable (String, Visit) -> HTML?
    ) {
        self.home = home
        self.site = site
        self.service = service
    }
}
