internal import Foundation

/// Which passwords are taken: long, and not one of those that everybody tries (NIST SP 800-63B, 5.1.1.2; ANSSI, 2021). No rule about
/// capitals and signs: they make passwords that are forgotten, not better ones.
public enum PasswordPolicy {
    public static let shortest = 12
    public static let longest = 128

    public enum Fault: String, Error, Sendable, Hashable, CaseIterable {
        case tooShort = "too-short"
        case tooLong = "too-long"
        /// Everybody's, or nearly.
        case common
        /// One sign, or a few, again and again; a run of the keyboard.
        case pattern
        /// Holds the person's name or address, or the city's.
        case personal
    }

    /// - Parameter context: words that others know of the person: address, name, organisation.
    /// - Returns: `nil` when the password is taken.
    public static func fault(_ password: String, context: [String] = []) -> Fault? {
        let text = password.precomposedStringWithCompatibilityMapping
        if text.count < shortest { return .tooShort }
        if text.count > longest { return .tooLong }
        let plain = folded(text)
        let core = plain.filter(\.isLetter)
        if Set(plain).count < 5 || isRepeated(plain) || isRun(plain) { return .pattern }
        if CommonPasswords.words.contains(plain) || CommonPasswords.words.contains(core)
            || (core.count < 24 && isMadeOfCommon(core))
        {
            return .common
        }
        for word in context.flatMap({ folded($0).split { !$0.isLetter && !$0.isNumber } }) where word.count >= 4 {
            let rest = plain.replacingOccurrences(of: word, with: "")
            if rest.count < plain.count, rest.count < 8 { return .personal }
        }
        return nil
    }

    /// Small letters without accents; the digits that stand for letters as those letters.
    private static func folded(_ text: String) -> String {
        let swaps: [Character: Character] = ["@": "a", "0": "o", "1": "i", "!": "i", "3": "e", "$": "s", "5": "s"]
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased()
        // Digits at the end are digits: "2024" is no word.
        let tail = plain.reversed().prefix { $0.isNumber || $0 == "!" }.count
        return String(plain.dropLast(tail).map { swaps[$0] ?? $0 }) + plain.suffix(tail)
    }

    /// `abcabcabcabc`
    private static func isRepeated(_ text: String) -> Bool {
        let signs = Array(text)
        return (1...(signs.count / 2)).contains { size in
            signs.indices.allSatisfy { signs[$0] == signs[$0 % size] }
        }
    }

    private static let runs = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6z7u8i9o0p", "1a2z3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm",
    ]

    private static func isRun(_ text: String) -> Bool {
        runs.contains { run in
            let back = String(run.reversed())
            return run.contains(text) || back.contains(text) || (text.count >= 12 && run.hasPrefix(text.prefix(10)))
        }
    }

    /// `motdepassebonjour`, shorter than 24 letters: two or three of the list, one after the other.
    private static func isMadeOfCommon(_ text: String, depth: Int = 0) -> Bool {
        if text.isEmpty { return depth > 0 }
        if depth == 3 { return false }
        return (4...max(4, text.count)).contains { length in
            length <= text.count && CommonPasswords.words.contains(String(text.prefix(length)))
                && isMadeOfCommon(String(text.dropFirst(length)), depth: depth + 1)
        }
    }
}
