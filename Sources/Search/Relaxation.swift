/// A way on from an empty answer, with what it would find.
public struct Relaxation: Sendable {
    /// What changes.
    public enum Change: Hashable, Sendable {
        /// A wider circle, in metres.
        case radius(Double)
        /// Open later: the earliest minute of the same day, or of the following days, when a service is open.
        case openLater(at: Minute)
        /// Another need of the same theme.
        case otherNeed(NeedID)
        case withoutOpen
        case withoutRadius
        case withoutDistricts
        case withoutPublics
        case withoutAge
        case withoutGender
        case withoutStatuses
        case withoutLanguages
        case withoutFree
        case withoutConditions
        case withoutAccessibility
        case withoutAmenities
        case withoutOrganisation
        case withoutNeeds
        /// Without this word of the text.
        case withoutWord(String)
        case withoutText
        /// Only the need and the place are kept.
        case withoutFilters
        /// Every service.
        case everything
    }

    /// What is changed.
    public var change: Change
    /// How many services the changed query finds: never 0.
    public var count: Int
    /// The changed query, ready to ask.
    public var query: SearchQuery
}
