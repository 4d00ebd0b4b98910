public import Rules

extension Field {
    /// `[a-z0-9-]+`, at most 80 characters.
    public func key() -> String? {
        guard let words = string() else { return nil }
        let lawful = words.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard lawful, !words.isEmpty, words.utf8.count <= 80 else {
            fault("«\(words)» is not a key", mend: "use a-z, 0-9 and -, at most 80 characters")
            return nil
        }
        return words
    }

    public func text(mayBeProperName: Bool) -> LocalisedText? {
        guard isMapping else {
            guard let words = string() else { return nil }
            if !mayBeProperName {
                fault("\(label) must be written by language", mend: "write {\(exampleLanguages)}")
            }
            return LocalisedText(name: words)
        }
        var byLanguage: [String: String] = [:]
        for (language, value) in pairs() {
            guard let tag = Self.languageTag(language) else {
                value.fault("«\(language)» is not a language (BCP 47)", mend: "write a tag such as fr, en, ar, zh-Hans")
                continue
            }
            guard !value.isEmpty, let words = value.string(), !words.isEmpty else { continue }
            byLanguage[tag] = words
        }
        for language in reading.requiredLanguages where byLanguage[language] == nil {
            fault("\(label) has no text in «\(language)»", mend: "add \(language): …")
        }
        for language in reading.offeredLanguages
        where byLanguage[language] == nil && !reading.requiredLanguages.contains(language) {
            reading.remark("texts without a translation in «\(language)»")
        }
        return LocalisedText(byLanguage)
    }

    private var exampleLanguages: String {
        (reading.requiredLanguages.isEmpty ? ["fr", "en"] : reading.requiredLanguages).map { "\($0): …" }.joined(
            separator: ", ")
    }

    /// A BCP 47 tag of a language, perhaps with script, region or variant; in the usual case (`fr`, `zh-Hans`, `pt-BR`, `fr-simple`).
    static func languageTag(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 3,
            parts.allSatisfy({ $0.utf8.allSatisfy { (97...122).contains($0 | 32) || (48...57).contains($0) } }),
            parts.dropFirst().allSatisfy({ (2...8).contains($0.utf8.count) }), language == language.lowercased()
        else { return nil }
        return text
    }

    public func language() -> String? {
        guard let words = string() else { return nil }
        guard let tag = Self.languageTag(words) else {
            fault("«\(words)» is not a language (BCP 47)", mend: "write a tag such as fr, en, ar, zh-Hans")
            return nil
        }
        return tag
    }

    public func date() -> PartialDate? {
        guard let words = string() else { return nil }
        guard let date = PartialDate(words) else {
            fault("«\(words)» is not a date", mend: "write 2016, 2016-05 or 2016-05-12")
            return nil
        }
        return date
    }

    /// `[latitude, longitude]`
    public func point() -> Coordinate? {
        let numbers = items().compactMap { $0.number() }
        guard numbers.count == 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 else {
            if isSequence {
                fault(
                    "\(label) is not a point",
                    mend: "write [latitude, longitude] in degrees, for example [48.8566, 2.3522]")
            }
            return nil
        }
        let point = Coordinate(latitude: numbers[0], longitude: numbers[1])
        if let bounds = reading.bounds, !bounds.contains(point) {
            let swapped = bounds.contains(Coordinate(latitude: numbers[1], longitude: numbers[0]))
            fault(
                "the point \(words(of: numbers)) is outside the territory",
                mend: swapped
                    ? "latitude comes first: swap the two" : "check the point, or the bounds in territory.yaml")
        }
        return point
    }

    private func words(of numbers: [Double]) -> String { "[\(numbers[0]), \(numbers[1])]" }

    /// `+` with the country's code (ITU-T E.123), or 2 to 6 digits as they are dialled.
    public func phone() -> String? {
        guard let words = string() else { return nil }
        let digits = words.filter(\.isNumber)
        let clean = words.allSatisfy { ("0"..."9").contains($0) || $0 == " " || $0 == "+" }
        let international = words.hasPrefix("+") && (8...15).contains(digits.count) && !words.dropFirst().contains("+")
        let short = !words.contains("+") && (2...6).contains(digits.count)
        guard clean, international || short, words.first != " ", words.last != " " else {
            fault(
                "«\(words)» is not an international phone number",
                mend: "write it as \"+33 1 43 44 55 00\", or a short number as dialled")
            return nil
        }
        return words
    }

    public func webAddress() -> String? {
        guard let words = string() else { return nil }
        guard WebAddress.isLawful(words) else {
            fault("«\(words)» is not a web address", mend: "write it whole, beginning with https://")
            return nil
        }
        return words
    }
}
