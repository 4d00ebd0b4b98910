internal import Files
internal import Rules
internal import Store
internal import Synchronization

/// What is public of every organisation, ready to be looked through. Made once for each version of the city's content.
struct DirectoryBook: Sendable {
    struct Entry: Sendable {
        var organisation: Organisation
        var source: String
        var edited: [String]
        var reach: OrganisationReach
        /// Folded names and aliases, each word after a space.
        var words: String
        var values: [DirectoryQuery.Facet: Set<String>]
    }

    let version: Int
    let territory: TerritoryContent
    /// In the order of their folded names.
    let entries: [Entry]
    private let positions: [String: Int]
    /// Need → theme.
    private let themes: [String: String]

    init(_ connection: Connection, version: Int, reach: [String: OrganisationReach]) throws {
        self.version = version
        territory = try Territory.load(connection)
        var themes: [String: String] = [:]
        for theme in territory.taxonomy.themes { for need in theme.needs { themes[need.key] = theme.term.key } }
        self.themes = themes
        let live = try CommunityQueries.live(connection).map { live in
            (NameFolding.folded(live.organisation.name), live)
        }
        entries = live.sorted { ($0.0, $0.1.organisation.key) < ($1.0, $1.1.organisation.key) }.map { folded, live in
            let organisation = live.organisation
            let reach = reach[organisation.key] ?? OrganisationReach()
            let others = ([organisation.fullName].compactMap { $0 } + organisation.aliases).map(NameFolding.folded)
            return Entry(
                organisation: organisation, source: live.source, edited: live.edited, reach: reach,
                words: " " + ([folded] + others).joined(separator: " "),
                values: [
                    .kind: [organisation.kind],
                    .theme: Set(organisation.themes).union(reach.needs.compactMap { themes[$0] }),
                    .need: reach.needs,
                    .district: reach.districts.union(organisation.districts),
                    .isFor: reach.publics.union(organisation.publics),
                    .language: reach.languages.union(organisation.languages),
                    .referrals: Set([organisation.referrals?.rawValue].compactMap { $0 }),
                ])
        }
        positions = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.organisation.key, $0) })
    }

    subscript(key: String) -> Entry? { positions[key].map { entries[$0] } }
    func position(_ key: String) -> Int? { positions[key] }

    /// Themes that a contact's topics belong to, themselves included.
    func themes(of topics: [String]) -> Set<String> {
        Set(topics.compactMap { territory.taxonomy.theme($0) == nil ? themes[$0] : $0 })
    }

    func isNeed(_ topic: String) -> Bool { themes[topic] != nil }

    /// Keys that a contact may have as topics.
    var topics: Set<String> { Set(territory.taxonomy.themes.map(\.term.key)).union(themes.keys) }
}

/// Keeps the book until the content changes: every server looks at the version before it believes its own.
final class DirectoryShelf: Sendable {
    private let held = Mutex<DirectoryBook?>(nil)
    private let reach: @Sendable (Connection) throws -> [String: OrganisationReach]

    init(reach: @escaping @Sendable (Connection) throws -> [String: OrganisationReach]) {
        self.reach = reach
    }

    /// For connections that change the content: a change that is taken back leaves its version to the next, so what they see is not kept.
    func book(_ connection: Connection) throws -> DirectoryBook {
        let version = try Territory.contentVersion(connection)
        if let book = held.withLock({ $0 }), book.version == version { return book }
        return try DirectoryBook(connection, version: version, reach: try reach(connection))
    }

    /// The same, kept for those who come after. For connections that change nothing of the content.
    func settledBook(_ connection: Connection) throws -> DirectoryBook {
        let book = try book(connection)
        held.withLock { held in
            if held.map({ $0.version < book.version }) ?? true { held = book }
        }
        return book
    }
}
