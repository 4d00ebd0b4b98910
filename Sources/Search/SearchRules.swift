/// Rules of the search as data, for a program that follows them elsewhere: a telephone without network.
public enum SearchRules {
    /// Words that say nothing of what is sought, folded, each once.
    public static let stopWords: [String] = {
        let words = StopWords().folded
        return (0..<words.count).map { String(decoding: words[$0], as: UTF16.self) }
    }()

    /// The weights in use by their names; see ``RankingWeights``.
    public static let weights: [(name: String, value: Float)] = {
        let weights = RankingWeights.standard
        let fields = TextField.allCases.map { (name: "\($0)", value: weights.worth($0)) }
        return fields + [
            ("text", weights.text), ("open", weights.open), ("distance", weights.distance),
            ("freshness", weights.freshness), ("halfDistance", weights.halfDistance),
            ("halfLife", weights.halfLife), ("closingSoon", Float(weights.closingSoon)),
            ("openingSoon", Float(weights.openingSoon)), ("openNow", weights.openNow), ("closing", weights.closing),
            ("opening", weights.opening), ("unknownHours", weights.unknownHours), ("need", weights.need),
            ("otherVocabulary", weights.otherVocabulary), ("prefixFactor", weights.prefixFactor),
            ("correctionFactor", weights.correctionFactor),
        ]
    }()

    /// What one character becomes in a word: its letters, or `nil` for what parts words.
    public static func folded(_ scalar: Unicode.Scalar) -> String? {
        switch Folded.of(scalar) {
        case .letters(let first, let second): String(decoding: second == 0 ? [first] : [first, second], as: UTF16.self)
        case .nothing: ""
        case .apostrophe, .hyphen, .separator: nil
        }
    }
}
