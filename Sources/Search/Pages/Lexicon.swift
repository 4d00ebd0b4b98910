/// Concepts with their wordings in many languages: through them a question in one language finds pages in another.
public struct Lexicon: Sendable {
    /// One thing that a searcher means.
    public struct Concept: Sendable {
        public var id: String
        /// Language tag to words and expressions for it.
        public var wordings: [String: [String]]

        public init(id: String, wordings: [String: [String]]) {
            self.id = id
            self.wordings = wordings
        }
    }

    /// Each id once: of concepts with the same id the wordings were put together.
    public let concepts: [Concept]

    public init(_ concepts: [Concept]) {
        var position: [String: Int] = [:]
        var merged: [Concept] = []
        for concept in concepts {
            guard let place = position[concept.id] else {
                position[concept.id] = merged.count
                merged.append(concept)
                continue
            }
            for (language, wordings) in concept.wordings {
                for wording in wordings where merged[place].wordings[language]?.contains(wording) != true {
                    merged[place].wordings[language, default: []].append(wording)
                }
            }
        }
        self.concepts = merged
    }
}
