/// How much each quality counts in the order of an answer. Explained in `docs/search-ranking.md`.
public struct RankingWeights: Hashable, Sendable {
    /// Share of the words' relevance.
    public var text: Float = 0.48
    /// Share of being open.
    public var open: Float = 0.18
    /// Share of being near.
    public var distance: Float = 0.27
    /// Share of having been confirmed lately.
    public var freshness: Float = 0.07

    /// Metres at which nearness is worth half: ten minutes on foot.
    public var halfDistance: Float = 800
    /// Days after which a confirmation is worth half.
    public var halfLife: Float = 180
    /// Minutes: open, but not for longer than this, is "closing soon".
    public var closingSoon: Minute = 30
    /// Minutes: closed, but open this much later, is "opening soon".
    public var openingSoon: Minute = 60

    /// Worth of the open states, from 0 to 1.
    public var openNow: Float = 1
    /// Open, but closing soon.
    public var closing: Float = 0.6
    /// Closed, but opening soon.
    public var opening: Float = 0.5
    /// Hours unknown or uncertain.
    public var unknownHours: Float = 0.1

    /// Worth of a word by the field where it stands, from 0 to 1.
    public var name: Float = 1
    public var alias: Float = 0.6
    public var need: Float = 1
    public var organisation: Float = 0.8
    public var otherVocabulary: Float = 0.6
    public var place: Float = 0.5
    public var description: Float = 0.4
    /// Factor for a word that was only begun.
    public var prefixFactor: Float = 0.8
    /// Factor for each letter that had to be corrected.
    public var correctionFactor: Float = 0.7

    public init() {}

    /// The weights in use.
    public static let standard = RankingWeights()

    func worth(_ field: TextField) -> Float {
        switch field {
        case .name: name
        case .alias: alias
        case .organisation: organisation
        case .place: place
        case .description: description
        }
    }
}
