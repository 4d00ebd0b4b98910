/// Opening hours as people write them («Du lundi au vendredi de 9h à 12h30, sauf mercredi») in the syntax of OpenStreetMap, and what of
/// the text was not understood, word by word. Nothing is guessed: a part that may mean two things is not understood.
public struct HoursReading: Sendable, Hashable, Codable {
    /// A part of the text that the hours do not hold.
    public struct Rest: Sendable, Hashable, Codable {
        public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
            case unknownWords
            /// Times, and nothing says on which days.
            case daysMissing
            /// Days, and nothing says at what time.
            case timesMissing
        }

        /// As it stands in the text.
        public var text: String
        /// Characters before it.
        public var position: Int
        public var reason: Reason

        public init(text: String, position: Int, reason: Reason) {
            self.text = text
            self.position = position
            self.reason = reason
        }
    }

    public let text: String
    /// What was understood; `nil`: nothing.
    public let hours: String?
    /// In the order of the text.
    public let rest: [Rest]

    /// Everything was understood.
    public var isWhole: Bool { hours != nil && rest.isEmpty }

    /// What may be published: the hours when all was understood; else the same times as «unknown», with the words of the text, so that
    /// nobody is told that a place is open; `nil` for an empty text.
    public var publishable: String? {
        if isWhole { return hours }
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.isEmpty { return nil }
        let comment = "\"\(words.replacing("\"", with: "'"))\""
        let unsure = unsureRules.map { "\($0) unknown \(comment)" }.joined(separator: "; ")
        if !unsure.isEmpty, (try? OpeningHours(parsing: unsure)) != nil { return unsure }
        return "unknown \(comment)"
    }

    /// Rules that open, without their comments.
    private let unsureRules: [String]

    /// - Parameter text: French or English, or already in the syntax of OpenStreetMap.
    public init(_ text: String) {
        self.text = text
        if let hours = try? OpeningHours(parsing: text), hours.warnings.isEmpty {
            (self.hours, rest, unsureRules) = (hours.canonical, [], [])
            return
        }
        var parser = HoursProseParser(text)
        parser.run()
        let spelling = HoursProseSpelling(parser.rules)
        // The engine has the last word: what it cannot read was not understood.
        if let said = spelling.text, let hours = try? OpeningHours(parsing: said) {
            (self.hours, rest, unsureRules) = (hours.canonical, parser.rest, spelling.opening)
        } else {
            hours = nil
            unsureRules = []
            let isEmpty = text.allSatisfy(\.isWhitespace)
            rest =
                parser.rest.isEmpty && !isEmpty ? [Rest(text: text, position: 0, reason: .unknownWords)] : parser.rest
        }
    }

    init(text: String, hours: String?, rest: [Rest]) {
        (self.text, self.hours, self.rest, unsureRules) = (text, hours, rest, [])
    }
}
