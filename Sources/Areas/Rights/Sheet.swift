import Rules

/// What the law gives to a person in one situation, and what they must not miss.
struct Sheet: RightsText {
    static let kind = RightsKind.sheet

    struct Right: Sendable, Hashable, Codable {
        var key: String
        /// Keys of needs that help with it.
        var needs: [String]
        var plain: LocalisedText
        var professional: LocalisedText
        /// Articles, as lawyers write them.
        var basis: [String]
        /// The writer was not certain: lawyers look here first, readers are told.
        var isUnsure: Bool
    }

    struct Deadline: Sendable, Hashable, Codable {
        var key: String
        var within: LegalPeriod?
        /// From which event it is counted.
        var from: LocalisedText?
        var plain: LocalisedText
        var basis: [String]
        var isUnsure: Bool
    }

    struct Paper: Sendable, Hashable, Codable {
        var key: String
        var name: LocalisedText
        var use: LocalisedText
        var basis: [String]
        var isUnsure: Bool
    }

    var key: String
    var version: Int
    var lawAsOf: PartialDate
    /// Key of a need or a theme whose drawing stands for it.
    var pictogram: String?
    var title: LocalisedText
    /// For whom it is.
    var who: LocalisedText
    /// By what one knows that it is one's situation.
    var signs: [LocalisedText]
    var rights: [Right]
    var deadlines: [Deadline]
    var documents: [Paper]
    /// What can harm.
    var never: [LocalisedText]
    /// Sheets to which one may come.
    var next: [String]
    var checklists: [String]
    var changes: [RightsChange]
    var asked: [String]?

    var unsure: Int {
        rights.count(where: \.isUnsure) + deadlines.count(where: \.isUnsure) + documents.count(where: \.isUnsure)
    }
    var needs: [String] { rights.flatMap(\.needs) }
    var summary: LocalisedText { who }
    var papers: [LocalisedText] { documents.map(\.name) }
    var acts: [LocalisedText] { [] }
}
