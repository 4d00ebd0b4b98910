/// Chooses the language of a reader from `Accept-Language` (RFC 9110, 12.5.4; lookup of RFC 4647, 3.4).
public enum LanguageNegotiation {
    public static func choose(header: String?, offered: [String], preferred: String) -> String {
        guard let header else { return preferred }
        var wishes: [(tag: String, quality: Double, order: Int)] = []
        for (order, part) in header.split(separator: ",").prefix(20).enumerated() {
            let pieces = part.split(separator: ";").map { $0.trimmed }
            guard let tag = pieces.first, !tag.isEmpty else { continue }
            var quality = 1.0
            for piece in pieces.dropFirst() where piece.hasPrefix("q=") { quality = Double(piece.dropFirst(2)) ?? 0 }
            if quality > 0 { wishes.append((tag.lowercased(), quality, order)) }
        }
        wishes.sort { ($1.quality, $0.order) < ($0.quality, $1.order) }
        for wish in wishes {
            if wish.tag == "*" { return preferred }
            if let match = match(wish.tag, in: offered) { return match }
        }
        return preferred
    }

    /// Tags that telephones send for a language that is offered under another (macrolanguages and scripts of the IANA registry;
    /// whoever asks for traditional characters reads simplified ones better than another language).
    private static let others = [
        "zh": "zh-hans", "prs": "fa", "pes": "fa", "fuc": "ff", "fuf": "ff", "pbu": "ps", "gaz": "om",
    ]

    private static func match(_ wish: String, in offered: [String]) -> String? {
        if let found = lookup(wish, in: offered) { return found }
        return others[String(wish.prefix { $0 != "-" })].flatMap { lookup($0, in: offered) }
    }

    private static func lookup(_ wish: String, in offered: [String]) -> String? {
        var tag = Substring(wish)
        while !tag.isEmpty {
            if let found = offered.first(where: { $0.lowercased() == tag }) { return found }
            guard let dash = tag.lastIndex(of: "-") else { return nil }
            tag = tag[..<dash]
        }
        return nil
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
