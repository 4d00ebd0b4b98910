internal import Files
internal import Rules
internal import Web

/// Reads what was typed of a service or a place; every fault at once, each with how to mend it.
struct UpkeepReader {
    let form: FormValues
    let visit: Visit
    let taxonomy: Taxonomy
    var faults: [Problem.Fault] = []

    /// Characters.
    static let longestName = 160
    static let longestText = 4_000

    var settings: TerritorySettings { visit.settings }

    init(_ form: FormValues, visit: Visit, taxonomy: Taxonomy) {
        self.form = form
        self.visit = visit
        self.taxonomy = taxonomy
    }

    /// - Parameter row: which of several boxes of that name, from 0.
    mutating func fault(
        _ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:], row: Int = 0
    ) {
        var fault = Problem.Fault(name: name, reason: reason, phrase: phrase, holes: holes)
        fault.anchor = Self.anchor(name, row)
        fault.label = Self.label(name)
        faults.append(fault)
    }

    /// Id of the box in a form; a fault that names it stands beside it.
    static func anchor(_ name: String, _ row: Int) -> String { row == 0 ? "f-\(name)" : "f-\(name)-\(row)" }

    /// Phrase of the label that stands beside the field; `nil`: the words of the fault say enough.
    private static func label(_ name: String) -> String? {
        switch name {
        case "hours-by", "hours-sure", "week-from", "week-to", "do", "exception-night", "exception-replace": nil
        case "exception-from": "upkeep.closure.from"
        case "exception-to": "upkeep.closure.to"
        case "exception-hours": "upkeep.closure.hours"
        case "exception-reason": "upkeep.closure.reason"
        case "ages-from": "upkeep.form.agesFrom"
        case "ages-to": "upkeep.form.agesTo"
        case "latitude": "upkeep.form.latitude"
        case "moved-to": "upkeep.field.movedTo"
        case "operator": "upkeep.field.operatedBy"
        case "site": "upkeep.column.place"
        case "days": "upkeep.rhythm.days"
        default: "upkeep.field.\(name)"
        }
    }

    /// Texts that were typed side by side: `name` holds the words, `name-in` their languages, in the same order.
    /// - Parameter mayBeName: `und` says that the words are the same in every language.
    mutating func text(_ name: String, isNeeded: Bool = false, mayBeName: Bool = false, longest: Int = longestText)
        -> LocalisedText?
    {
        let words = form.pairs.filter { $0.name == name }.map(\.value)
        let tags = form.pairs.filter { $0.name == "\(name)-in" }.map(\.value)
        guard words.count == tags.count else {
            fault(name, "needs as many languages in \(name)-in as texts", "upkeep.fault.languages")
            return nil
        }
        var byLanguage: [String: String] = [:]
        for (tag, typed) in zip(tags, words) {
            let text = Self.tidied(typed)
            if text.isEmpty { continue }
            let isKnown = settings.languages.offered.contains(tag) || (mayBeName && tag == LocalisedText.anyLanguage)
            guard isKnown else {
                fault(name, "«\(tag.prefix(20))» is not a language of this guide", "upkeep.fault.languages")
                continue
            }
            if text.count > longest {
                fault(
                    name, "has more than \(longest) characters", "upkeep.fault.tooLong",
                    ["count": String(text.count), "longest": String(longest)])
            }
            byLanguage[tag] = text
        }
        if byLanguage.isEmpty {
            if isNeeded { fault(name, "is missing", "upkeep.fault.missing") }
            return nil
        }
        let own = settings.languages.required.first ?? settings.languages.preferred
        if byLanguage[LocalisedText.anyLanguage] == nil, byLanguage[own] == nil {
            fault(name, "has no text in «\(own)», the language of the city", "upkeep.fault.ownLanguage")
        }
        return LocalisedText(byLanguage)
    }

    /// One line; a line break or a run of spaces is one space.
    mutating func line(_ name: String, longest: Int = 300) -> String? {
        guard let typed = form[name] else { return nil }
        let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.count > longest {
            fault(
                name, "has more than \(longest) characters", "upkeep.fault.tooLong",
                ["count": String(text.count), "longest": String(longest)])
        }
        return text.isEmpty ? nil : text
    }

    /// Words of a closed list.
    mutating func terms(_ name: String, _ list: Taxonomy.List) -> [String] {
        let known = Set(taxonomy[list].map(\.key))
        return chosen(name, among: known)
    }

    mutating func needs() -> [String] {
        let chosen = chosen("needs", among: Set(taxonomy.needs.map(\.key)))
        if chosen.isEmpty, !faults.contains(where: { $0.name == "needs" }) {
            fault("needs", "needs at least one need", "upkeep.fault.needs")
        }
        return chosen
    }

    mutating func term(_ name: String, _ list: Taxonomy.List, isNeeded: Bool = false) -> String? {
        guard let key = form[name] else {
            if isNeeded { fault(name, "is missing", "upkeep.fault.missing") }
            return nil
        }
        return chosen(name, among: Set(taxonomy[list].map(\.key))).contains(key) ? key : nil
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String) -> Value?
    where Value.RawValue == String {
        guard let typed = form[name] else { return nil }
        if let value = Value(rawValue: typed) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fault(name, "must be one of \(known)", "upkeep.fault.choice")
        return nil
    }

    mutating func chosen(_ name: String, among known: Set<String>) -> [String] {
        var chosen: [String] = []
        for key in form.all(name) where !chosen.contains(key) {
            guard known.contains(key) else {
                fault(name, "«\(key.prefix(60))» is not in the list", "upkeep.fault.choice")
                return []
            }
            chosen.append(key)
        }
        return chosen
    }

    /// Languages that are spoken: BCP 47 tags.
    mutating func languages() -> [String] {
        var tags: [String] = []
        for tag in form.all("languages").flatMap({ $0.split(separator: " ").map(String.init) }) {
            let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
            let isTag =
                (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy { (97...122).contains($0) }
                && parts.count <= 3
                && parts.dropFirst().allSatisfy { part in
                    (2...4).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
                }
            guard isTag else {
                fault("languages", "«\(tag.prefix(20))» is not a language tag (BCP 47)", "upkeep.fault.languageTag")
                continue
            }
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    /// `2026-12-31`, and as local forms have it: `31/12/2026`, `31.12.2026`, `31-12-2026`, day first.
    static func day(_ typed: String) -> PartialDate? {
        if let date = PartialDate(typed) { return date }
        let parts = typed.split(omittingEmptySubsequences: false) { "/.-".contains($0) }.map(String.init)
        guard parts.count == 3, parts[2].utf8.count == 4, (1...2).contains(parts[0].utf8.count),
            (1...2).contains(parts[1].utf8.count)
        else { return nil }
        func two(_ text: String) -> String { text.utf8.count == 1 ? "0\(text)" : text }
        return PartialDate("\(parts[2])-\(two(parts[1]))-\(two(parts[0]))")
    }

    mutating func date(_ name: String) -> PartialDate? {
        guard let typed = form[name] else { return nil }
        guard let date = Self.day(typed), (1900...2199).contains(date.year) else {
            fault(name, "is not a date such as 2026-11-21", "upkeep.fault.date")
            return nil
        }
        return date
    }

    /// As people of the country write it; kept with the country's code (ITU-T E.123), or 2 to 6 digits as they are dialled.
    mutating func phone() -> String? {
        guard let typed = form["phone"] else { return nil }
        guard let dialled = DiallingPlan.dialled(typed, country: settings.country) else {
            fault(
                "phone",
                "is not a number of the country, nor an international one such as +33 1 43 44 55 00, nor a short one",
                "upkeep.fault.phone"
            )
            return nil
        }
        return dialled
    }

    mutating func website() -> String? {
        guard let typed = form["website"] else { return nil }
        guard WebAddress.isLawful(typed), typed.count <= 500 else {
            fault("website", "is not a web address that begins with https://", "upkeep.fault.website")
            return nil
        }
        return typed
    }

    mutating func number(_ name: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let typed = form[name] else { return nil }
        guard let number = Int(typed), bounds.contains(number) else {
            fault(
                name, "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound)", "upkeep.fault.number",
                ["least": String(bounds.lowerBound), "most": String(bounds.upperBound)])
            return nil
        }
        return number
    }

    /// Every value of that name in its order, empty ones too.
    static func values(_ name: String, _ form: FormValues) -> [String] {
        form.pairs.filter { $0.name == name }.map { tidied($0.value) }
    }

    /// White space at the ends goes, lines stay.
    static func tidied(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.joined(separator: "\n").trimmingNewlines
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        var text = self[...]
        while text.first?.isNewline == true { text = text.dropFirst() }
        while text.last?.isNewline == true { text = text.dropLast() }
        return String(text)
    }
}
