import Rules
import Web

/// Closed-list keys as words with their pictograms.
struct TermList {
    let guide: GuideSnapshot
    let visit: Visit

    func signs(_ keys: [String], _ list: Taxonomy.List, plain: Bool = false) -> HTML? {
        let terms = keys.compactMap { guide.taxonomy.term($0, in: list) }
        guard !terms.isEmpty else { return nil }
        let items = terms.map { term in
            let more = plain ? term.plain.map { "<small>\(visit.text($0))</small>" as HTML } : nil
            return
                "<li>\(visit.pictogram(term.pictogram, class: "sign"))<span>\(visit.text(term.label))\(more)</span></li>"
                as HTML
        }
        return "<ul class=\"signs\">\(items)</ul>"
    }

    /// Languages by their names in the reader's language, when the language files know them, else by their own.
    func languages(_ tags: [String]) -> HTML? {
        guard !tags.isEmpty else { return nil }
        let names = tags.map { "<li>\(languageName($0))</li>" as HTML }
        return "<ul class=\"inline-list\">\(names)</ul>"
    }

    func languageName(_ tag: String) -> String {
        let key = "language.\(tag)"
        let words = visit.say(key)
        return words == "[\(key)]" ? tag : words
    }
}
