internal import Files
internal import Rules

/// Texts that lack a language which the city asks of all of its texts.
enum UpkeepTexts {
    struct Gap: Sendable, Hashable {
        var field: String
        /// BCP 47, in the order of the city.
        var languages: [String]
    }

    /// A text that is not there lacks nothing; a proper name is the same in every language.
    static func missing(_ facts: UpkeepFacts, _ required: [String]) -> [Gap] {
        ["name", "description", "price", "bring"].compactMap { field in
            let texts = facts[field]?.object?.compactMapValues(\.string).filter { !$0.value.isEmpty } ?? [:]
            guard !texts.isEmpty, texts[LocalisedText.anyLanguage] == nil else { return nil }
            let lacking = required.filter { texts[$0] == nil }
            return lacking.isEmpty ? nil : Gap(field: field, languages: lacking)
        }
    }
}
