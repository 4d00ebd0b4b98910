import Web

/// The parts that pages of promises are made of, left out when there is nothing to say.
struct PromiseSections {
    let visit: Visit

    /// A section under the heading `phrase`, whose last word is also its anchor: `commitment.measures` → `#measures`.
    func section(_ phrase: String, _ body: HTML?) -> HTML? {
        guard let body else { return nil }
        let anchor = phrase.split(separator: ".").last ?? ""
        return """
            <section aria-labelledby="\(anchor)"><h2 id="\(anchor)">\(visit.say(phrase))</h2>\(body)</section>
            """
    }

    /// Rows of (phrase key of the name, what is said).
    func facts(_ rows: [(phrase: String, words: HTML?)]) -> HTML? {
        let told = rows.compactMap { phrase, words in
            words.map { "<dt>\(visit.say(phrase))</dt><dd>\($0)</dd>" as HTML }
        }
        return told.isEmpty ? nil : "<dl class=\"facts\">\(told)</dl>"
    }
}
