internal import Files
internal import Rules

/// Our closed lists as taxonomies of Open Referral (HSDS 3).
struct HSDSTerms: Sendable {
    let taxonomy: Taxonomy
    let names: HSDSNames
    let language: String
    let fallbacks: [String]
    /// Of welcoming places.
    var label: LabelScheme?

    /// Names of our taxonomies, as `taxonomy` of a term has them.
    static let needs = "needs"

    private static let lists: [(name: String, list: Taxonomy.List?, description: String)] = [
        (needs, nil, "Themes, and beneath each the needs that a service meets"),
        ("publics", .publics, "Whom a service is for"), ("statuses", .statuses, "Administrative situations"),
        ("conditions", .conditions, "How to come"), ("costs", .costs, "What it costs"),
        ("accessibility", .accessibility, "Who can enter and be understood"),
        ("amenities", .amenities, "What one finds there"), ("site-kinds", .siteKinds, "What a place is"),
        ("organisation-kinds", .organisationKinds, "What an organisation is"),
    ]

    /// Our taxonomy of one term, in a city that has a label.
    static let labels = "labels"

    var taxonomies: [StandardRecord] {
        let labels: [(name: String, list: Taxonomy.List?, description: String)] =
            label == nil ? [] : [(Self.labels, nil, "What the city has visited and vouches for")]
        return (Self.lists + labels).map { list in
            var record: StandardRecord = [:]
            record.put("id", names.id("taxonomy", list.name))
            record.put("name", list.name)
            record.put("description", list.description)
            return record
        }
    }

    /// Every word of every list; a theme stands before its needs.
    var all: [StandardRecord] {
        let needs = taxonomy.themes.flatMap { theme in
            [term(theme.term, in: Self.needs, prefix: "theme")]
                + theme.needs.map { term($0, in: Self.needs, parent: theme.term.key) }
        }
        return needs
            + Self.lists.flatMap { list in
                list.list.map { taxonomy[$0].map { term($0, in: list.name) } } ?? []
            } + [labelTerm].compactMap { $0 }
    }

    /// Codes are the same words as in the API of the house: `needs:shower`.
    static func code(_ list: String, _ key: String) -> String { "\(list):\(key)" }

    private func term(_ term: Term, in list: String, prefix: String? = nil, parent: String? = nil) -> StandardRecord {
        let label = term.label.read(in: language, fallbacks: fallbacks)
        let code = Self.code(prefix ?? list, term.key)
        var record: StandardRecord = [:]
        record.put("id", names.id("taxonomy_term", code))
        record.put("code", code)
        record.put("name", label.words)
        record.put("description", term.plain?.read(in: language, fallbacks: fallbacks).words ?? label.words)
        record.put("parent_id", parent.map { names.id("taxonomy_term", Self.code("theme", $0)) })
        record.put("taxonomy", list)
        record.put("taxonomy_id", names.id("taxonomy", list))
        record.put("language", label.written ?? language)
        return record
    }

    private var labelTerm: StandardRecord? {
        label.map { term(Term(key: "welcome", label: $0.name), in: Self.labels) }
    }

    /// That a place has the label, until when.
    func attribute(_ given: PlaceLabel?, of entity: String, _ owner: String) -> StandardRecord? {
        guard let given, let term = labelTerm else { return nil }
        var record: StandardRecord = [:]
        record.put("id", names.id("attribute", "\(owner)/\(Self.labels)/welcome"))
        record.put("link_id", owner)
        record.put("link_type", Self.labels)
        record.put("link_entity", entity)
        record.put("value", given.term.last.description)
        record["taxonomy_term_id"] = term["id"]
        record["taxonomy_term"] = .object(term)
        return record
    }

    /// What links a record to a word of ours; `nil` for a word that the city does not know.
    func attribute(_ list: String, _ key: String, of entity: String, _ owner: String) -> StandardRecord? {
        let found =
            list == Self.needs
            ? taxonomy.need(key) : Taxonomy.List(rawValue: list).flatMap { taxonomy.term(key, in: $0) }
        guard let found else { return nil }
        let theme = list == Self.needs ? taxonomy.themes.first { $0.needs.contains { $0.key == key } } : nil
        let term = term(found, in: list, parent: theme?.term.key)
        var record: StandardRecord = [:]
        record.put("id", names.id("attribute", "\(owner)/\(list)/\(key)"))
        record.put("link_id", owner)
        record.put("link_type", list)
        record.put("link_entity", entity)
        record["taxonomy_term_id"] = term["id"]
        record["taxonomy_term"] = .object(term)
        return record
    }
}
