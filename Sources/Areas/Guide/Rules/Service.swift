/// What a site offers (HSDS `service` at a `location`).
public struct Service: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case open, closed, suspended, planned, unknown
    }

    public struct Ages: Sendable, Hashable, Codable {
        public var from: Int?
        public var to: Int?

        public init(from: Int?, to: Int?) {
            self.from = from
            self.to = to
        }
    }

    public var key: String
    /// Key of the site.
    public var site: String
    public var name: LocalisedText
    /// Keys of needs; at least one.
    public var needs: [String]
    /// Key of the organisation that runs it; the site's when `nil`.
    public var operatedBy: String?
    public var description: LocalisedText?
    public var status: Status?
    public var began: PartialDate?
    public var ended: PartialDate?
    /// OpenStreetMap `opening_hours`; `nil` when not known.
    public var hours: String?
    public var exceptions: [DatedClosure] = []
    /// Closed list `publics`; empty: everyone.
    public var publics: [String] = []
    public var ages: Ages?
    /// Closed list `statuses`; empty: whatever the status.
    public var statuses: [String] = []
    /// Closed list `costs`; `nil`: not said.
    public var cost: String?
    public var price: LocalisedText?
    public var conditions: [String] = []
    public var bring: LocalisedText?
    /// Languages spoken; the site's when empty.
    public var languages: [String] = []
    public var accessibility: [String] = []
    public var amenities: [String] = []
    public var phone: String?
    public var website: String?
    public var capacity: [Figure] = []
    public var figures: [Figure] = []
    public var confirmed: PartialDate?
    public var sources: [SourceNote] = []

    public init(key: String, site: String, name: LocalisedText, needs: [String]) {
        self.key = key
        self.site = site
        self.name = name
        self.needs = needs
    }
}
