/// From an empty answer, ways on that find something, in the order in which a person would try them: a little
/// farther, a little later, a related need, one filter fewer, one word fewer; then much less.
struct RelaxationFinder {
    /// Radii that are offered, metres.
    private static let radii: [Double] = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]

    let index: SearchIndex
    let query: SearchQuery
    let reading: TextReading
    let chain: FilterChain

    func find() -> [Relaxation] {
        var found = wider() + later() + otherNeeds() + withoutOneFilter() + withoutOneWord()
        if found.isEmpty { found = muchLess() }
        return found
    }

    private func wider() -> [Relaxation] {
        guard let near = query.near, near.radius != nil, let place = chain.place else { return [] }
        let matches = chain.intersection { $0 == .near }
        guard matches.population > 0 else { return [] }
        var nearest = Float.infinity
        index.tree.visitNearest(matches, from: place) { word, least in
            guard least < nearest else { return false }
            var bits = matches.words[word]
            while bits != 0 {
                let squared = index.tree.chordSquared(word << 6 | bits.trailingZeroBitCount, from: place)
                if squared < nearest { nearest = squared }
                bits &= bits &- 1
            }
            return true
        }
        if nearest < .infinity {
            let metres = EarthVector.arc(chordSquared: nearest)
            if let radius = Self.radii.first(where: { $0 >= metres }) {
                var within = matches
                index.tree.restrict(&within, around: place, chordSquared: EarthVector.chordSquared(arc: radius))
                return offer(.radius(radius), within.population) { $0.near?.radius = radius }
            }
        }
        return offer(.withoutRadius, matches.population) { $0.near?.radius = nil }
    }

    private func later() -> [Relaxation] {
        guard let open = query.open else { return [] }
        let matches = chain.intersection { $0 == .open }
        let start =
            switch open {
            case .at(let minute): minute
            case .during(let range): range.upperBound - 1
            }
        var earliest = Minute.max
        matches.visit { document in
            if let next = index.opening.nextStart(of: document, after: start) { earliest = min(earliest, next) }
        }
        var ways: [Relaxation] = []
        if earliest < .max {
            let count = matches.population(with: index.opening.open(at: earliest))
            ways += offer(.openLater(at: earliest), count) { $0.open = .at(earliest) }
        }
        return ways + offer(.withoutOpen, matches.population) { $0.open = nil }
    }

    /// Up to three needs of the same theme, those that find most first.
    private func otherNeeds() -> [Relaxation] {
        var asked = query.needs
        for concept in reading.concepts {
            asked += concept.targets.filter { $0.target.list == .need }.map { NeedID(Int($0.target.position)) }
        }
        let needs = index.vocabulary.needs
        let themes = Set(asked.compactMap { needs.element(Int($0.rawValue))?.parent })
        guard !themes.isEmpty else { return [] }
        let others = chain.intersection { $0 == .need || $0 == .text }
        var ways: [Relaxation] = []
        for (position, need) in needs.enumerated() {
            guard let theme = need.parent, themes.contains(theme), !asked.contains(NeedID(position)) else { continue }
            let count = others.population(with: index.attributes.row(.need, position))
            ways += offer(.otherNeed(NeedID(position)), count) { query in
                query.text = ""
                query.needs = [NeedID(position)]
            }
        }
        return Array(ways.sorted { $0.count > $1.count }.prefix(3))
    }

    private func withoutOneFilter() -> [Relaxation] {
        let filters: [(FilterKind, Relaxation.Change, (inout SearchQuery) -> Void)] = [
            (.condition, .withoutConditions, { $0.conditions = [] }),
            (.amenity, .withoutAmenities, { $0.amenities = [] }),
            (.language, .withoutLanguages, { $0.languages = [] }),
            (.district, .withoutDistricts, { $0.districts = [] }),
            (.free, .withoutFree, { $0.isFree = false }),
            (.accessibility, .withoutAccessibility, { $0.accessibility = [] }),
            (.organisation, .withoutOrganisation, { $0.organisation = nil }),
            (.public, .withoutPublics, { $0.publics = [] }),
            (.age, .withoutAge, { $0.age = nil }),
            (.gender, .withoutGender, { $0.gender = nil }),
            (.status, .withoutStatuses, { $0.statuses = [] }),
            (.need, .withoutNeeds, { $0.needs = [] }),
        ]
        return filters.flatMap { kind, change, alter in
            chain.has(kind) ? offer(change, chain.intersection { $0 == kind }.population, alter) : []
        }
    }

    private func withoutOneWord() -> [Relaxation] {
        guard reading.concepts.count > 1 else { return [] }
        return reading.concepts.indices.flatMap { position -> [Relaxation] in
            let dropped = reading.typed[reading.concepts[position].words].joined(separator: " ")
            let kept = reading.concepts.indices.filter { $0 != position }
                .map { reading.typed[reading.concepts[$0].words].joined(separator: " ") }
                .joined(separator: " ")
            let count = chain.intersection(exceptConcept: position).population
            return offer(.withoutWord(dropped), count) { $0.text = kept }
        }
    }

    /// Keeps the place for the order, and the text or the need if they find anything at all.
    private func muchLess() -> [Relaxation] {
        var bare = SearchQuery(text: query.text, now: query.now)
        bare.needs = query.needs
        bare.themes = query.themes
        bare.near = query.near.map { Near($0.point) }
        bare.sort = query.sort
        bare.limit = query.limit
        bare.wantsFacets = query.wantsFacets
        let kept: Set<FilterKind> = [.text, .need, .theme]
        let ways = offer(.withoutFilters, chain.intersection { !kept.contains($0) }.population) { $0 = bare }
        if !ways.isEmpty { return ways }
        let words = offer(.withoutText, chain.intersection { $0 == .text }.population) { $0.text = "" }
        if chain.has(.text), !words.isEmpty { return words }
        return offer(.everything, index.count) { query in
            bare.text = ""
            bare.needs = []
            bare.themes = []
            query = bare
        }
    }

    private func offer(
        _ change: Relaxation.Change, _ count: Int, _ alter: (inout SearchQuery) -> Void
    ) -> [Relaxation] {
        guard count > 0 else { return [] }
        var changed = query
        changed.cursor = nil
        alter(&changed)
        return [Relaxation(change: change, count: count, query: changed)]
    }
}
