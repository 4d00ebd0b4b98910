/// A place on the Earth, WGS 84.
public struct GeoPoint: Hashable, Sendable {
    /// Degrees, north positive.
    public var latitude: Double
    /// Degrees, east positive.
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// False for what is no place at all: an index takes such a point for unknown.
    var isOnEarth: Bool {
        abs(latitude) <= 90 && abs(longitude) <= 180
    }
}

/// A time when a service is open: from `start` until just before `end`.
public struct OpenSpan: Hashable, Sendable {
    /// First minute open.
    public var start: Minute
    /// First minute closed again.
    public var end: Minute
    /// False where the schedule says that nobody is sure (`unknown` in OpenStreetMap's syntax).
    public var isCertain: Bool

    public init(start: Minute, end: Minute, isCertain: Bool = true) {
        self.start = start
        self.end = end
        self.isCertain = isCertain
    }
}

/// The part of a service in which a word stands, from the most telling to the least.
public enum TextField: UInt8, CaseIterable, Sendable {
    /// Name of the service or of its site.
    case name
    /// Another name of the service or of its site.
    case alias
    /// Name of the organisation that runs it, and its other names.
    case organisation
    /// Address, postcode, name of the district.
    case place
    /// Everything else: description, what to bring.
    case description
}

/// A text of a service in one language.
public struct FieldText: Hashable, Sendable {
    /// Where the text stands.
    public var field: TextField
    /// BCP 47 tag.
    public var language: String
    /// The text itself, unchanged.
    public var text: String

    public init(_ field: TextField, _ language: String, _ text: String) {
        self.field = field
        self.language = language
        self.text = text
    }
}

/// Whom a service receives by gender, or who is asking.
public enum Gender: UInt8, CaseIterable, Sendable {
    case woman, man, other
}

/// One published service as the index reads it. Its identifier is its position in the array given to the index.
public struct SearchDocument: Sendable {
    /// The key in the service's public address.
    public var key: String
    /// Its texts, of any fields and languages.
    public var texts: [FieldText]
    /// What it answers to.
    public var needs: [NeedID]
    /// Nil when unknown or when the address is protected.
    public var point: GeoPoint?
    /// Where it is, if known.
    public var district: DistrictID?
    /// Key of the organisation that runs it.
    public var organisation: String?
    /// Empty: for everyone.
    public var publics: [PublicID]
    /// In years, both ends included. Nil: any age.
    public var ages: ClosedRange<Int>?
    /// Empty: for everyone.
    public var genders: [Gender]
    /// Empty: whatever the status.
    public var statuses: [StatusID]
    /// Spoken there.
    public var languages: [LanguageID]
    /// True only when it is said to cost nothing.
    public var isFree: Bool
    /// What is asked of those who come.
    public var conditions: [ConditionID]
    /// Facts that are stated, for and against.
    public var accessibility: [AccessibilityID]
    /// What else is there.
    public var amenities: [AmenityID]
    /// Days between the last confirmation of the facts and the making of the index. Nil: never confirmed.
    public var daysSinceConfirmed: Int?
    /// Sorted, without overlap, over the horizon of the index. Nil: hours unknown; empty: known to be closed.
    public var openSpans: [OpenSpan]?

    public init(
        key: String, texts: [FieldText], needs: [NeedID] = [], point: GeoPoint? = nil, district: DistrictID? = nil,
        organisation: String? = nil, publics: [PublicID] = [], ages: ClosedRange<Int>? = nil,
        genders: [Gender] = [], statuses: [StatusID] = [], languages: [LanguageID] = [], isFree: Bool = false,
        conditions: [ConditionID] = [], accessibility: [AccessibilityID] = [], amenities: [AmenityID] = [],
        daysSinceConfirmed: Int? = nil, openSpans: [OpenSpan]? = nil
    ) {
        self.key = key
        self.texts = texts
        self.needs = needs
        self.point = point
        self.district = district
        self.organisation = organisation
        self.publics = publics
        self.ages = ages
        self.genders = genders
        self.statuses = statuses
        self.languages = languages
        self.isFree = isFree
        self.conditions = conditions
        self.accessibility = accessibility
        self.amenities = amenities
        self.daysSinceConfirmed = daysSinceConfirmed
        self.openSpans = openSpans
    }
}
