internal import Files
internal import Rules

/// The words of one of the city's lists by their names, in any language and in the standard's own: folded once, for records come by the
/// hundred thousand.
struct HSDSTermNames: Sendable {
    let keys: Set<String>
    private let byName: [String: String]

    init(_ terms: [Term]) {
        keys = Set(terms.map(\.key))
        let names = terms.flatMap { term in
            ([term.hsds].compactMap { $0 } + term.label.byLanguage.values).map { (NameFolding.folded($0), term.key) }
        }
        byName = Dictionary(names.filter { !$0.0.isEmpty }) { first, _ in first }
    }

    func key(of name: String) -> String? { byName[NameFolding.folded(name)] }

    /// By the names that the standard's taxonomy terms begin with.
    static func all(of taxonomy: Taxonomy) -> [String: HSDSTermNames] {
        let lists: [String: [Term]] = [
            "organisation-kinds": taxonomy[.organisationKinds], "site-kinds": taxonomy[.siteKinds],
            "amenities": taxonomy[.amenities], HSDSTerms.needs: taxonomy.needs, "publics": taxonomy[.publics],
            "statuses": taxonomy[.statuses], "conditions": taxonomy[.conditions],
            "accessibility": taxonomy[.accessibility], "costs": taxonomy[.costs],
        ]
        return lists.mapValues(HSDSTermNames.init)
    }
}
