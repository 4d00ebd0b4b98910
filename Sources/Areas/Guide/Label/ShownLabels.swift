import Rules

extension GuideContent {
    /// Labels that the public sees on that day, by key of place; a place that was merged into another brings its label along.
    func labels(on day: LocalDate) -> [String: PlaceLabel] {
        guard !labels.given.isEmpty else { return [:] }
        let places = Dictionary(sites.map { ($0.key, $0) }) { first, _ in first }
        var shown: [String: PlaceLabel] = [:]
        for label in labels.given {
            let key = moved[RecordName(.site, label.site)] ?? label.site
            guard let place = places[key], label.isShown(at: place, on: day) else { continue }
            if let other = shown[key], other.term.last >= label.term.last { continue }
            shown[key] = label
        }
        return shown
    }
}
