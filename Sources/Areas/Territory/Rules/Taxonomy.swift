/// One word of a closed list: a need, a public, a legal status, a condition …
public struct Term: Sendable, Hashable, Codable {
    public var key: String
    public var label: LocalisedText
    /// Two words for a tile, when the label is too long for one.
    public var short: LocalisedText?
    /// One plain sentence for the public.
    public var plain: LocalisedText?
    public var pictogram: String?
    /// What people type, by language, in the singular.
    public var synonyms: [String: [String]]
    /// Values of the French standard data.inclusion, version 1.
    public var dataInclusion: [String]
    /// Values of the same standard that mean this word when a file comes in, where several words share the value.
    public var fromDataInclusion: [String]?
    /// Term of an Open Referral (HSDS) taxonomy.
    public var hsds: String?

    public init(
        key: String, label: LocalisedText, short: LocalisedText? = nil, plain: LocalisedText? = nil,
        pictogram: String? = nil, synonyms: [String: [String]] = [:], dataInclusion: [String] = [],
        fromDataInclusion: [String]? = nil, hsds: String? = nil
    ) {
        self.key = key
        self.label = label
        self.short = short
        self.plain = plain
        self.pictogram = pictogram
        self.synonyms = synonyms
        self.dataInclusion = dataInclusion
        self.fromDataInclusion = fromDataInclusion
        self.hsds = hsds
    }
}

/// A theme and the needs that it gathers.
public struct Theme: Sendable, Hashable, Codable {
    public var term: Term
    public var needs: [Term]

    public init(term: Term, needs: [Term]) {
        self.term = term
        self.needs = needs
    }
}

/// The closed lists of the field. Two parts of a program that name the same key mean the same thing.
public struct Taxonomy: Sendable, Hashable, Codable {
    public enum List: String, Sendable, Hashable, Codable, CaseIterable {
        case publics, statuses, accessibility, costs, conditions, amenities
        case siteKinds = "site-kinds"
        case organisationKinds = "organisation-kinds"
    }

    public var themes: [Theme]
    public var lists: [String: [Term]]

    public init(themes: [Theme] = [], lists: [String: [Term]] = [:]) {
        self.themes = themes
        self.lists = lists
    }

    public subscript(list: List) -> [Term] { lists[list.rawValue] ?? [] }
    public var needs: [Term] { themes.flatMap(\.needs) }

    public func need(_ key: String) -> Term? {
        themes.lazy.flatMap(\.needs).first { $0.key == key }
    }

    public func theme(_ key: String) -> Theme? { themes.first { $0.term.key == key } }
    public func term(_ key: String, in list: List) -> Term? { self[list].first { $0.key == key } }

    /// The word that a value of data.inclusion means when it comes in: the one that claims it, else the only one that is
    /// exported as it; `nil` when nothing fits, or several would.
    public static func meaning(of value: String, in terms: [Term]) -> Term? {
        if let claiming = terms.first(where: { $0.fromDataInclusion?.contains(value) == true }) { return claiming }
        let fitting = terms.filter { $0.dataInclusion.contains(value) }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
