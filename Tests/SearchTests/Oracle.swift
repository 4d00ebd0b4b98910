import Foundation
import Search

/// Answers as the index must, by looking at every service.
struct Oracle {
    let documents: [SearchDocument]
    let vocabulary: Vocabulary
    let horizon: Range<Minute>
    private let weights = RankingWeights.standard

    init(_ documents: [SearchDocument], _ vocabulary: Vocabulary, _ horizon: Range<Minute>) {
        self.documents = documents
        self.vocabulary = vocabulary
        self.horizon = horizon
    }

    func matches(_ query: SearchQuery) -> [Int] {
        let words = kept(query)
        return documents.indices.filter { isMatch(documents[$0], query, words) }
    }

    /// All words when some service holds them together; else those that tell most, as many as are found together.
    func kept(_ query: SearchQuery) -> [String] {
        let words = query.text.split(separator: " ").map(String.init)
        let found = words.map { word in Set(documents.indices.filter { worth(word, query, documents[$0]) > 0 }) }
        guard words.count > 1, found.dropFirst().reduce(found[0], { $0.intersection($1) }).isEmpty else { return words }
        let named = words.map { word in vocabulary.needs.contains { $0.labels[0].text == word } }
        let order = words.indices.sorted { left, right in
            if named[left] != named[right] { return named[left] }
            return (found[left].count, left) < (found[right].count, right)
        }
        var together = Set(documents.indices)
        var kept: Set<Int> = []
        for position in order where !together.isDisjoint(with: found[position]) {
            together.formIntersection(found[position])
            kept.insert(position)
        }
        return kept.isEmpty ? words : kept.sorted().map { words[$0] }
    }

    private func isMatch(_ document: SearchDocument, _ query: SearchQuery, _ words: [String]) -> Bool {
        for word in words where worth(word, query, document) == 0 { return false }
        if !query.needs.isEmpty, Set(query.needs).isDisjoint(with: document.needs) { return false }
        if !query.themes.isEmpty, Set(query.themes).isDisjoint(with: themes(document)) { return false }
        if let near = query.near, let radius = near.radius {
            guard let point = document.point, Self.distance(near.point, point) <= radius else { return false }
        }
        if !query.districts.isEmpty, document.district.map({ query.districts.contains($0) }) != true { return false }
        switch query.open {
        case nil: break
        case .at(let minute): if !isOpen(document, minute..<minute + 1) { return false }
        case .during(let range): if !isOpen(document, range) { return false }
        }
        if !Self.isOpenTo(query.publics, document.publics) { return false }
        if !Self.isOpenTo(query.statuses, document.statuses) { return false }
        if let age = query.age, document.ages?.contains(age) == false { return false }
        if let gender = query.gender, !document.genders.isEmpty, !document.genders.contains(gender) { return false }
        if !query.languages.isEmpty, Set(query.languages).isDisjoint(with: document.languages) { return false }
        if query.isFree, !document.isFree { return false }
        if !Set(query.conditions).isSubset(of: document.conditions) { return false }
        if !Set(query.accessibility).isSubset(of: document.accessibility) { return false }
        if !Set(query.amenities).isSubset(of: document.amenities) { return false }
        if let organisation = query.organisation, document.organisation != organisation { return false }
        return true
    }

    private func themes(_ document: SearchDocument) -> [ThemeID] {
        document.needs.compactMap { vocabulary.needs[Int($0.rawValue)].parent.flatMap { vocabulary.theme($0) } }
    }

    /// Hours beyond the horizon are unknown here: ranges are clipped to it only by the spans themselves.
    private func isOpen(_ document: SearchDocument, _ range: Range<Minute>) -> Bool {
        guard horizon.lowerBound <= range.lowerBound, range.upperBound <= horizon.upperBound else { return false }
        return (document.openSpans ?? []).contains {
            $0.isCertain && $0.start < range.upperBound && $0.end > range.lowerBound
        }
    }

    private static func isOpenTo<List>(_ asked: [Key<List>], _ received: [Key<List>]) -> Bool {
        asked.isEmpty || received.isEmpty || !Set(asked).isDisjoint(with: received)
    }

    /// Best worth of a word in a document, 0 to 1, in steps of 1/255 as the index keeps them.
    private func worth(_ word: String, _ query: SearchQuery, _ document: SearchDocument) -> Double {
        var best: Float = 0
        let isNeedAlone = query.text == word && vocabulary.needs.contains { $0.labels[0].text == word }
        for need in document.needs where vocabulary.needs[Int(need.rawValue)].labels[0].text == word {
            best = max(best, weights.need)
        }
        for text in document.texts where text.text.split(separator: " ").contains(Substring(word)) {
            switch text.field {
            case .alias where isNeedAlone, .place where isNeedAlone, .description where isNeedAlone: break
            case .name: best = max(best, weights.name)
            case .alias: best = max(best, weights.alias)
            case .organisation: best = max(best, weights.organisation)
            case .place: best = max(best, weights.place)
            case .description: best = max(best, weights.description)
            }
        }
        return Double(Int(best * 255)) / 255
    }

    /// The score of `docs/search-ranking.md`.
    func score(_ number: Int, _ query: SearchQuery) -> Double {
        let document = documents[number]
        let words = kept(query)
        let text = words.isEmpty ? 0 : words.reduce(0) { $0 + worth($1, query, document) } / Double(words.count)
        var nearness = 0.0
        if let near = query.near, let point = document.point {
            let half = Double(weights.halfDistance)
            nearness = half / (half + Self.distance(near.point, point))
        }
        var freshness = 0.0
        if let days = document.daysSinceConfirmed { freshness = pow(0.5, Double(days) / Double(weights.halfLife)) }
        return Double(weights.text) * text + Double(weights.open) * openness(document, query.now)
            + Double(weights.distance) * nearness + Double(weights.freshness) * freshness
    }

    private func openness(_ document: SearchDocument, _ now: Minute) -> Double {
        guard horizon.contains(now), let spans = document.openSpans else { return Double(weights.unknownHours) }
        func isOpen(_ minute: Minute) -> Bool {
            let minute = min(minute, horizon.upperBound - 1)
            return spans.contains { $0.isCertain && $0.start <= minute && minute < $0.end }
        }
        if isOpen(now) { return Double(isOpen(now + weights.closingSoon) ? weights.openNow : weights.closing) }
        if isOpen(now + weights.openingSoon) { return Double(weights.opening) }
        let isUnsure = spans.contains { !$0.isCertain && $0.start <= now && now < $0.end }
        return isUnsure ? Double(weights.unknownHours) : 0
    }

    /// Metres on a sphere, by the haversine formula.
    static func distance(_ left: GeoPoint, _ right: GeoPoint) -> Double {
        let degree = Double.pi / 180
        let height = sin((right.latitude - left.latitude) * degree / 2)
        let width = sin((right.longitude - left.longitude) * degree / 2)
        let share = height * height + cos(left.latitude * degree) * cos(right.latitude * degree) * width * width
        return 2 * 6_371_008.8 * asin(min(1, share.squareRoot()))
    }
}
