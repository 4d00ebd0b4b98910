extension Visit {
    /// A sentence in which the numbers that one calls can be touched: the emergency numbers of three figures and more (15 may be a number of
    /// days), and numbers of ten figures that begin with 0, as they are written in France.
    public func dialling(_ words: String) -> HTML {
        let known = settings.emergency.filter { $0.number.count >= 3 }
        var html = HTML()
        var rest = Substring(words)
        while let start = rest.firstIndex(where: \.isASCIIDigit) {
            let isApart = rest[..<start].last.map { !$0.isLetter && $0 != "." && $0 != "," && $0 != "-" } ?? true
            let found = Self.number(at: start, in: rest)
            let digits = found.whole.filter(\.isASCIIDigit)
            let entry = known.first { $0.number == String(found.first) }
            html = html + HTML(String(rest[..<start]))
            if isApart, digits.count == 10, digits.hasPrefix("0") {
                html = html + phone(String(found.whole))
                rest = rest[found.whole.endIndex...]
            } else if isApart, let entry, Self.ends(rest[found.first.endIndex...]) {
                html = html + phone(entry.number, isByText: entry.isByText == true)
                rest = rest[found.first.endIndex...]
            } else {
                html = html + HTML(String(found.first))
                rest = rest[found.first.endIndex...]
            }
        }
        return html + HTML(String(rest))
    }

    /// The figures from `start` on, and the same with the groups that follow after a space or a point.
    private static func number(at start: Substring.Index, in words: Substring) -> (first: Substring, whole: Substring) {
        let first = words[start...].prefix(while: \.isASCIIDigit)
        var end = first.endIndex
        while end < words.endIndex, " .\u{A0}\u{202F}".contains(words[end]) {
            let pair = words[words.index(after: end)...].prefix(while: \.isASCIIDigit)
            guard (2...3).contains(pair.count) else { break }
            end = pair.endIndex
        }
        return (first, words[start..<end])
    }

    /// A number that is followed by a letter, a sum or an article's dash is none to call.
    private static func ends(_ rest: Substring) -> Bool {
        let next = rest.first { !" \u{A0}\u{202F}".contains($0) }
        if let next, "€%°-".contains(next) { return false }
        return rest.first.map { !$0.isLetter } ?? true
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
