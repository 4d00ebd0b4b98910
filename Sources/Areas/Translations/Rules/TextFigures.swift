/// Hours, telephones and other numbers of a text, each in one manner of writing, so that two languages can be compared:
/// `8 h 30`, `8:30` and `08:30` are one; `+33 1 23 45 67 89` and `01 23 45 67 89` are one; digits of every script are ours.
public enum TextFigures {
    public static func of(_ text: String) -> [String] {
        var reader = FigureReader(text)
        return reader.figures()
    }

    /// What the source has and the translation lacks, and the other way round.
    public static func differences(_ source: String, _ translation: String) -> (missing: [String], added: [String]) {
        (left(of(source), without: of(translation)), left(of(translation), without: of(source)))
    }

    private static func left(_ some: [String], without others: [String]) -> [String] {
        var rest = others
        return some.filter { one in
            guard let place = rest.firstIndex(of: one) else { return true }
            rest.remove(at: place)
            return false
        }
    }
}

private struct FigureReader {
    private static let spaces: Set<Character> = [" ", "\u{A0}", "\u{202F}"]

    private let signs: [Character]
    private var place = 0

    init(_ text: String) { signs = text.map { Self.digit($0) ?? $0 } }

    /// A decimal digit of any script as an ASCII one; numerals that are words (三) stay words.
    private static func digit(_ sign: Character) -> Character? {
        guard let scalar = sign.unicodeScalars.first, sign.unicodeScalars.count == 1,
            scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
        else { return nil }
        return Character(String(Int(value)))
    }

    mutating func figures() -> [String] {
        var found: [String] = []
        while place < signs.count {
            guard isDigit(place) else {
                place += 1
                continue
            }
            found.append(telephone() ?? time() ?? number())
        }
        return found
    }

    private func isDigit(_ index: Int) -> Bool {
        index < signs.count && signs[index].isASCII && signs[index].isNumber
    }

    private func sign(_ index: Int) -> Character? { index < signs.count ? signs[index] : nil }

    private func digits(from start: Int) -> String {
        var end = start
        while isDigit(end) { end += 1 }
        return String(signs[start..<end])
    }

    private func afterSpaces(_ start: Int) -> Int {
        var index = start
        while let next = sign(index), Self.spaces.contains(next) { index += 1 }
        return index
    }

    /// Groups of digits with one space, point or hyphen between them, eight digits or more.
    private mutating func telephone() -> String? {
        var number = digits(from: place)
        var end = place + number.count
        while let next = sign(end), Self.spaces.contains(next) || next == "." || next == "-", isDigit(end + 1) {
            let group = digits(from: end + 1)
            number += group
            end += 1 + group.count
        }
        guard number.count >= 8 else { return nil }
        let isAbroad = place > 0 && signs[place - 1] == "+"
        place = end
        // +33 1 … as it is dialled at home.
        return isAbroad && number.hasPrefix("33") && number.count == 11 ? "0" + number.dropFirst(2) : number
    }

    private mutating func time() -> String? {
        let first = digits(from: place)
        guard first.count <= 2, let hour = Int(first), hour <= 24 else { return nil }
        var end = place + first.count
        var minutes: Int?
        var isTime = false
        if sign(end) == ":", digits(from: end + 1).count == 2 {
            minutes = Int(digits(from: end + 1))
            end += 3
            isTime = true
        } else {
            let mark = afterSpaces(end)
            if let letter = sign(mark), letter == "h" || letter == "H", sign(mark + 1)?.isLetter != true {
                isTime = true
                end = mark + 1
                let rest = afterSpaces(end)
                if digits(from: rest).count == 2 {
                    minutes = Int(digits(from: rest))
                    end = rest + 2
                }
            }
        }
        var full = hour
        let half = afterSpaces(end)
        if let letter = sign(half)?.lowercased(), letter == "a" || letter == "p",
            let width = halfDay(half), hour <= 12
        {
            isTime = true
            full = hour % 12 + (letter == "p" ? 12 : 0)
            end = half + width
        }
        guard isTime, (minutes ?? 0) < 60 else { return nil }
        place = end
        return "\(full < 10 ? "0" : "")\(full):\((minutes ?? 0) < 10 ? "0" : "")\(minutes ?? 0)"
    }

    /// `am`, `a.m.`: how many signs; `nil`: some other word.
    private func halfDay(_ start: Int) -> Int? {
        var index = start + 1
        if sign(index) == "." { index += 1 }
        guard sign(index)?.lowercased() == "m", sign(index + 1)?.isLetter != true else { return nil }
        return (sign(index + 1) == "." && sign(start + 1) == "." ? index + 2 : index + 1) - start
    }

    /// Thousands are joined, a fraction keeps one manner.
    private mutating func number() -> String {
        var number = digits(from: place)
        place += number.count
        while let next = sign(place), Self.spaces.contains(next) || next == "." || next == ",",
            digits(from: place + 1).count == 3
        {
            number += digits(from: place + 1)
            place += 4
        }
        if let next = sign(place), next == "." || next == ",", (1...2).contains(digits(from: place + 1).count) {
            let fraction = digits(from: place + 1)
            number += "." + fraction
            place += 1 + fraction.count
        }
        return number
    }
}
