internal import Rules
internal import Web

/// Facts as the values of a form, in the order in which its fields stand.
enum UpkeepValues {
    typealias Pairs = [(name: String, value: String)]

    /// Languages that a form offers, the proper name first.
    static func languages(_ settings: TerritorySettings, mayBeName: Bool) -> [String] {
        (mayBeName ? [LocalisedText.anyLanguage] : []) + settings.languages.offered
    }

    static func text(
        _ name: String, _ text: LocalisedText?, _ settings: TerritorySettings, mayBeName: Bool = false,
        into pairs: inout Pairs
    ) {
        for tag in languages(settings, mayBeName: mayBeName) {
            pairs.append(("\(name)-in", tag))
            pairs.append((name, text?.byLanguage[tag] ?? ""))
        }
    }

    static func hours(_ hours: String?, into pairs: inout Pairs) {
        let grid = hours.flatMap { WeekGrid(hours: $0) }
        pairs.append(("hours-by", hours == nil ? "unknown" : grid == nil ? "text" : "week"))
        pairs.append(("hours", hours ?? ""))
        for stretch in (grid ?? WeekGrid()).days.flatMap({ $0 }) {
            pairs.append(("week-from", stretch.from))
            pairs.append(("week-to", stretch.to))
        }
        pairs.append(("week-holidays", (grid ?? WeekGrid()).publicHolidays.rawValue))
    }

    static func exceptions(_ closures: [DatedClosure], _ settings: TerritorySettings, into pairs: inout Pairs) {
        let tags = settings.languages.required
        pairs += tags.map { ("exception-in", $0) }
        for closure in closures {
            pairs += [
                ("exception-from", closure.from.description), ("exception-to", closure.to?.description ?? ""),
                ("exception-hours", closure.hours ?? ""),
            ]
            pairs += tags.map { ("exception-reason", closure.reason?[$0] ?? "") }
        }
    }

    static func capacity(_ figures: [Figure], _ settings: TerritorySettings, into pairs: inout Pairs) {
        let tags = settings.languages.required
        pairs += tags.map { ("capacity-in", $0) }
        for figure in figures {
            pairs.append(("capacity", figure.value.formattedWhole))
            pairs += tags.map { ("capacity-label", figure.label?[$0] ?? "") }
        }
    }

    /// Languages that the form does not show keep their words.
    static func merged(_ former: LocalisedText?, _ typed: LocalisedText?, _ reader: UpkeepReader) -> LocalisedText? {
        guard let typed else { return nil }
        let shown = Set(languages(reader.settings, mayBeName: true))
        let kept = (former?.byLanguage ?? [:]).filter { !shown.contains($0.key) }
        return LocalisedText(typed.byLanguage.merging(kept) { new, _ in new })
    }

    /// What a program sent, and for every group that it did not name what stands now: a page always sends its whole form.
    static func completed(_ sent: FormValues, with current: FormValues, groups: [[String]]) -> FormValues {
        let named = Set(sent.pairs.map(\.name))
        let kept = groups.filter { named.isDisjoint(with: $0) }.flatMap { $0 }
        return FormValues(sent.pairs + current.pairs.filter { kept.contains($0.name) }, files: sent.files)
    }
}

extension Double {
    fileprivate var formattedWhole: String { Int(exactly: self).map { String($0) } ?? description }
}
