import Search

/// A made-up service and what the peers need to know of it beside the index's own record.
struct GeneratedService {
    var document: SearchDocument
    var name: String
    var organisationName: String
    var organisationAlias: String
    var description: String
}

/// Makes plausible services of a city of the size of Paris.
struct ServiceGenerator {
    /// Monday 5 October 2026, 00:00, in minutes since 1970; times of the benchmark are local and UTC at once.
    static let start: Minute = 29_852_640
    static let dayCount: Minute = 14
    static let horizon = start..<start + dayCount * 1_440
    static let days = (0..<dayCount).map { start + $0 * 1_440..<start + ($0 + 1) * 1_440 }

    /// Centres of the districts, rounded to a kilometre or so; the generator needs a shape, not a map.
    static let centres: [(latitude: Double, longitude: Double)] = [
        (48.862, 2.336), (48.868, 2.343), (48.863, 2.360), (48.854, 2.357), (48.844, 2.350), (48.849, 2.332),
        (48.856, 2.312), (48.872, 2.312), (48.877, 2.337), (48.876, 2.360), (48.859, 2.380), (48.840, 2.395),
        (48.828, 2.362), (48.830, 2.324), (48.840, 2.293), (48.860, 2.262), (48.887, 2.307), (48.892, 2.348),
        (48.887, 2.384), (48.863, 2.401),
    ]

    private var random: SeededGenerator
    private var schedules: [[OpenSpan]] = []

    init(seed: UInt64 = 2_015) {
        random = SeededGenerator(seed: seed)
    }

    mutating func services(_ count: Int) -> [GeneratedService] {
        schedules = (0..<max(50, min(4_000, count / 10))).map { _ in schedule() }
        return (0..<count).map { service($0) }
    }

    private mutating func service(_ number: Int) -> GeneratedService {
        let needs = self.needs()
        let entries = needs.map { BenchmarkVocabulary.needs[Int($0.rawValue)] }
        let proper = random.pick(PlaceNames.proper)
        let first = entries[0].labels[0].text
        let name = random.chance(0.5) ? "\(first) \(proper)" : "\(random.pick(PlaceNames.kinds)) \(proper)"
        let organisation = random.skewed(PlaceNames.organisations.count)
        let (organisationName, alias) = PlaceNames.organisations[organisation]
        let offered = entries.map { $0.labels[0].text.lowercased() }.joined(separator: ", ")
        let description =
            "\(random.pick(PlaceNames.sentences)) Propose : \(offered). \(random.pick(PlaceNames.sentences))"
        let district = random.below(20)
        var document = SearchDocument(key: "service-\(number)", texts: [])
        document.texts = [
            FieldText(.name, "fr", name), FieldText(.organisation, "fr", organisationName),
            FieldText(.organisation, "fr", alias), FieldText(.description, "fr", description),
            FieldText(.place, "fr", "\(1 + random.below(200)) rue \(random.pick(PlaceNames.proper))"),
        ]
        document.needs = needs
        document.district = DistrictID(district)
        document.point = point(district)
        document.organisation = "organisation-\(organisation)"
        addConditions(&document)
        if random.chance(0.88) { document.openSpans = hours() }
        return GeneratedService(
            document: document, name: name, organisationName: organisationName, organisationAlias: alias,
            description: description)
    }

    private mutating func needs() -> [NeedID] {
        var needs = [NeedID(random.skewed(BenchmarkVocabulary.needs.count))]
        while random.chance(0.35), needs.count < 5 {
            let need = NeedID(random.skewed(BenchmarkVocabulary.needs.count))
            if !needs.contains(need) { needs.append(need) }
        }
        return needs
    }

    /// Around the district's centre, 600 m of deviation; one in ten anywhere within 15 km; one in fifty unknown.
    private mutating func point(_ district: Int) -> GeoPoint? {
        if random.chance(0.02) { return nil }
        let isFar = random.chance(0.1)
        let centre = isFar ? (latitude: 48.8566, longitude: 2.3522) : Self.centres[district]
        let spread = isFar ? 6_000.0 : 600.0
        let north = random.normal() * spread
        let east = random.normal() * spread
        let latitude = ((centre.latitude + north / 111_195) * 100_000).rounded() / 100_000
        let longitude = ((centre.longitude + east / 73_150) * 100_000).rounded() / 100_000
        return GeoPoint(latitude: latitude, longitude: longitude)
    }

    private mutating func addConditions(_ document: inout SearchDocument) {
        func keys<List>(_ count: Int, _ most: Int, _ random: inout SeededGenerator) -> [Key<List>] {
            var keys: Set<Key<List>> = []
            for _ in 0..<1 + random.below(most) { keys.insert(Key(random.skewed(count))) }
            return keys.sorted()
        }
        if random.chance(0.3) { document.publics = keys(BenchmarkVocabulary.publics.count, 2, &random) }
        if random.chance(0.15) { document.statuses = keys(BenchmarkVocabulary.statuses.count, 3, &random) }
        if random.chance(0.12) { document.ages = random.pick([18...99, 0...17, 16...25, 18...25, 0...3, 60...120]) }
        if random.chance(0.08) { document.genders = [random.chance(0.8) ? .woman : .man] }
        document.languages = [LanguageID(0)] + keys(BenchmarkVocabulary.languages.count, 3, &random)
        document.languages = Array(Set(document.languages)).sorted()
        document.isFree = random.chance(0.7)
        document.conditions = keys(BenchmarkVocabulary.conditions.count, 2, &random)
        if random.chance(0.5) { document.accessibility = keys(BenchmarkVocabulary.accessibility.count, 2, &random) }
        if random.chance(0.5) { document.amenities = keys(BenchmarkVocabulary.amenities.count, 4, &random) }
        if random.chance(0.9) { document.daysSinceConfirmed = random.below(900) }
    }

    /// A week repeated, sometimes with a closure of some days.
    private mutating func hours() -> [OpenSpan] {
        let spans = random.pick(schedules)
        guard random.chance(0.05) else { return spans }
        let from = Self.start + Minute(random.below(12)) * 1_440
        let closed = from..<from + 1_440 * Minute(1 + random.below(4))
        return spans.filter { !closed.contains($0.start) }
    }

    private mutating func schedule() -> [OpenSpan] {
        if random.chance(0.02) { return [OpenSpan(start: Self.start, end: Self.horizon.upperBound)] }
        let week: [Minute] = random.pick([
            [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5], [0, 2, 4], [1, 3], [5, 6],
        ])
        let opens: Minute = random.pick([420, 480, 510, 540, 570, 600, 660, 780, 840, 1_020, 1_140])
        let length: Minute = random.pick([120, 150, 180, 240, 300, 420, 480, 540, 600])
        let pauses = random.chance(0.35) && opens < 600 && length >= 300
        let isCertain = !random.chance(0.02)
        var spans: [OpenSpan] = []
        for day in 0..<Self.dayCount where week.contains(day % 7) {
            let start = Self.start + day * 1_440 + opens
            if pauses {
                spans.append(OpenSpan(start: start, end: start + length / 2 - 30, isCertain: isCertain))
                spans.append(OpenSpan(start: start + length / 2 + 30, end: start + length, isCertain: isCertain))
            } else {
                spans.append(OpenSpan(start: start, end: start + length, isCertain: isCertain))
            }
        }
        return spans
    }
}
