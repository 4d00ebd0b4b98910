import Rules
import Web

/// A promise within the page of its plan: its words, what it holds, what became of it.
struct PromiseCard {
    let content: PlanSnapshot
    let plan: Plan
    let visit: Visit

    func commitment(_ commitment: Commitment) -> HTML {
        let names = PromiseName(visit: visit)
        let actions = plan.actions(of: commitment).map { action in
            "<li>\(names.link(action, of: plan))\(names.tally(action))</li>" as HTML
        }
        let list: HTML? = actions.isEmpty ? nil : "<ul class=\"index-list\">\(actions)</ul>"
        return """
            <article class="promise"><h3>\(names.link(commitment, of: plan))</h3>
            \(commitment.summary.map { "<p>\(visit.text($0))</p>" as HTML })
            \(tally(commitment))\(outcomes(commitment))\(list)</article>
            """
    }

    func action(_ action: PlanAction) -> HTML {
        let names = PromiseName(visit: visit)
        let tally = names.tally(action).map { "<p>\($0)</p>" as HTML }
        return """
            <article class="promise"><h3>\(names.link(action, of: plan))</h3>
            \(action.summary.map { "<p>\(visit.text($0))</p>" as HTML })\(tally)</article>
            """
    }

    private func tally(_ commitment: Commitment) -> HTML? {
        let say = visit.say
        let words = [
            commitment.measures.isEmpty ? nil : say("commitment.tally.measures", count: commitment.measures.count),
            commitment.progress.isEmpty ? nil : say("commitment.tally.progress", count: commitment.progress.count),
        ].compactMap { $0 }
        return words.isEmpty ? nil : "<p class=\"tally\">\(words.joined(separator: " · "))</p>"
    }

    private func outcomes(_ commitment: Commitment) -> HTML? {
        let found = Set(commitment.became.map(\.outcome))
        guard !found.isEmpty else { return nil }
        let badges = Succession.Outcome.allCases.filter { found.contains($0) }.map {
            SequelList(content: content, visit: visit).badge($0)
        }
        return "<p>\(badges.joined(" "))</p>"
    }
}
