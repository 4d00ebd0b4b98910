import Rules
import Web

/// The foot of a page: every document that states something on it, once.
struct SourceSection {
    let content: PlanSnapshot
    let visit: Visit

    func section(_ notes: [SourceNote], facts: [Fact] = [], figures: [Figure] = []) -> HTML? {
        let told = facts.flatMap { [$0.source] + $0.figures.map(\.source) } + figures.map(\.source)
        let all = PlanFigures.distinct(notes + told.compactMap { $0 })
        guard !all.isEmpty else { return nil }
        let items = all.map { "<li>\(visit.source($0, documents: content.documents))</li>" as HTML }
        return """
            <section class="sources" aria-labelledby="sources"><h2 id="sources">\(visit.say("plan.sources"))</h2>
            <ul>\(items)</ul></section>
            """
    }
}
