/// Something that a city or an association tried, told so that others can take it up (seed: Forum 2019).
public struct Initiative: Sendable, Hashable, Codable {
    /// An organisation of the territory, or the bare name of one from elsewhere.
    public enum Party: Sendable, Hashable, Codable {
        case organisation(String)
        case named(String)
    }

    public var key: String
    public var number: Int
    public var theme: LocalisedText
    public var title: LocalisedText
    public var place: LocalisedText?
    public var pilot: [Party] = []
    public var partners: [Party] = []
    public var summary: LocalisedText?
    public var publics: LocalisedText?
    public var method: LocalisedText?
    public var results: [Fact] = []
    public var lessons: LocalisedText?
    public var since: PartialDate?
    public var sources: [SourceNote] = []

    public init(key: String, number: Int, theme: LocalisedText, title: LocalisedText) {
        self.key = key
        self.number = number
        self.theme = theme
        self.title = title
    }
}
