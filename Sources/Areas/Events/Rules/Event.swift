/// Something that takes place at certain times: a concert, a course, a distribution of meals, a stop of a mobile unit.
public struct Event: Sendable, Hashable, Codable {
    public enum Registration: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing is said of it.
        case none
        case walkIn = "walk-in"
        /// Places are taken on the page, without a name, and shown by a code.
        case code
    }

    /// Where it is, when it is not at a place of the guide.
    public struct Spot: Sendable, Hashable, Codable {
        public var name: LocalisedText?
        public var address: String?
        public var postcode: String?
        public var point: Coordinate?

        public init(
            name: LocalisedText? = nil, address: String? = nil, postcode: String? = nil, point: Coordinate? = nil
        ) {
            self.name = name
            self.address = address
            self.postcode = postcode
            self.point = point
        }
    }

    public var key: String
    public var category: EventCategory
    public var title: LocalisedText
    public var description: LocalisedText?
    public var timing: EventTiming
    /// Key of the organisation that answers for it.
    public var organisation: String?
    /// Key of the place of the guide where it is.
    public var site: String?
    /// Only without `site`.
    public var spot: Spot?
    /// Key of the mobile unit that stops there.
    public var unit: String?
    /// Key of the service of the guide that it belongs to.
    public var service: String?
    public var needs: [String] = []
    /// Closed list `publics`; empty: everyone.
    public var publics: [String] = []
    /// Languages spoken.
    public var languages: [String] = []
    /// `nil`: not said.
    public var isFree: Bool?
    public var price: LocalisedText?
    /// Places on each date; `nil`: as many as come.
    public var capacity: Int?
    public var registration = Registration.none
    /// Meals given out on each date.
    public var meals: Int?
    /// Seen by those who write it alone.
    public var isDraft: Bool?
    public var confirmed: PartialDate?
    public var sources: [SourceNote] = []

    public init(key: String, category: EventCategory, title: LocalisedText, timing: EventTiming) {
        self.key = key
        self.category = category
        self.title = title
        self.timing = timing
    }
}
