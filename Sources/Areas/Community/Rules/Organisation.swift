/// A member of the city's community of welcome, or a partner that a plan names.
public struct Organisation: Sendable, Hashable, Codable {
    public var key: String
    public var name: String
    public var fullName: String?
    public var aliases: [String]
    /// Key of the closed list `organisation-kinds`.
    public var kind: String
    /// Key of the organisation that this one is part of.
    public var parent: String?
    public var website: String?
    public var description: LocalisedText?
    public var themes: [String]
    /// Years of the lists that name it as a member.
    public var member: [Int]
    public var sources: [SourceNote]
    /// A public line, never a person's own.
    public var phone: String?
    /// Keys of the districts where it says that it works, beside those of its places.
    public var districts: [String] = []
    /// Closed list `publics`: for whom it says that it works, beside what its services say.
    public var publics: [String] = []
    /// BCP 47 tags of the languages spoken there.
    public var languages: [String] = []
    /// Whether others may send people; `nil`: it has not said.
    public var referrals: ReferralOpening?
    /// On which conditions, when `referrals` says so.
    public var referralTerms: LocalisedText?

    public init(
        key: String, name: String, fullName: String? = nil, aliases: [String] = [], kind: String, parent: String? = nil,
        website: String? = nil, description: LocalisedText? = nil, themes: [String] = [], member: [Int] = [],
        sources: [SourceNote] = []
    ) {
        self.key = key
        self.name = name
        self.fullName = fullName
        self.aliases = aliases
        self.kind = kind
        self.parent = parent
        self.website = website
        self.description = description
        self.themes = themes
        self.member = member
        self.sources = sources
    }
}

/// Whether an organisation takes people whom others send.
public enum ReferralOpening: String, Sendable, Hashable, Codable, CaseIterable {
    case yes, no, conditions
}
