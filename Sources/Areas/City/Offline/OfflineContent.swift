import Rules
import Search

/// What somebody takes along: the services of the city or of one district, their names in a few languages, their texts in the reader's.
///
/// Made of what the public guide shows and of nothing else, so a protected place has no address here either. Words in other languages
/// are left out of texts and of the vocabulary alike: a bundle finds what is asked in its own languages.
struct OfflineContent: Sendable {
    /// The whole city, or one district.
    enum Scope: Sendable, Hashable {
        case city
        case district(String)

        var name: String {
            switch self {
            case .city: "city"
            case .district(let key): key
            }
        }
    }

    let guide: GuideSnapshot
    let language: String
    let scope: Scope
    /// The reader's own, then those in which every text of the city is written.
    let languages: [String]
    /// In the order of the guide, with their positions in it.
    let services: [(position: Int, service: Service)]
    let sites: [Site]
    let organisations: [Organisation]
    let vocabulary: Vocabulary

    /// Where a text is read that is missing in the reader's language.
    var fallbacks: [String] { Self.fallbacks(guide.settings) }

    init(guide: GuideSnapshot, language: String, scope: Scope) {
        self.guide = guide
        self.language = language
        self.scope = scope
        let settings = guide.settings.languages
        var seen: Set<String> = []
        languages = ([language] + settings.required + [settings.preferred]).filter { seen.insert($0).inserted }
        let kept = Set(languages + [LocalisedText.anyLanguage])
        let fallbacks = Self.fallbacks(guide.settings)
        /// The text as this reader sees it, in the one language in which they do.
        func shown(_ text: LocalisedText) -> LocalisedText {
            let (words, written) = text.read(in: language, fallbacks: fallbacks)
            let own = text.byLanguage[language] == nil ? LocalisedText.anyLanguage : language
            return LocalisedText([written ?? own: words])
        }
        /// A name is asked for in any of the bundle's languages.
        func named(_ text: LocalisedText) -> LocalisedText {
            let words = text.byLanguage.filter { kept.contains($0.key) }
            return words.isEmpty ? shown(text) : LocalisedText(words)
        }
        let here = guide.services.enumerated().filter { _, service in
            switch scope {
            case .city: true
            case .district(let key): guide.site(of: service).district == key
            }
        }
        services = here.map { position, service in
            var service = service
            service.name = named(service.name)
            service.description = service.description.map(shown)
            service.price = service.price.map(shown)
            service.bring = service.bring.map(shown)
            return (position, service)
        }
        let places = Set(services.map(\.service.site))
        sites = guide.sites.filter { places.contains($0.key) }.map { site in
            var site = site
            site.name = named(site.name)
            return site
        }
        let operators = Set(here.compactMap { guide.operatorOf($0.element)?.key })
        organisations = guide.organisations.filter { operators.contains($0.key) }
        vocabulary = guide.vocabulary.speaking(kept)
    }

    private static func fallbacks(_ settings: TerritorySettings) -> [String] {
        settings.languages.required + [settings.languages.preferred, "en"]
    }
}

extension Vocabulary {
    /// The same lists with their words in these languages alone.
    fileprivate func speaking(_ languages: Set<String>) -> Vocabulary {
        func narrowed(_ entries: [Entry]) -> [Entry] {
            entries.map { entry in
                var entry = entry
                entry.labels.removeAll { !languages.contains($0.language) }
                entry.synonyms.removeAll { !languages.contains($0.language) }
                return entry
            }
        }
        return Vocabulary(
            themes: narrowed(themes), needs: narrowed(needs), publics: narrowed(publics), statuses: narrowed(statuses),
            languages: narrowed(self.languages), districts: narrowed(districts), accessibility: narrowed(accessibility),
            conditions: narrowed(conditions), amenities: narrowed(amenities))
    }
}
