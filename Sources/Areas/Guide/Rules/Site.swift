/// A place where services are offered (HSDS `location`): a centre, a desk, a van's stop, a tap.
public struct Site: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case open, closed, moved, planned, unknown
    }

    public var key: String
    public var name: LocalisedText
    public var aliases: [String] = []
    /// Key of the closed list `site-kinds`.
    public var kind: String
    public var status: Status = .unknown
    public var address: String?
    public var postcode: String?
    public var city: String?
    /// Key of a district: given, or computed from the point.
    public var district: String?
    public var point: Coordinate?
    public var precision: Precision?
    /// Key of the organisation that runs it.
    public var operatedBy: String?
    /// Key of the organisation that owns the building.
    public var owner: String?
    public var partners: [String] = []
    public var opened: PartialDate?
    public var closed: PartialDate?
    public var movedTo: String?
    public var phone: String?
    public var website: String?
    public var accessibility: [String] = []
    public var amenities: [String] = []
    /// Languages spoken there.
    public var languages: [String] = []
    public var capacity: [Figure] = []
    public var figures: [Figure] = []
    /// A place whose address is never shown to the public.
    public var protected: Bool = false
    public var description: LocalisedText?
    /// When someone last said that the facts were true.
    public var confirmed: PartialDate?
    public var closures: [DatedClosure] = []
    public var sources: [SourceNote] = []

    public init(key: String, name: LocalisedText, kind: String) {
        self.key = key
        self.name = name
        self.kind = kind
    }
}

/// Days on which the weekly rule does not hold; both days included, in the site's time zone.
public struct DatedClosure: Sendable, Hashable, Codable {
    public var from: PartialDate
    /// `nil`: until further notice.
    public var to: PartialDate?
    /// Other hours in OpenStreetMap syntax; `nil`: closed.
    public var hours: String?
    public var reason: LocalisedText?

    public init(from: PartialDate, to: PartialDate?, hours: String? = nil, reason: LocalisedText? = nil) {
        self.from = from
        self.to = to
        self.hours = hours
        self.reason = reason
    }
}
