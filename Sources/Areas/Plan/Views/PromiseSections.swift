import Web

/// The parts that pages of promises are made of, left out when there is nothing to say.
struct PromiseSections {
    let visit: Visit
    /// First part of the headings' phrase keys: `commitment` makes `commitment.measures`.
    let subject: String

    func section(_ name: String, _ body: HTML?) -> HTML? {
        body.map {
            """
            <section aria-labelledby="\(name)"><h2 id="\(name)">\(visit.say("\(subject).\(name)"))</h2>\($0)</section>
            """
        }
    }

    /// Rows of (phrase key of the name, what is said).
    func facts(_ rows: [(phrase: String, words: HTML?)]) -> HTML? {
        let told = rows.compactMap { phrase, words in
            words.map { "<dt>\(visit.say(phrase))</dt><dd>\($0)</dd>" as HTML }
        }
        return told.isEmpty ? nil : "<dl class=\"facts\">\(told)</dl>"
    }
}
