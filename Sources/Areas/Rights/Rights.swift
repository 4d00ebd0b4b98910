public import Rules
public import Store
internal import Web

/// What the law gives to people in each situation, and the steps to get it. What this area offers to the others.
public enum Rights {
    /// Every version of every text that is shown, with what legal advisers said of it.
    public static func load(_ connection: Connection) throws -> RightsContent {
        try RightsQueries.load(connection)
    }
}

/// The texts as they are stored.
public struct RightsContent: Sendable {
    /// In the order of their keys.
    var sheets: [RightsVersions<Sheet>] = []
    var checklists: [RightsVersions<Checklist>] = []
    var tree: SituationTree?
    var verdicts: [RightsName: [LegalVerdict]] = [:]

    public init() {}
}

/// The texts as they are shown: immutable, with the city around them.
struct RightsSnapshot: Sendable {
    private(set) var content: RightsContent
    let settings: TerritorySettings
    let taxonomy: Taxonomy
    private let organisations: [String: Organisation]
    let finder: RightsFinder

    init(content: RightsContent, territory: TerritoryContent, organisations: [Organisation]) {
        self.content = content
        settings = territory.settings
        taxonomy = territory.taxonomy
        self.organisations = Dictionary(organisations.map { ($0.key, $0) }) { first, _ in first }
        finder = RightsFinder(content, territory.taxonomy)
    }

    /// The same city with texts that were read a moment ago.
    func holding(_ content: RightsContent) -> RightsSnapshot {
        var copy = self
        copy.content = content
        return copy
    }

    var isEmpty: Bool { content.sheets.isEmpty && content.checklists.isEmpty }

    var asksForTheSituation: Bool { content.tree != nil }

    func sheets(_ key: String) -> RightsVersions<Sheet>? { content.sheets.first { $0.key == key } }
    func checklists(_ key: String) -> RightsVersions<Checklist>? { content.checklists.first { $0.key == key } }
    func organisation(_ key: String) -> String { organisations[key]?.name ?? key }

    func standing(_ text: some RightsText) -> LegalStanding {
        LegalStanding(content.verdicts[RightsName(text)] ?? [])
    }
}

/// Texts of law for a paper that somebody else lays out.
struct RightsPaper {
    let rights: RightsSnapshot
    /// In whose language articles are introduced.
    let first: Visit
    /// Brings the same words in each language of the paper onto it.
    let block: (_ write: (Visit) -> HTML?) -> HTML?
}

/// A sheet or a checklist that answers a search.
struct RightsFound: Sendable, Hashable {
    var kind: RightsKind
    var key: String
    var title: LocalisedText
}

enum RightsKind: String, Sendable, Hashable, Codable, CaseIterable {
    case sheet, checklist
}
