import Search
import Testing

@Suite("Against looking at every service")
struct OracleTests {
    @Test("totals, order, distances, facets and pages", arguments: [(1, 60), (2, 400), (3, 2_000)] as [(UInt64, Int)])
    func agrees(_ seed: UInt64, _ size: Int) {
        var city = RandomCity(seed: seed)
        let documents = (0..<size).map { city.document($0) }
        let index = SearchIndex(documents: documents, vocabulary: RandomCity.vocabulary, horizon: RandomCity.horizon)
        let oracle = Oracle(documents, RandomCity.vocabulary, RandomCity.horizon)
        for _ in 0..<(size > 1_000 ? 20 : 60) {
            let query = city.question()
            let answer = index.search(query)
            let expected = oracle.matches(query)
            #expect(answer.total == expected.count)
            #expect(answer.hits.count == min(query.limit, expected.count))
            let found = Set(expected)
            #expect(answer.hits.allSatisfy { found.contains(Int($0.id)) })
            checkOrder(answer, expected, query, oracle)
            checkFacets(answer, query, oracle)
            checkNextPage(answer, query, index)
        }
    }

    /// Compares values, not identifiers, so that two services at the same distance may change places.
    private func checkOrder(_ answer: SearchAnswer, _ expected: [Int], _ query: SearchQuery, _ oracle: Oracle) {
        if query.sort == .distance, let near = query.near {
            let distances = expected.map { number in
                oracle.documents[number].point.map { Oracle.distance(near.point, $0) } ?? .infinity
            }
            for (hit, distance) in zip(answer.hits, distances.sorted()) {
                if distance == .infinity {
                    #expect(hit.distance == nil)
                } else {
                    #expect(abs((hit.distance ?? -1) - distance) < 0.05)
                }
            }
        } else if query.sort != .freshness {
            let scores = expected.map { oracle.score($0, query) }.sorted(by: >)
            for (hit, score) in zip(answer.hits, scores) {
                #expect(abs(Double(hit.score) - score) < 0.001)
                #expect(abs(oracle.score(Int(hit.id), query) - score) < 0.001)
            }
        } else {
            let days = expected.map { oracle.documents[$0].daysSinceConfirmed ?? .max }.sorted()
            let found = answer.hits.map { oracle.documents[Int($0.id)].daysSinceConfirmed ?? .max }
            #expect(found == Array(days.prefix(answer.hits.count)))
        }
    }

    private func checkFacets(_ answer: SearchAnswer, _ query: SearchQuery, _ oracle: Oracle) {
        guard let facets = answer.facets else { return }
        func count(_ leaveOut: (inout SearchQuery) -> Void, _ isCounted: (SearchDocument) -> Bool) -> Int {
            var query = query
            leaveOut(&query)
            return oracle.matches(query).count { isCounted(oracle.documents[$0]) }
        }
        let size = (needs: RandomCity.needCount, publics: 5)
        for need in 0..<size.needs {
            #expect(facets[NeedID(need)] == count({ $0.needs = [] }, { $0.needs.contains(NeedID(need)) }))
        }
        for key in 0..<size.publics {
            let isOpen = { (document: SearchDocument) in
                document.publics.isEmpty || document.publics.contains(PublicID(key))
            }
            #expect(facets[PublicID(key)] == count({ $0.publics = [] }, isOpen))
            #expect(facets[DistrictID(key)] == count({ $0.districts = [] }, { $0.district == DistrictID(key) }))
            #expect(
                facets[LanguageID(key)] == count({ $0.languages = [] }, { $0.languages.contains(LanguageID(key)) }))
            #expect(facets[AmenityID(key * 14)] == count({ _ in }, { $0.amenities.contains(AmenityID(key * 14)) }))
        }
        for key in 0..<3 {
            let isOpen = { (document: SearchDocument) in
                document.statuses.isEmpty || document.statuses.contains(StatusID(key))
            }
            #expect(facets[StatusID(key)] == count({ $0.statuses = [] }, isOpen))
            let ofTheme = { (document: SearchDocument) in
                document.needs.contains { $0.rawValue != 0 && Int($0.rawValue) % 3 == key }
            }
            #expect(facets[ThemeID(key)] == count({ $0.themes = [] }, ofTheme))
            #expect(
                facets[ConditionID(key)] == count({ _ in }, { $0.conditions.contains(ConditionID(key)) }))
            #expect(
                facets[AccessibilityID(key)]
                    == count({ _ in }, { $0.accessibility.contains(AccessibilityID(key)) }))
        }
        #expect(Int(facets.free) == count({ _ in }, { $0.isFree }))
        #expect(Int(facets.openNow) == count({ $0.open = .at(query.now) }, { _ in true }))
    }

    private func checkNextPage(_ answer: SearchAnswer, _ query: SearchQuery, _ index: SearchIndex) {
        guard let cursor = answer.next else {
            #expect(answer.hits.count == answer.total)
            return
        }
        var next = query
        next.cursor = cursor
        var both = query
        both.limit = query.limit * 2
        let expected = index.search(both).hits.map(\.id)
        #expect(answer.hits.map(\.id) + index.search(next).hits.map(\.id) == expected)
    }
}
