/// When the service must be open.
public enum OpenFilter: Hashable, Sendable {
    /// Surely open at that minute.
    case at(Minute)
    /// Surely open at some time in the range: a day, an evening, "now or within the hour".
    case during(Range<Minute>)
}

/// How the answer is ordered. Ties go to the smaller identifier.
public enum SearchSort: UInt8, Hashable, Sendable {
    /// The score of `docs/search-ranking.md`.
    case relevance
    /// Nearest first; services without a point last.
    case distance
    /// Most recently confirmed first.
    case freshness
}

/// Where the person is.
public struct Near: Hashable, Sendable {
    /// Where the person is.
    public var point: GeoPoint
    /// Metres along the surface of the Earth. Nil: any distance.
    public var radius: Double?

    public init(_ point: GeoPoint, radius: Double? = nil) {
        self.point = point
        self.radius = radius
    }
}

/// What a person asks. Every part that is given must hold; an empty query answers every service.
public struct SearchQuery: Hashable, Sendable {
    /// Free text in any language of the vocabulary.
    public var text = ""
    /// True while the person is still typing: the last word also stands for the words that it begins.
    public var completesLastWord = false
    /// Any of these.
    public var needs: [NeedID] = []
    /// A need of any of these themes.
    public var themes: [ThemeID] = []
    /// Within a radius, or only as the start of distances.
    public var near: Near?
    /// Any of these.
    public var districts: [DistrictID] = []
    /// Open at an instant or some time in a range.
    public var open: OpenFilter?
    /// Open to any of these publics, or to everyone.
    public var publics: [PublicID] = []
    /// Receives a person of this age, in years.
    public var age: Int?
    /// Receives a person of this gender.
    public var gender: Gender?
    /// Open to any of these statuses, or whatever the status.
    public var statuses: [StatusID] = []
    /// Any of these is spoken there.
    public var languages: [LanguageID] = []
    /// Only what is said to cost nothing.
    public var isFree = false
    /// All of these are stated, such as `no-appointment`.
    public var conditions: [ConditionID] = []
    /// All of these are stated: an unknown fact does not count.
    public var accessibility: [AccessibilityID] = []
    /// All of these are stated.
    public var amenities: [AmenityID] = []
    /// Key of the organisation that runs it.
    public var organisation: String?

    /// Order of the hits.
    public var sort = SearchSort.relevance
    /// Present time: for open states and ranking.
    public var now: Minute
    /// Hits on a page, 1 to 1,000.
    public var limit = 20
    /// ``SearchAnswer/next`` of the page before.
    public var cursor: SearchCursor?
    /// Count the values of the whole answer.
    public var wantsFacets = false
    /// When nothing is found, look for ways on (see ``Relaxation``).
    public var wantsRelaxations = true

    public init(text: String = "", now: Minute) {
        self.text = text
        self.now = now
    }
}
