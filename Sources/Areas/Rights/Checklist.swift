import Rules

/// What to do, in which order, with which papers: to print, tick and take along.
struct Checklist: RightsText {
    static let kind = RightsKind.checklist

    struct Step: Sendable, Hashable, Codable {
        var key: String
        var act: LocalisedText
        /// Papers to take along.
        var bring: [LocalisedText]
        var ifRefused: LocalisedText?
        var needs: [String]
        var basis: [String]
        var isUnsure: Bool
    }

    var key: String
    var version: Int
    var lawAsOf: PartialDate
    var pictogram: String?
    var title: LocalisedText
    /// What one gets in the end, how long it takes, what it costs.
    var purpose: LocalisedText
    var steps: [Step]
    /// Good to know.
    var good: [LocalisedText]
    /// Sheets of the situations in which one needs it.
    var sheets: [String]
    var changes: [RightsChange]
    var asked: [String]?

    var unsure: Int { steps.count(where: \.isUnsure) }
    var needs: [String] { steps.flatMap(\.needs) }
    var summary: LocalisedText { purpose }
    var papers: [LocalisedText] { [] }
    var acts: [LocalisedText] { steps.map(\.act) }
}
