/// Which plural form a whole number takes in a language (CLDR 45, cardinal rules, whole numbers only).
public enum PluralCategory: String, Sendable, Hashable, CaseIterable {
    case zero, one, two, few, many, other
}

public enum PluralRule {
    public static func category(of count: Int, in language: String) -> PluralCategory {
        let n = abs(count)
        switch language.prefix(2) {
        case "fr", "pt": return n < 2 ? .one : (n != 0 && n % 1_000_000 == 0 ? .many : .other)
        case "es", "it": return n == 1 ? .one : (n != 0 && n % 1_000_000 == 0 ? .many : .other)
        case "ar": return arabic(n)
        case "ru", "uk": return slavic(n)
        case "ro": return n == 1 ? .one : (n == 0 || (1...19).contains(n % 100) ? .few : .other)
        case "fa", "am", "bn", "hi": return n < 2 ? .one : .other
        case "ti", "ak", "ln", "ff": return n < 2 ? .one : .other
        case "zh", "bo", "bm", "ja", "vi", "th", "ko": return .other
        default: return n == 1 ? .one : .other
        }
    }

    private static func arabic(_ n: Int) -> PluralCategory {
        switch (n, n % 100) {
        case (0, _): .zero
        case (1, _): .one
        case (2, _): .two
        case (_, 3...10): .few
        case (_, 11...99): .many
        default: .other
        }
    }

    private static func slavic(_ n: Int) -> PluralCategory {
        switch (n % 10, n % 100) {
        case (1, let last) where last != 11: .one
        case (2...4, let last) where !(12...14).contains(last): .few
        default: .many
        }
    }
}
