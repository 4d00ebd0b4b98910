internal import Rules
internal import Web

extension UpkeepReader {
    /// How many figures a form offers room for.
    static let figureRows = 3

    /// `capacity`: numbers; `capacity-label`: what they count, one text for each language of `capacity-in`, figure by figure.
    ///
    /// What a form does not show of a figure (its source, its date) stays, as long as the number does.
    mutating func capacity(_ former: [Figure]) -> [Figure] {
        let numbers = Self.values("capacity", form)
        let tags = Self.values("capacity-in", form)
        let labels = Self.values("capacity-label", form)
        var figures: [Figure] = []
        for index in numbers.indices.prefix(20) where !numbers[index].isEmpty {
            guard let number = Int(numbers[index]), (0...1_000_000).contains(number) else {
                fault(
                    "capacity", "must be a whole number from 0 to 1000000", "upkeep.fault.number",
                    ["least": "0", "most": "1000000"])
                continue
            }
            var figure = former.indices.contains(index) ? former[index] : Figure(value: Double(number))
            if figure.value != Double(number) { figure = Figure(value: Double(number), unit: figure.unit) }
            var byLanguage = figure.label?.byLanguage ?? [:]
            for (position, tag) in tags.enumerated() where settings.languages.offered.contains(tag) {
                let place = index * tags.count + position
                guard labels.indices.contains(place) else { continue }
                byLanguage[tag] = labels[place].isEmpty ? nil : String(labels[place].prefix(Self.longestName))
            }
            figure.label = byLanguage.isEmpty ? nil : LocalisedText(byLanguage)
            figures.append(figure)
        }
        return figures
    }
}
