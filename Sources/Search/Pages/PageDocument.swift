/// A page of text: a sheet, a checklist, an article; the same in several languages where it was translated.
public struct PageDocument: Sendable {
    public var id: String
    /// Language tag (BCP 47) to text. The first line of a text is its title.
    public var texts: [String: String]

    public init(id: String, texts: [String: String]) {
        self.id = id
        self.texts = texts
    }
}

/// A page that was found.
public struct PageHit: Sendable, Equatable {
    public let id: String
    /// From 0 to about 1; only comparable with the other hits of the same question.
    public let score: Float
    /// The language of the text that answered best.
    public let language: String
}
