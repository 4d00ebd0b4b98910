/// Whether a service is open at the query's present time.
public enum OpenState: Hashable, Sendable {
    case open(until: Minute)
    /// Open, but for at most ``RankingWeights/closingSoon`` minutes.
    case closingSoon(at: Minute)
    /// Closed now; opens at that minute, within the index's horizon.
    case opens(at: Minute)
    /// Closed until the end of the horizon.
    case closed
    /// Hours unknown, or uncertain at this time.
    case unknown
}

/// Why a service is in the answer.
public enum MatchReason: Hashable, Sendable {
    /// A word of the text names this need.
    case need(NeedID, word: Int)
    /// A word of the text names this theme.
    case theme(ThemeID, word: Int)
    /// A word of the text names another entry of the vocabulary, by the key of its list.
    case vocabulary(list: VocabularyList, position: Int, word: Int)
    /// A word of the text stands in this field.
    case text(TextField, word: Int)
    case filteredNeed(NeedID)
    case filteredTheme(ThemeID)
    case near
    case district
    case open
    case openToPublic(PublicID?)
    case openToStatus(StatusID?)
    case age
    case gender
    case speaks(LanguageID)
    case free
    case condition(ConditionID)
    case accessibility(AccessibilityID)
    case amenity(AmenityID)
    case organisation
}

/// One service of the answer.
public struct SearchHit: Hashable, Sendable {
    /// Position of the document in the array given to the index.
    public var id: Int32
    /// Metres along the surface of the Earth; nil without a point on either side.
    public var distance: Double?
    public var openState: OpenState
    public var reasons: [MatchReason]
    /// Only comparable within one answer.
    public var score: Float
}

/// A word of the text that was read as another.
public struct Correction: Hashable, Sendable {
    /// As the person wrote it.
    public var typed: String
    /// As the index knows it.
    public var used: String
}

/// How a cursor was followed.
public enum Paging: Hashable, Sendable {
    case firstPage
    case followed
    /// The index has changed since the cursor was given: the page goes on from the same score, but services may be
    /// missed or seen twice. Starting again is the careful choice.
    case indexChanged
    /// The cursor belongs to another question; the first page is given.
    case otherQuestion
}

/// What the index says.
public struct SearchAnswer: Sendable {
    /// The page, best first.
    public var hits: [SearchHit]
    /// Exact number of services that match.
    public var total: Int
    /// Nil when not asked for.
    public var facets: FacetCounts?
    /// Nil on the last page.
    public var next: SearchCursor?
    /// How the query's cursor was followed.
    public var paging: Paging
    /// Words that were read as others.
    public var corrections: [Correction]
    /// Words that mean nothing here and were left out.
    public var ignoredWords: [String]
    /// Needs that the words name, found or not, the first one first.
    public var needsMeant: [NeedID] = []
    /// When nothing is found: another spelling of the whole text that finds something.
    public var didYouMean: [String]
    /// When nothing is found: ways on, best first.
    public var relaxations: [Relaxation]
    /// Version of the index that answered.
    public var version: UInt64
}
