import Rules
import Web

/// What was promised or done, one fact after the other: when, what, with its numbers.
struct FactList {
    let visit: Visit

    func list(_ facts: [Fact]) -> HTML? {
        guard !facts.isEmpty else { return nil }
        let items = facts.map { fact in
            let date = fact.on.map { "<p class=\"kind\">\(visit.date($0))</p>" as HTML }
            return "<li class=\"promise\">\(date)\(content(fact))</li>" as HTML
        }
        return "<ul class=\"told\">\(items)</ul>"
    }

    /// Measures in the order of the plan, numbered.
    func steps(_ facts: [Fact]) -> HTML? {
        guard !facts.isEmpty else { return nil }
        return "<ol class=\"steps\">\(facts.map { "<li>\(content($0))</li>" as HTML })</ol>"
    }

    private func content(_ fact: Fact) -> HTML {
        "<p>\(visit.text(fact.text))</p>\(FigureList(visit: visit).list(fact.figures))"
    }
}
