import Rules
import Search

/// Turns a service, its place and its organisation into what the search index holds of it.
struct GuideDocuments {
    let territory: TerritoryContent
    let vocabulary: Vocabulary
    let sites: [Site]
    let siteByKey: [String: Int]
    let organisations: [Organisation]
    let organisationByKey: [String: Int]
    let hours: GuideHours
    let today: LocalDate
    /// Keys of places with the label of welcome.
    let labelled: Set<String>

    func document(_ service: Service, position: Int, horizon: Range<Instant>) -> SearchDocument {
        let site = siteByKey[service.site].map { sites[$0] }
        let operators = organisation(service.operatedBy ?? site?.operatedBy)
        let hidden = site?.protected ?? true
        var document = SearchDocument(key: service.key, texts: texts(service, site, operators))
        document.needs = service.needs.compactMap(vocabulary.need)
        document.point = hidden ? nil : site?.point.map { GeoPoint(latitude: $0.latitude, longitude: $0.longitude) }
        document.district = hidden ? nil : site?.district.flatMap(vocabulary.district)
        document.organisation = operators?.key
        document.publics =
            service.publics.contains(GuideVocabulary.everyone) ? [] : service.publics.compactMap(vocabulary.public)
        document.ages = service.ages.map { ($0.from ?? 0)...max($0.from ?? 0, $0.to ?? 130) }
        document.genders = Self.genders(service.publics)
        document.statuses = service.statuses.compactMap(vocabulary.status)
        let languages = service.languages.isEmpty ? site?.languages ?? [] : service.languages
        document.languages = languages.compactMap(vocabulary.language)
        document.isFree = service.cost == "free"
        document.conditions = service.conditions.compactMap(vocabulary.condition)
        let accessibility = ServiceJSON.union(service.accessibility, site?.accessibility ?? [])
        document.accessibility = accessibility.compactMap(vocabulary.accessibility)
        let amenities = ServiceJSON.union(service.amenities, site?.amenities ?? [])
        let label = labelled.contains(service.site) ? [GuideVocabulary.label] : []
        document.amenities = (amenities + label).compactMap(vocabulary.amenity)
        document.daysSinceConfirmed = (service.confirmed ?? site?.confirmed).map { Freshness.age(of: $0, today: today) }
        document.openSpans = hours.spans(of: position, instants: horizon)
        return document
    }

    private func organisation(_ key: String?) -> Organisation? {
        key.flatMap { organisationByKey[$0] }.map { organisations[$0] }
    }

    /// Only a service that is for one gender alone is closed to the other.
    static func genders(_ publics: [String]) -> [Gender] {
        let closed = Set(publics)
        if closed == ["women"] || closed == ["women", "pregnant-women"] || closed == ["pregnant-women"] {
            return [.woman]
        }
        if closed == ["men"] { return [.man] }
        return []
    }

    private func texts(_ service: Service, _ site: Site?, _ operators: Organisation?) -> [FieldText] {
        var texts = fields(.name, service.name)
        if let site, !site.protected {
            texts += fields(.alias, site.name)
            texts += site.aliases.map { FieldText(.alias, LocalisedText.anyLanguage, $0) }
            for words in [site.address, site.city] {
                if let words { texts.append(FieldText(.place, LocalisedText.anyLanguage, words)) }
            }
        }
        if let operators {
            for name in [operators.name, operators.fullName].compactMap({ $0 }) + operators.aliases {
                texts.append(FieldText(.organisation, LocalisedText.anyLanguage, name))
            }
        }
        if let description = service.description { texts += fields(.description, description) }
        return texts
    }

    private func fields(_ field: TextField, _ text: LocalisedText) -> [FieldText] {
        text.languages.compactMap { language in text[language].map { FieldText(field, language, $0) } }
    }
}
