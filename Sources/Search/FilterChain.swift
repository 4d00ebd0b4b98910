/// The parts of a question that restrict the answer.
enum FilterKind: UInt8, CaseIterable {
    case text, need, theme, near, district, open, `public`, age, gender, status, language, free, condition
    case accessibility, amenity, organisation
}

/// A question's filters as sets, to be intersected with or without one of them.
struct FilterChain {
    private let index: SearchIndex
    private(set) var filters: [(kind: FilterKind, set: Bitset)] = []
    /// Where the person is, and the square of the chord of the radius.
    let place: SIMD4<Float>?
    let radius: Float?
    /// The concepts of the text, one set each, in their order.
    private(set) var conceptSets: [Bitset] = []
    private let isHopeless: Bool

    init(_ index: SearchIndex, _ query: SearchQuery, _ reading: TextReading) {
        self.index = index
        place = query.near.map { index.earth.place($0.point) }
        radius = query.near?.radius.map { EarthVector.chordSquared(arc: $0) }
        isHopeless = reading.isHopeless
        for concept in reading.concepts {
            let set = index.matching.set(concept, isAlone: reading.concepts.count == 1)
            conceptSets.append(set)
            filters.append((.text, set))
        }
        addLists(query)
        addPerson(query)
        if let open = query.open { addOpen(open) }
    }

    private mutating func addLists(_ query: SearchQuery) {
        addAny(.need, .need, query.needs)
        addAny(.theme, .theme, query.themes)
        addAny(.district, .district, query.districts)
        addAny(.language, .language, query.languages)
        addAll(.condition, .condition, query.conditions)
        addAll(.accessibility, .accessibility, query.accessibility)
        addAll(.amenity, .amenity, query.amenities)
        if query.isFree { filters.append((.free, index.attributes.rows[index.attributes.freeRow])) }
        if let organisation = query.organisation {
            var set = Bitset(bitCount: index.count)
            set.insert(contentsOf: index.attributes.documents(ofOrganisation: organisation)[...])
            filters.append((.organisation, set))
        }
    }

    private mutating func addPerson(_ query: SearchQuery) {
        addAny(.public, .public, query.publics)
        addAny(.status, .status, query.statuses)
        if let age = query.age { filters.append((.age, index.attributes.receiving(age: age))) }
        if let gender = query.gender { filters.append((.gender, index.attributes.receiving(gender))) }
    }

    private mutating func addAny<List>(_ kind: FilterKind, _ list: VocabularyList, _ keys: [Key<List>]) {
        guard !keys.isEmpty else { return }
        filters.append((kind, index.attributes.set(list, anyOf: keys, documentCount: index.count)))
    }

    private mutating func addAll<List>(_ kind: FilterKind, _ list: VocabularyList, _ keys: [Key<List>]) {
        for key in keys {
            filters.append((kind, index.attributes.set(list, anyOf: [key], documentCount: index.count)))
        }
    }

    private mutating func addOpen(_ open: OpenFilter) {
        let range =
            switch open {
            case .at(let minute): minute..<minute + 1
            case .during(let range): range
            }
        let horizon = index.opening.horizon
        if horizon.lowerBound <= range.lowerBound, range.upperBound <= horizon.upperBound {
            if case .at(let minute) = open {
                filters.append((.open, index.opening.open(at: minute)))
            } else {
                filters.append((.open, index.opening.open(during: range)))
            }
        } else {
            filters.append((.open, beyond(range)))
        }
    }

    /// Asks the closure of the index, document by document, about those that the certain filters leave.
    private func beyond(_ range: Range<Minute>) -> Bitset {
        var set = Bitset(bitCount: index.count)
        guard let spans = index.beyondHorizon else { return set }
        intersection { [.need, .theme, .district, .public, .status, .language].contains($0) }.visit { document in
            let found = spans(index.identifiers[document], range)
            if found.contains(where: { $0.isCertain && $0.start < range.upperBound && $0.end > range.lowerBound }) {
                set.insert(document)
            }
        }
        return set
    }

    /// True when the question has such a filter.
    func has(_ kind: FilterKind) -> Bool {
        if kind == .near { return radius != nil }
        if kind == .text, isHopeless { return true }
        return filters.contains { $0.kind == kind }
    }

    /// Documents that pass every filter.
    func intersection() -> Bitset {
        intersection { _ in false }
    }

    /// Documents that pass every filter but those that `isLeftOut` names.
    func intersection(except isLeftOut: (FilterKind) -> Bool) -> Bitset {
        if isHopeless, !isLeftOut(.text) { return Bitset(bitCount: index.count) }
        var result: Bitset?
        for (kind, set) in filters where !isLeftOut(kind) {
            if result == nil { result = set } else { result?.formIntersection(set) }
        }
        var matches = result ?? Bitset(full: index.count)
        if let place, let radius, !isLeftOut(.near) {
            index.tree.restrict(&matches, around: place, chordSquared: radius)
        }
        return matches
    }

    /// Documents that pass every filter, leaving out one concept of the text.
    func intersection(exceptConcept position: Int) -> Bitset {
        var matches = intersection { $0 == .text }
        for (index, set) in conceptSets.enumerated() where index != position { matches.formIntersection(set) }
        return matches
    }
}
