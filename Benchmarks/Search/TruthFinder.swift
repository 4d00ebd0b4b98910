import Foundation
import Search

/// Answers questions by looking at every service: slow, simple, and independent of the index.
struct TruthFinder {
    let services: [GeneratedService]
    /// Services in whose texts each plain word stands, and in whose names and organisations.
    private let holders: [String: Set<Int>]
    private let named: [String: Set<Int>]

    init(_ services: [GeneratedService]) {
        self.services = services
        var holders: [String: Set<Int>] = [:]
        var named: [String: Set<Int>] = [:]
        for (number, service) in services.enumerated() {
            for text in service.document.texts {
                for word in PlainWords.words(text.text) {
                    holders[word, default: []].insert(number)
                    if text.field == .name || text.field == .organisation { named[word, default: []].insert(number) }
                }
            }
        }
        self.holders = holders
        self.named = named
    }

    /// The nearest 20 services that match what was meant, and how many match.
    func nearest(_ question: Question) -> (nearest: [Int32], total: Int) {
        let wanted = PlainWords.words(question.meant)
        // Who asks for a need wants the services that answer to it or are called so, not those that mention it.
        let places = question.meantNeeds.isEmpty ? holders : named
        var holding = wanted.first.flatMap { places[$0] } ?? []
        for word in wanted.dropFirst() { holding.formIntersection(places[word] ?? []) }
        var found: [(distance: Double, id: Int32)] = []
        for (number, service) in services.enumerated() {
            guard matches(service.document, question.query) else { continue }
            if !wanted.isEmpty {
                let hasNeed = service.document.needs.contains { question.meantNeeds.contains($0) }
                guard hasNeed || holding.contains(number) else { continue }
            }
            var distance = Double.infinity
            if let near = question.query.near, let point = service.document.point {
                distance = Self.haversine(near.point, point)
            }
            if let radius = question.query.near?.radius, distance > radius { continue }
            found.append((distance, Int32(number)))
        }
        let best = found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(20)
        return (best.map(\.id), found.count)
    }

    private func matches(_ document: SearchDocument, _ query: SearchQuery) -> Bool {
        if case .at(let minute) = query.open {
            let spans = document.openSpans ?? []
            guard spans.contains(where: { $0.isCertain && $0.start <= minute && minute < $0.end }) else { return false }
        }
        if !query.needs.isEmpty, !query.needs.contains(where: { document.needs.contains($0) }) { return false }
        if !query.districts.isEmpty, document.district.map({ query.districts.contains($0) }) != true { return false }
        if !query.languages.isEmpty, !query.languages.contains(where: { document.languages.contains($0) }) {
            return false
        }
        if query.isFree, !document.isFree { return false }
        if !query.conditions.allSatisfy({ document.conditions.contains($0) }) { return false }
        if !query.accessibility.allSatisfy({ document.accessibility.contains($0) }) { return false }
        if !query.amenities.allSatisfy({ document.amenities.contains($0) }) { return false }
        if let age = query.age, document.ages.map({ $0.contains(age) }) == false { return false }
        if let gender = query.gender, !document.genders.isEmpty, !document.genders.contains(gender) { return false }
        if !query.publics.isEmpty, !document.publics.isEmpty,
            !query.publics.contains(where: { document.publics.contains($0) })
        {
            return false
        }
        if !query.statuses.isEmpty, !document.statuses.isEmpty,
            !query.statuses.contains(where: { document.statuses.contains($0) })
        {
            return false
        }
        return true
    }

    /// Metres on a sphere of 6,371,008.8 m.
    static func haversine(_ left: GeoPoint, _ right: GeoPoint) -> Double {
        let degree = Double.pi / 180
        let height = sin((right.latitude - left.latitude) * degree / 2)
        let width = sin((right.longitude - left.longitude) * degree / 2)
        let share = height * height + cos(left.latitude * degree) * cos(right.latitude * degree) * width * width
        return 2 * 6_371_008.8 * asin(min(1, share.squareRoot()))
    }
}
