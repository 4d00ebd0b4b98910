/// Counts the values of the documents of an answer.
///
/// A small answer is read document by document; a large one is intersected with the set of each value. Both ways
/// give the same numbers; the limit between them is where they take the same time.
struct FacetCounter {
    /// A set is small when it has fewer than one document in this many.
    private static let sparse = 5

    let index: SearchIndex

    func count(_ chain: FilterChain, matches: Bitset, total: Int, now: Minute) -> FacetCounts {
        var facets = FacetCounts()
        let all = AttributeCounts(index.attributes, matches, total, isSmall: total * Self.sparse < index.count)
        func list(_ list: VocabularyList, _ kind: FilterKind) -> [Int32] {
            chain.has(kind) ? withoutOwnFilter(chain, list, kind) : all.counts(of: list)
        }
        facets.needs = list(.need, .need)
        facets.themes = list(.theme, .theme)
        facets.districts = list(.district, .district)
        facets.publics = list(.public, .public)
        facets.statuses = list(.status, .status)
        facets.languages = list(.language, .language)
        facets.accessibility = all.counts(of: .accessibility)
        facets.conditions = all.counts(of: .condition)
        facets.amenities = all.counts(of: .amenity)
        facets.free = all.free
        if index.opening.horizon.contains(now) {
            let others = chain.has(.open) ? chain.intersection { $0 == .open } : matches
            facets.openNow = Int32(others.population(with: index.opening.open(at: now)))
        }
        return facets
    }

    private func withoutOwnFilter(_ chain: FilterChain, _ list: VocabularyList, _ kind: FilterKind) -> [Int32] {
        let others = chain.intersection { $0 == kind }
        let total = others.population
        if total * Self.sparse < index.count {
            switch list {
            case .need: return NeedCounts(index.attributes, others.documents(count: total)).counts
            case .district: return DistrictCounts(index.attributes, others.documents(count: total)).counts
            default: break
            }
        }
        return index.attributes.range(of: list).map { Int32(others.population(with: index.attributes.rows[$0])) }
    }
}

/// Counts of all values of one set.
private struct AttributeCounts {
    private let attributes: AttributeTable
    private let needs: [Int32]
    private let districts: [Int32]
    /// By row, from the first mask row on.
    private let others: [Int32]

    init(_ attributes: AttributeTable, _ set: Bitset, _ total: Int, isSmall: Bool) {
        self.attributes = attributes
        if isSmall {
            let documents = set.documents(count: total)
            needs = NeedCounts(attributes, documents).counts
            districts = DistrictCounts(attributes, documents).counts
            others = MaskCounts(attributes, documents).counts
        } else {
            needs = attributes.range(of: .need).map { Int32(set.population(with: attributes.rows[$0])) }
            districts = attributes.range(of: .district).map { Int32(set.population(with: attributes.rows[$0])) }
            others = attributes.rows[attributes.firstMaskRow...].map { Int32(set.population(with: $0)) }
        }
    }

    var free: Int32 { others[attributes.freeRow - attributes.firstMaskRow] }

    func counts(of list: VocabularyList) -> [Int32] {
        switch list {
        case .need: return needs
        case .district: return districts
        default:
            let range = attributes.range(of: list)
            let first = attributes.firstMaskRow
            return Array(others[range.lowerBound - first..<range.upperBound - first])
        }
    }
}

/// Needs of documents that are read one by one: four at a time without a branch, each into counters of its own, so
/// that no addition waits for the one before; a further counter takes the empty places.
private struct NeedCounts {
    private(set) var counts: [Int32]

    init(_ attributes: AttributeTable, _ documents: [UInt32]) {
        let size = attributes.range(of: .need).count
        let width = size + 1
        var lanes = [Int32](repeating: 0, count: width * 4)
        // Every lane of `packedNeeds` is at most `size` (see `AttributeTable`), and every document is in range.
        lanes.withUnsafeMutableBufferPointer { lanes in
            attributes.packedNeeds.withUnsafeBufferPointer { packed in
                for document in documents {
                    let needs = packed[Int(document)]
                    lanes[Int(needs.x)] &+= 1
                    lanes[width &+ Int(needs.y)] &+= 1
                    lanes[2 &* width &+ Int(needs.z)] &+= 1
                    lanes[3 &* width &+ Int(needs.w)] &+= 1
                }
            }
        }
        counts = (0..<size).map { lanes[$0] + lanes[width + $0] + lanes[2 * width + $0] + lanes[3 * width + $0] }
        addFurther(attributes, documents)
    }

    /// Needs beyond the fourth, of the few documents that have them.
    private mutating func addFurther(_ attributes: AttributeTable, _ documents: [UInt32]) {
        guard !attributes.furtherNeeds.isEmpty else { return }
        var place = 0
        for (document, need) in attributes.furtherNeeds {
            while place < documents.count, documents[place] < document { place += 1 }
            guard place < documents.count else { return }
            if documents[place] == document { counts[Int(need)] += 1 }
        }
    }
}

private struct DistrictCounts {
    let counts: [Int32]

    init(_ attributes: AttributeTable, _ documents: [UInt32]) {
        let size = attributes.range(of: .district).count
        var counts = [Int32](repeating: 0, count: size + 1)
        // Every entry of `districts` is at most `size` (see `AttributeTable`), and every document is in range.
        counts.withUnsafeMutableBufferPointer { counts in
            attributes.districts.withUnsafeBufferPointer { districts in
                for document in documents { counts[Int(districts[Int(document)])] &+= 1 }
            }
        }
        counts.removeLast()
        self.counts = counts
    }
}
