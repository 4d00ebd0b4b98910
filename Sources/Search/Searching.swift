extension SearchIndex {
    /// Answers a question. Never fails: what cannot be found is answered with ways on.
    public func search(_ asked: SearchQuery) -> SearchAnswer {
        var query = asked.withinCalendar
        var paging = Paging.firstPage
        var ceiling = UInt64.max
        let fingerprint = asked.fingerprint
        if let cursor = asked.cursor {
            if cursor.question == fingerprint {
                query.now = cursor.now
                ceiling = cursor.position
                paging = cursor.version == version ? .followed : .indexChanged
            } else {
                paging = .otherQuestion
            }
        }
        var reader = TextReader(text, weights)
        var reading = query.text.isEmpty ? TextReading() : reader.read(query.text, completes: query.completesLastWord)
        let needsMeant = reading.needsMeant
        var chain = FilterChain(self, query, reading)
        var matches = chain.intersection()
        if matches.population == 0, let fewer = Leniency(index: self).fewer(reading, chain) {
            reading = fewer
            chain = FilterChain(self, query, reading)
            matches = chain.intersection()
        }
        let total = matches.population
        var answer = SearchAnswer(
            hits: [], total: total, facets: nil, next: nil, paging: paging, corrections: reading.corrections,
            ignoredWords: reading.ignored, needsMeant: needsMeant, didYouMean: [], relaxations: [],
            version: version)
        if total > 0 {
            let ranking = Ranking(index: self, query: query, reading: reading, place: chain.place)
            let limit = min(max(query.limit, 1), 1_000)
            let top = ranking.best(of: matches, count: total, limit: min(limit, total) + 1, below: ceiling)
            let shown = min(limit, top.keys.count)
            let explanation = Explanation(index: self, query: query, reading: reading, place: chain.place)
            answer.hits = (0..<shown).map { explanation.hit(Int(top.documents[$0]), key: top.keys[$0]) }
            if top.keys.count > shown {
                answer.next = SearchCursor(
                    version: version, question: fingerprint, now: query.now, position: top.keys[shown - 1])
            }
        }
        if query.wantsFacets {
            answer.facets = FacetCounter(index: self).count(chain, matches: matches, total: total, now: query.now)
        }
        if total == 0, query.wantsRelaxations {
            answer.didYouMean = otherSpellings(of: query, reading)
            answer.relaxations = RelaxationFinder(index: self, query: query, reading: reading, chain: chain).find()
        }
        return answer
    }
}

extension SearchQuery {
    /// The query with times so far away that sums could overflow brought back to some thousands of years.
    fileprivate var withinCalendar: SearchQuery {
        func bounded(_ minute: Minute) -> Minute { min(max(minute, -(1 << 30)), 1 << 30) }
        var query = self
        query.now = bounded(now)
        switch open {
        case nil: break
        case .at(let minute): query.open = .at(bounded(minute))
        case .during(let range): query.open = .during(bounded(range.lowerBound)..<bounded(range.upperBound))
        }
        return query
    }

    /// Tells whether two questions are the same but for the page and the present time.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 31 }
        func mix<List>(_ keys: [Key<List>]) {
            mix(UInt64(keys.count))
            for key in keys { mix(UInt64(key.rawValue)) }
        }
        func mix(_ text: String) {
            for byte in text.utf8 { mix(UInt64(byte)) }
            mix(0xFFFF)
        }
        mix(text)
        mix(completesLastWord ? 1 : 0)
        mix(needs)
        mix(themes)
        mix(near.map { $0.point.latitude.bitPattern } ?? 1)
        mix(near.map { $0.point.longitude.bitPattern } ?? 1)
        mix(near?.radius.map { $0.bitPattern } ?? 1)
        mix(districts)
        switch open {
        case nil: mix(0)
        case .at(let minute): mix(1 << 40 | UInt64(UInt32(bitPattern: minute)))
        case .during(let range):
            mix(UInt64(UInt32(bitPattern: range.lowerBound)) << 32 | UInt64(UInt32(bitPattern: range.upperBound)))
        }
        mix(publics)
        mix(age.map { UInt64(bitPattern: Int64($0)) } ?? 1 << 50)
        mix(gender.map { UInt64($0.rawValue) } ?? 99)
        mix(statuses)
        mix(languages)
        mix(isFree ? 1 : 0)
        mix(conditions)
        mix(accessibility)
        mix(amenities)
        mix(organisation ?? "")
        mix(UInt64(sort.rawValue))
        return hash
    }
}
