/// What a visitor says is wrong with a service: a matter of a closed list, and a few words if they wish.
public struct VisitorReport: Sendable, Hashable {
    public enum Matter: String, Sendable, Hashable, CaseIterable {
        case hours, closed, moved, phone, conditions, other
    }

    /// Longest text that is kept (characters).
    public static let longestWords = 500

    public enum Fault: String, Sendable, Hashable {
        case matterMissing, wordsTooLong, wordsMissing, wordsHoldContact
    }

    public var matter: Matter
    public var words: String?

    /// Reads what was typed; every fault at once, in the order of the form.
    ///
    /// An e-mail address or a telephone number in the words is refused: nobody should leave a trace here (X2).
    public static func read(matter: String?, words: String?) -> (report: VisitorReport?, faults: [Fault]) {
        var faults: [Fault] = []
        let kind = matter.flatMap(Matter.init(rawValue:))
        if kind == nil { faults.append(.matterMissing) }
        let text = words.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
        if text.count > longestWords { faults.append(.wordsTooLong) }
        if holdsContact(text) { faults.append(.wordsHoldContact) }
        if kind == .other, text.isEmpty { faults.append(.wordsMissing) }
        guard faults.isEmpty, let kind else { return (nil, faults) }
        return (VisitorReport(matter: kind, words: text.isEmpty ? nil : text), [])
    }

    /// An at sign between letters, or nine digits and more in a row (spaces, dots and dashes between them do not count).
    static func holdsContact(_ text: String) -> Bool {
        var digits = 0
        var previous: Character = " "
        var sawAt = false
        for character in text {
            if sawAt, character.isLetter { return true }
            sawAt = character == "@" && (previous.isLetter || previous.isNumber)
            if character.isNumber {
                digits += 1
                if digits >= 9 { return true }
            } else if !" .-/()+".contains(character) {
                digits = 0
            }
            previous = character
        }
        return false
    }
}
