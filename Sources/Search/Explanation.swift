/// Tells of each document of a page how far it is, whether it is open, and why it is there.
struct Explanation {
    let index: SearchIndex
    let query: SearchQuery
    let reading: TextReading
    let place: SIMD4<Float>?

    func hit(_ document: Int, key: UInt64) -> SearchHit {
        var distance: Double?
        if let place {
            let squared = index.tree.chordSquared(document, from: place)
            if !squared.isNaN { distance = EarthVector.arc(chordSquared: squared) }
        }
        return SearchHit(
            id: index.identifiers[document], distance: distance,
            openState: index.opening.state(of: document, at: query.now, closingSoon: index.weights.closingSoon),
            reasons: reasons(document, distance), score: OrderKey.value(key))
    }

    private func reasons(_ document: Int, _ distance: Double?) -> [MatchReason] {
        var reasons: [MatchReason] = []
        for concept in reading.concepts {
            if let reason = index.matching.reason(concept, document) { reasons.append(reason) }
        }
        for need in query.needs where has(.need, need, document) { reasons.append(.filteredNeed(need)) }
        for theme in query.themes where has(.theme, theme, document) { reasons.append(.filteredTheme(theme)) }
        if query.near?.radius != nil { reasons.append(.near) }
        if !query.districts.isEmpty { reasons.append(.district) }
        if query.open != nil { reasons.append(.open) }
        if !query.publics.isEmpty { reasons.append(.openToPublic(named(.public, query.publics, document))) }
        if !query.statuses.isEmpty { reasons.append(.openToStatus(named(.status, query.statuses, document))) }
        if query.age != nil { reasons.append(.age) }
        if query.gender != nil { reasons.append(.gender) }
        for language in query.languages where has(.language, language, document) { reasons.append(.speaks(language)) }
        if query.isFree { reasons.append(.free) }
        for condition in query.conditions { reasons.append(.condition(condition)) }
        for fact in query.accessibility { reasons.append(.accessibility(fact)) }
        for amenity in query.amenities { reasons.append(.amenity(amenity)) }
        if query.organisation != nil { reasons.append(.organisation) }
        return reasons
    }

    private func has<List>(_ list: VocabularyList, _ key: Key<List>, _ document: Int) -> Bool {
        let range = index.attributes.range(of: list)
        return Int(key.rawValue) < range.count
            && index.attributes.rows[range.lowerBound + Int(key.rawValue)].contains(document)
    }

    /// The first of `keys` that the service names; nil when it is open to everyone.
    private func named<List>(_ list: VocabularyList, _ keys: [Key<List>], _ document: Int) -> Key<List>? {
        keys.first { key in
            Int(key.rawValue) < index.attributes.range(of: list).count
                && index.attributes.named(PhraseTarget(list: list, position: key.rawValue)).contains(document)
        }
    }
}
