/// A word or a sign of a text on opening hours, with its place in it.
struct HoursProseToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// 0: Monday.
        case day(Int)
        /// Minutes from midnight. `half`: written with am or pm, so that a bare number before it takes the same half.
        case time(Int, half: Bool)
        case number(Int)
        /// 1…5 from the beginning of the month; -1: the last.
        case ordinal(Int)
        case month(Int)
        /// Folded; phrases of several words are one, by their name in ``HoursProseWords``.
        case word(String)
        case sign(Character)
        /// End of a line or of a sentence.
        case stop
    }

    var kind: Kind
    /// Characters of the text.
    var range: Range<Int>
}

/// Takes a text on opening hours apart.
struct HoursProseLexer {
    private let characters: [Character]
    private let folded: [Character]
    private var position = 0
    private(set) var tokens: [HoursProseToken] = []

    init(_ text: String) {
        characters = Array(text)
        folded = characters.map { character in
            let plain = NameFolding.folded(String(character))
            return plain.count == 1 ? plain.first ?? character : character
        }
    }

    func source(_ range: Range<Int>) -> String { String(characters[range]) }

    mutating func run() {
        while position < folded.count {
            let character = folded[position]
            if character.isNewline || ";|•".contains(character) {
                add(.stop, 1)
            } else if character.isWhitespace || "'’`´\"«»*_".contains(character) {
                position += 1
            } else if character.isASCIIDigit || character.isASCIILetter {
                if !phrase() { character.isASCIIDigit ? number() : word() }
            } else if character == "." {
                // Of an abbreviation («lun.») or of a sentence.
                let isEnd = position + 1 >= folded.count || folded[position + 1].isWhitespace
                if isEnd, !endsAbbreviation { add(.stop, 1) } else { position += 1 }
            } else {
                add(.sign("–—‑−".contains(character) ? "-" : character), 1)
            }
        }
        joinPhrases()
    }

    private var endsAbbreviation: Bool {
        guard let last = tokens.last, last.range.upperBound == position else { return false }
        switch last.kind {
        case .day, .month: return last.range.count <= 4
        default: return false
        }
    }

    private mutating func add(_ kind: HoursProseToken.Kind, _ length: Int) {
        tokens.append(HoursProseToken(kind: kind, range: position..<(position + length)))
        position += length
    }

    private func starts(_ words: String, at start: Int) -> Bool {
        let wanted = Array(words)
        guard start + wanted.count <= folded.count else { return false }
        return Array(folded[start..<(start + wanted.count)]) == wanted
    }

    private func isBoundary(_ index: Int) -> Bool {
        index >= folded.count || !(folded[index].isASCIIDigit || folded[index].isASCIILetter)
    }

    /// «24h/24», «7j/7».
    private mutating func phrase() -> Bool {
        for (words, name) in HoursProseWords.signs
        where starts(words, at: position) && isBoundary(position + words.count) {
            add(.word(name), words.count)
            return true
        }
        return false
    }

    private mutating func word() {
        var end = position
        while end < folded.count, folded[end].isASCIILetter { end += 1 }
        let word = String(folded[position..<end])
        let kind: HoursProseToken.Kind =
            if let day = HoursProseWords.days[word] { .day(day) } else if let month = HoursProseWords.months[word] {
                .month(month)
            } else if let ordinal = HoursProseWords.ordinals[word] { .ordinal(ordinal) } else { .word(word) }
        add(kind, end - position)
    }

