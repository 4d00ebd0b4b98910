/// A completion offered while a person types.
public struct Suggestion: Hashable, Sendable {
    /// What it leads to.
    public enum Kind: Hashable, Sendable {
        case need(NeedID)
        case theme(ThemeID)
        case district(DistrictID)
        case `public`(PublicID)
        /// By key.
        case organisation(String)
        /// A name shared by one or more services.
        case name
    }

    /// In the person's language where there is one.
    public var text: String
    /// The wording that the typed letters begin, when it is not `text`.
    public var matched: String?
    public var kind: Kind
    /// Services that it would find.
    public var count: Int
}
