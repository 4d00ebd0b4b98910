import Search

/// Random services and questions over few values, so that every filter meets every other.
struct RandomCity {
    static let start: Minute = 29_852_640
    static let horizon = start..<start + 7 * 1_440
    static let words = ["alpha", "bravo", "charlie", "delta", "golf", "hotel", "kilo", "lima", "romeo", "tango"]
    static let needCount = 7

    /// The words of the needs are the first of `words`; the others stand in texts only.
    static let vocabulary = Vocabulary(
        themes: names("theme", 3),
        needs: (0..<needCount).map { need in
            let parent = need == 0 ? nil : "theme\(need % 3)"
            let label = Vocabulary.Wording("fr", need < 5 ? words[need] : "besoin\(need)")
            return Vocabulary.Entry(key: "need\(need)", labels: [label], parent: parent)
        },
        publics: names("public", 5), statuses: names("status", 4), languages: names("language", 6),
        districts: names("district", 5), accessibility: names("access", 3), conditions: names("condition", 3),
        amenities: names("amenity", 70))

    private static func names(_ list: String, _ count: Int) -> [Vocabulary.Entry] {
        (0..<count).map { Vocabulary.Entry(key: "\(list)\($0)", labels: []) }
    }

    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func keys<List>(_ bound: Int, most: Int) -> [Key<List>] {
        Array(Set((0..<below(most + 1)).map { _ in Key<List>(below(bound)) })).sorted()
    }

    mutating func point() -> GeoPoint {
        let spread = chance(10) ? 20_000 : 2_000
        return GeoPoint(
            latitude: 48.85 + Double(below(spread) - spread / 2) / 50_000,
            longitude: 2.35 + Double(below(spread) - spread / 2) / 30_000)
    }

    mutating func document(_ number: Int) -> SearchDocument {
        var document = SearchDocument(key: "service\(number)", texts: [])
        for field in TextField.allCases {
            let text = (0..<below(3)).map { _ in Self.words[below(Self.words.count)] }.joined(separator: " ")
            document.texts.append(FieldText(field, "fr", text))
        }
        document.needs = keys(Self.needCount, most: 6)
        if chance(90) { document.point = point() }
        if chance(90) { document.district = DistrictID(below(5)) }
        if chance(70) { document.organisation = "organisation\(below(4))" }
        document.publics = keys(5, most: 2)
        if chance(40) { document.ages = below(20)...(20 + below(60)) }
        if chance(30) { document.genders = [Gender.allCases[below(3)]] }
        document.statuses = keys(4, most: 2)
        document.languages = keys(6, most: 3)
        document.isFree = chance(60)
        document.conditions = keys(3, most: 2)
        document.accessibility = keys(3, most: 2)
        document.amenities = keys(70, most: 20)
        if chance(90) { document.daysSinceConfirmed = below(700) }
        if chance(85) { document.openSpans = spans() }
        return document
    }

    private mutating func spans() -> [OpenSpan] {
        var spans: [OpenSpan] = []
        var minute = Self.start - Minute(below(300))
        while minute < Self.horizon.upperBound, spans.count < 12 {
            let start = minute + Minute(below(900))
            let end = start + 1 + Minute(below(600))
            spans.append(OpenSpan(start: start, end: end, isCertain: chance(90)))
            minute = chance(10) ? end : end + Minute(below(500))
        }
        return spans
    }

    mutating func question() -> SearchQuery {
        var query = SearchQuery(now: Self.start + Minute(below(7 * 1_440)))
        if chance(50) { query.text = (0..<1 + below(2)).map { _ in Self.words[below(10)] }.joined(separator: " ") }
        if chance(25) { query.needs = keys(Self.needCount, most: 2) }
        if chance(15) { query.themes = keys(3, most: 2) }
        if chance(70) { query.near = Near(point(), radius: chance(50) ? Double(500 + below(6_000)) : nil) }
        if chance(20) { query.districts = keys(5, most: 2) }
        if chance(20) { query.open = .at(query.now) }
        if chance(10) { query.open = .during(query.now..<query.now + 1 + Minute(below(600))) }
        if chance(15) { query.publics = keys(5, most: 2) }
        if chance(15) { query.age = below(90) }
        if chance(15) { query.gender = Gender.allCases[below(3)] }
        if chance(15) { query.statuses = keys(4, most: 2) }
        if chance(15) { query.languages = keys(6, most: 2) }
        if chance(20) { query.isFree = true }
        if chance(10) { query.conditions = keys(3, most: 1) }
        if chance(10) { query.accessibility = keys(3, most: 1) }
        if chance(10) { query.amenities = keys(70, most: 1) }
        if chance(10) { query.organisation = "organisation\(below(4))" }
        query.sort = chance(50) ? .distance : chance(90) ? .relevance : .freshness
        query.limit = 1 + below(30)
        query.wantsFacets = true
        query.wantsRelaxations = false
        return query
    }
}
