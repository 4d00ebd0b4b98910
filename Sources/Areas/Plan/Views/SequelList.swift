import Rules
import Web

/// What became of a promise: a word, a shape and a colour, then where it lives on.
struct SequelList {
    let content: PlanSnapshot
    let visit: Visit

    func badge(_ outcome: Succession.Outcome, count: Int? = nil) -> HTML {
        let number = count.map { " <bdi>\(visit.say.number($0))</bdi>" as HTML }
        return
            "<span class=\"outcome outcome-\(outcome.rawValue)\">\(visit.say("outcome.\(outcome.rawValue)"))\(number)</span>"
    }

    /// Each sequel of a commitment, with links to what carries it on.
    func successions(_ successions: [Succession]) -> HTML {
        let items = successions.map { succession in
            """
            <li class="promise"><p>\(badge(succession.outcome))</p>
            \(succession.note.map { "<p>\(visit.text($0))</p>" as HTML })\(targets(succession))</li>
            """ as HTML
        }
        return "<ul class=\"told\">\(items)</ul>"
    }

    /// The later plan, its commitment, its actions.
    func targets(_ succession: Succession) -> HTML? {
        guard let plan = content.plan(succession.plan) else { return nil }
        let names = PromiseName(visit: visit)
        let commitment = succession.commitment.flatMap { plan.commitment($0) }
        let actions = succession.actions.compactMap { plan.action($0) }
        var items: [HTML] = []
        if let commitment { items.append(names.link(commitment, of: plan)) }
        items += actions.map { names.link($0, of: plan) }
        let words = visit.say("became.in", ["plan": names.short(plan)])
        if items.isEmpty { return "<p>\(visit.link(.plan(plan.key), HTML(words)))</p>" }
        return """
            <p>\(words)</p>
            <ul class="ways">\(items.map { "<li>\($0)</li>" as HTML })</ul>
            """
    }

    /// The earlier commitments that something came from.
    func origins(_ origins: [PlanSnapshot.Origin]) -> HTML? {
        guard !origins.isEmpty else { return nil }
        let names = PromiseName(visit: visit)
        let items = origins.map { origin in
            """
            <li class="promise"><p class="kind">\(names.short(origin.plan))</p>
            <p>\(names.link(origin.commitment, of: origin.plan))</p><p>\(badge(origin.succession.outcome))</p>
            \(origin.succession.note.map { "<p>\(visit.text($0))</p>" as HTML })</li>
            """ as HTML
        }
        return PromiseSections(visit: visit).section("plan.origins", "<ul class=\"told\">\(items)</ul>")
    }
}
