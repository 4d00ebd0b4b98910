extension PageLanguage {
    /// The language in which a question is probably typed: by letters that few languages have, then by its small words.
    static func detected(_ text: String, among languages: [PageLanguage]) -> PageLanguage? {
        let words = folded(String(text.prefix(400)))
        func among(_ wanted: [String]) -> [PageLanguage] { languages.filter { wanted.contains($0.tag) } }
        var candidates: [PageLanguage]
        switch script(of: text) {
        case .arabic: candidates = among(["ar", "fa", "ur", "ps"])
        case .persian: candidates = among(["fa", "ur", "ps"]) + among(["ar"])
        case .ukrainian: candidates = among(["uk"])
        case .russian: candidates = among(["ru"])
        case .cyrillic: candidates = among(["uk", "ru", "bg"])
        case .latin:
            let others: Set = ["ar", "fa", "ur", "ps", "uk", "ru", "bg", "zh", "ti", "am", "bn", "ka", "bo", "ta"]
            candidates = languages.filter { !others.contains($0.tag) }
        case .chinese: candidates = among(["zh"])
        case .ethiopic: candidates = among(["ti", "am"])
        case .other: candidates = languages
        }
        if candidates.isEmpty { candidates = languages }
        let small = candidates.map { language in words.count { !language.isTelling($0) } }
        guard let most = small.max(), let place = small.firstIndex(of: most) else { return nil }
        return candidates[place]
    }

    private enum Script { case arabic, persian, ukrainian, russian, cyrillic, latin, chinese, ethiopic, other }

    private static func script(of text: String) -> Script {
        var counts: [Script: Int] = [:]
        for scalar in text.unicodeScalars.prefix(400) {
            switch scalar.value {
            case 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC: counts[.persian, default: 0] += 1
            case 0x600...0x6FF: counts[.arabic, default: 0] += 1
            case 0x404, 0x454, 0x406, 0x456, 0x407, 0x457, 0x490, 0x491: counts[.ukrainian, default: 0] += 1
            case 0x42B, 0x44B, 0x42D, 0x44D, 0x42A, 0x44A, 0x401, 0x451: counts[.russian, default: 0] += 1
            case 0x400...0x4FF: counts[.cyrillic, default: 0] += 1
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: counts[.latin, default: 0] += 1
            case 0x3400...0x9FFF: counts[.chinese, default: 0] += 1
            case 0x1200...0x137F: counts[.ethiopic, default: 0] += 1
            default: continue
            }
        }
        let (ukrainian, russian) = (counts[.ukrainian] ?? 0, counts[.russian] ?? 0)
        let families: [(Script, Int)] = [
            (.latin, counts[.latin] ?? 0), (.arabic, (counts[.arabic] ?? 0) + (counts[.persian] ?? 0)),
            (.cyrillic, (counts[.cyrillic] ?? 0) + ukrainian + russian), (.chinese, (counts[.chinese] ?? 0) * 3),
            (.ethiopic, counts[.ethiopic] ?? 0),
        ]
        guard let (family, count) = families.max(by: { $0.1 < $1.1 }), count > 0 else { return .other }
        switch family {
        case .arabic where (counts[.persian] ?? 0) > 0: return .persian
        case .cyrillic where ukrainian > russian: return .ukrainian
        case .cyrillic where russian > 0: return .russian
        default: return family
        }
    }
}
