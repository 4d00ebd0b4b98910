import Rules
import Search

/// The words that the search knows: every closed list, district and language, in all languages that are loaded.
enum GuideVocabulary {
    static func make(_ territory: TerritoryContent, services: [Service], sites: [Site], hasLabels: Bool) -> Vocabulary {
        let taxonomy = territory.taxonomy
        return Vocabulary(
            themes: taxonomy.themes.map { entry($0.term) },
            needs: taxonomy.themes.flatMap { theme in theme.needs.map { entry($0, parent: theme.term.key) } },
            publics: taxonomy[.publics].filter { $0.key != everyone }.map { entry($0) },
            statuses: taxonomy[.statuses].map { entry($0) },
            languages: spoken(services, sites).map { Vocabulary.Entry(key: $0, labels: []) },
            districts: territory.districts.map(district),
            accessibility: taxonomy[.accessibility].map { entry($0) },
            conditions: taxonomy[.conditions].map { entry($0) },
            amenities: taxonomy[.amenities].map { entry($0) }
                + (hasLabels ? [Vocabulary.Entry(key: label, labels: [])] : []))
    }

    /// The public that stands for no restriction at all.
    static let everyone = "everyone"

    /// A place with the label of welcome is found as what it has. No taxonomy has such a key, and no word leads to it.
    static let label = "=label"

    private static func entry(_ term: Term, parent: String? = nil) -> Vocabulary.Entry {
        let synonyms = term.synonyms.sorted { $0.key < $1.key }.flatMap { language, words in
            words.map { Vocabulary.Wording(language, $0) }
        }
        return Vocabulary.Entry(
            key: term.key, labels: wordings(term.label), synonyms: synonyms + (term.short.map(wordings) ?? []),
            parent: parent)
    }

    private static func district(_ district: District) -> Vocabulary.Entry {
        let others = district.aliases + district.postcodes
        return Vocabulary.Entry(
            key: district.key, labels: wordings(district.name),
            synonyms: others.map { Vocabulary.Wording(LocalisedText.anyLanguage, $0) })
    }

    private static func wordings(_ text: LocalisedText) -> [Vocabulary.Wording] {
        text.languages.compactMap { language in text[language].map { Vocabulary.Wording(language, $0) } }
    }

    private static func spoken(_ services: [Service], _ sites: [Site]) -> [String] {
        Set(services.flatMap(\.languages) + sites.flatMap(\.languages)).sorted()
    }
}