    /// `9`, `9h`, `9h30`, `9 h 30`, `09:30`, `9.30`, `9am`, `9:30 p.m.`, `1er`, `2e`.
    private mutating func number() {
        var end = position
        while end < folded.count, folded[end].isASCIIDigit { end += 1 }
        guard let value = Int(String(folded[position..<end])), end - position <= 4 else {
            add(.word(String(folded[position..<end])), end - position)
            return
        }
        if let (minutes, after) = minutes(value, end) {
            let (time, half, last) = half(minutes, after)
            add(.time(time, half: half), last - position)
        } else if case (let time, true, let last) = half(value * 60, end), (1...12).contains(value) {
            add(.time(time, half: true), last - position)
        } else if let suffix = ["ere", "eme", "er", "nd", "st", "rd", "th", "e"].first(where: {
            starts($0, at: end) && isBoundary(end + $0.count)
        }), (1...31).contains(value) {
            add(.ordinal(value), end - position + suffix.count)
        } else {
            add(.number(value), end - position)
        }
    }

    /// Minutes of a clock time that begins with `hour`, and where it ends.
    private func minutes(_ hour: Int, _ end: Int) -> (Int, Int)? {
        guard hour <= 24 else { return nil }
        var next = end
        while next < folded.count, folded[next] == " " || folded[next] == "\u{202F}" || folded[next] == "\u{A0}" {
            next += 1
        }
        var isHour = false
        for mark in ["heures", "heure", "hrs", "h"] where starts(mark, at: next) {
            let after = next + mark.count
            if after < folded.count, folded[after].isASCIILetter { continue }
            (isHour, next) = (true, after)
            break
        }
        if !isHour {
            guard end < folded.count, ":.".contains(folded[end]) else { return nil }
            guard let value = twoDigits(end + 1) else { return nil }
            return hour * 60 + value > 1440 ? nil : (hour * 60 + value, end + 3)
        }
        var rest = next
        while rest < folded.count, folded[rest] == " " { rest += 1 }
        if let value = twoDigits(rest), hour * 60 + value <= 1440, !isHourMark(rest + 2) {
            return (hour * 60 + value, rest + 2)
        }
        return (hour * 60, next)
    }

    private func twoDigits(_ start: Int) -> Int? {
        guard start + 1 < folded.count, folded[start].isASCIIDigit, folded[start + 1].isASCIIDigit,
            isBoundaryOrLetter(start + 2),
            let value = Int(String(folded[start...(start + 1)])), value < 60
        else { return nil }
        return value
    }

    private func isBoundaryOrLetter(_ index: Int) -> Bool { index >= folded.count || !folded[index].isASCIIDigit }

    /// The two digits are an hour of their own: «9h 12h».
    private func isHourMark(_ index: Int) -> Bool {
        var index = index
        while index < folded.count, folded[index] == " " { index += 1 }
        return index < folded.count && (folded[index] == "h" || folded[index] == ":")
    }

    /// am and pm.
    private func half(_ minutes: Int, _ end: Int) -> (Int, Bool, Int) {
        var next = end
        while next < folded.count, folded[next] == " " { next += 1 }
        for (mark, isAfternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)]
        where starts(mark, at: next) && isBoundary(next + mark.count) && minutes < 13 * 60 {
            return (minutes % 720 + (isAfternoon ? 720 : 0), true, next + mark.count)
        }
        return (minutes, false, end)
    }

    /// «week-end», «sur rendez-vous», «du mois»: several words, one meaning.
    private mutating func joinPhrases() {
        var joined: [HoursProseToken] = []
        var index = 0
        while index < tokens.count {
            if let (name, end) = phrase(at: index) {
                joined.append(
                    HoursProseToken(
                        kind: .word(name), range: tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound))
                index = end
            } else {
                joined.append(tokens[index])
                index += 1
            }
        }
        tokens = joined
    }

    private func phrase(at start: Int) -> (String, Int)? {
        for (words, name) in HoursProseWords.phrases {
            var index = start
            var isFound = true
            for (position, word) in words.enumerated() {
                if position > 0, index < tokens.count, tokens[index].kind == .sign("-") { index += 1 }
                guard index < tokens.count, spelled(index) == word else {
                    isFound = false
                    break
                }
                index += 1
            }
            if isFound { return (name, index) }
        }
        return nil
    }

    private func spelled(_ index: Int) -> String {
        let range = tokens[index].range
        return String(folded[range])
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) }
}
