/// Cuts an opening_hours text into tokens. The standard's spelling passes as it is; what people type otherwise is
/// understood where it has one meaning, and noted.
struct HoursLexer {
    /// The text's characters, as typed.
    let source: [Character]
    /// The same, folded (see `HoursLetter`), one for one.
    let folded: [Character]
    let country: String?

    var index = 0
    var tokens: [HoursToken] = []
    var warnings: [OpeningHoursWarning] = []
    /// Words of other languages, settled together at the end: index into `tokens`, the word.
    var pending: [(token: Int, word: String)] = []
    /// Languages seen through words that are not names of days.
    var languages: [String: Int] = [:]

    init(_ text: String, country: String?) {
        source = Array(text)
        folded = source.map(HoursLetter.fold)
        self.country = country
    }

    /// All tokens, closed by `.end`.
    mutating func run() throws(OpeningHoursError) {
        skipTitle()
        while index < source.count {
            let character = folded[index]
            if source[index].isNewline {
                newline()
            } else if character.isWhitespace {
                if source[index] == "_" { warn(.spelling, at: index, length: 1, mend: " ") }
                index += 1
            } else if takeCode() {
                continue
            } else if try takeComment() {
                continue
            } else if takePhrase() {
                continue
            } else if character.isASCII, character.isNumber {
                takeNumber()
            } else if isWordCharacter(character) {
                try takeWord()
            } else {
                try takeSign()
            }
        }
        try settleWords()
        tokens.append(HoursToken(kind: .end, position: source.count, length: 0))
    }

    /// `opening_hours = …`, `Öffnungszeiten: …` in front of the value.
    private mutating func skipTitle() {
        var start = 0
        while start < folded.count, folded[start].isWhitespace { start += 1 }
        for title in [
            "opening hours", "offnungszeiten", "offnungszeit", "horaires d'ouverture", "horaires",
        ]
        where folded[start...].starts(with: title) {
            var end = start + title.count
            while end < folded.count, folded[end].isWhitespace { end += 1 }
            let hasSign = end < folded.count && (folded[end] == "=" || folded[end] == ":")
            guard hasSign || end > start + title.count else { continue }
            index = hasSign ? end + 1 : end
            warn(.spelling, at: start, length: index - start, mend: "")
            return
        }
    }

    private mutating func newline() {
        let rest = folded[index...].contains { !$0.isWhitespace }
        if rest, let last = tokens.last?.kind, last != .semicolon, last != .comma {
            append(.semicolon, length: 1)
            warn(.spelling, at: index, length: 1, mend: ";")
        }
        index += 1
    }

    /// The short codes of the standard (`Mo`, `Jan`, `PH`), which most values are made of: no phrase begins so.
    private mutating func takeCode() -> Bool {
        guard source[index].isASCII, source[index].isUppercase else { return false }
        var end = index + 1
        while end < source.count, end < index + 4, isWordCharacter(folded[end]) { end += 1 }
        guard end - index <= 3, let kind = HoursVocabulary.standard[String(source[index..<end])] else { return false }
        append(kind, length: end - index)
        index = end
        return true
    }

    mutating func append(_ kind: HoursToken.Kind, length: Int) {
        tokens.append(HoursToken(kind: kind, position: index, length: length))
    }

    mutating func warn(_ kind: OpeningHoursWarning.Kind, at position: Int, length: Int, mend: String? = nil) {
        warnings.append(OpeningHoursWarning(position: position, length: length, kind: kind, mend: mend))
    }

    func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || (!character.isASCII && !character.isWhitespace && character.unicodeScalars.count > 1)
    }

    /// Closing marks by the opening one.
    private static let quotes: [Character: String] = [
        "\"": "\"", "„": "“”\"", "“": "”", "”": "”", "«": "»", "‹": "›", "「": "」", "『": "』", "‚": "‘’", "‘": "’",
        "’": "’",
    ]

    /// `"…"`, and the quotation marks of other languages when they are a pair.
    private mutating func takeComment() throws(OpeningHoursError) -> Bool {
        let opening = source[index]
        guard let closings = Self.quotes[opening] else { return false }
        guard let end = source[(index + 1)...].firstIndex(where: { closings.contains($0) }) else {
            throw OpeningHoursError(
                position: index, length: source.count - index, reason: .unclosedComment,
                mend: String(source[index...]) + "\"")
        }
        let text = String(source[(index + 1)..<end]).withoutOuterSpaces
        if opening != "\"" { warn(.quotes, at: index, length: end + 1 - index, mend: "\"\(text)\"") }
        append(.comment(text), length: end + 1 - index)
        index = end + 1
        return true
    }

    /// Digits; raised ones directly behind others are minutes.
    private mutating func takeNumber() {
        let start = index
        let raised = HoursLetter.isRaised(source[index])
        var end = index
        while end < folded.count, folded[end].isASCII, folded[end].isNumber, HoursLetter.isRaised(source[end]) == raised
        {
            end += 1
        }
        if raised, let last = tokens.last, last.next == start, case .number = last.kind {
            tokens.append(HoursToken(kind: .colon, position: start, length: 0))
        }
        let digits = String(folded[start..<end])
        if String(source[start..<end]) != digits { warn(.timeFormat, at: start, length: end - start, mend: digits) }
        append(.number(Int(digits) ?? Int.max, digits: end - start), length: end - start)
        index = end
    }

    private mutating func takeSign() throws(OpeningHoursError) {
        let kind: HoursToken.Kind? =
            switch folded[index] {
            case ":": .colon
            case "-": .dash
            case ",", "&": .comma
            case ";": .semicolon
            case "+": .plus
            case "/": .slash
            case ".": .dot
            case "[": .openBracket
            case "]": .closeBracket
            case "(": .openParen
            case ")": .closeParen
            default: nil
            }
        if let kind {
            if source[index] != folded[index] || source[index] == "&" {
                warn(.spelling, at: index, length: 1, mend: source[index] == "&" ? "," : String(folded[index]))
            }
            append(kind, length: 1)
            index += 1
        } else if folded[index] == "|", index + 1 < folded.count, folded[index + 1] == "|" {
            append(.fallback, length: 2)
            index += 2
        } else {
            throw OpeningHoursError(
                position: index, length: 1, reason: .unexpected(String(source[index])),
                mend: folded[index] == "|" ? "||" : nil)
        }
    }
}

extension String {
    /// Without spaces at both ends.
    var withoutOuterSpaces: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }
}
