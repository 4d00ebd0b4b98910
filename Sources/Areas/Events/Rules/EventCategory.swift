/// What an event is, for filters and signs. The words come from the city's taxonomy, which has them in every language.
public enum EventCategory: String, Sendable, Hashable, Codable, CaseIterable {
    case food
    case mobileUnit = "mobile-unit"
    case information
    case course
    case culture
    case sport
    case meeting
    case children

    /// Name of the drawing, and of the word in the taxonomy.
    public var pictogram: String {
        switch self {
        case .food: "food-distribution"
        case .mobileUnit: "mobile-unit"
        case .information: "orientation"
        case .course: "learning"
        case .culture: "culture"
        case .sport: "sport"
        case .meeting: "meeting-place"
        case .children: "children"
        }
    }

    /// `nil` when the city has hidden the word.
    public func term(in taxonomy: Taxonomy) -> Term? {
        switch self {
        case .food, .mobileUnit: taxonomy.term(pictogram, in: .siteKinds)
        case .course: taxonomy.theme(pictogram)?.term
        case .children: taxonomy.term(pictogram, in: .publics)
        case .information, .culture, .sport, .meeting: taxonomy.need(pictogram)
        }
    }
}
