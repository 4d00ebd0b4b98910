import Rules
import Web

/// One plan: what it wants, its key figures, its promises from axis to action.
struct PlanShow {
    let content: PlanSnapshot
    let plan: Plan

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let names = PromiseName(visit: visit)
        let figures = PlanFigures(content: content, visit: visit).list(plan.figures)
        let dates = say(
            "plan.dates", ["date": visit.date(plan.adopted), "status": say("plan.status.\(plan.status.rawValue)")])
        return Page(
            title: "\(names.short(plan)) · \(visit.words(plan.title))", description: glance(visit) + " " + dates,
            trail: [(say("plans.title"), .plans)], schema: PromiseSchema(content: content, visit: visit).plan(plan),
            body: """
                <article class="plan">
                <p class="kind">\(names.short(plan)) · \(dates)</p>
                <h1>\(visit.text(plan.title))</h1>
                <p class="count">\(glance(visit))</p>
                \(plan.summary.map { "<p>\(visit.text($0))</p>" as HTML })
                \(became(visit))
                \(contents(visit))
                \(PromiseSections(visit: visit).section("plan.figures", figures))
                \(plan.axes.map { axis($0, visit) })
                \(withoutAxis(visit))
                \(SourceSection(content: content, visit: visit).section([plan.source].compactMap { $0 }))
                </article>
                """)
    }

    /// "16 commitments, 34 actions: 106 things done since the earlier plan, 48 new."
    private func glance(_ visit: Visit) -> String {
        let say = visit.say
        let done = plan.actions.map(\.done.count).reduce(0, +)
        let new = plan.actions.map(\.new.count).reduce(0, +)
        let parts = [
            plan.commitments.isEmpty ? nil : say("plan.count.commitments", count: plan.commitments.count),
            plan.actions.isEmpty ? nil : say("plan.count.actions", count: plan.actions.count),
            done == 0 ? nil : say("action.tally.done", count: done),
            new == 0 ? nil : say("action.tally.new", count: new),
        ]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }

    private func became(_ visit: Visit) -> HTML? {
        guard plan.hasSuccession else { return nil }
        let words = visit.say("plan.became", count: plan.commitments.count)
        return "<p>\(visit.link(.became(plan.key), HTML(words), class: "button"))</p>"
    }

    private func contents(_ visit: Visit) -> HTML? {
        guard plan.axes.count > 1 else { return nil }
        let items = plan.axes.map { axis in
            "<li><a href=\"#\(axis.key)\">\(PromiseName(visit: visit).number(axis)) · \(visit.text(axis.title))</a></li>"
                as HTML
        }
        return "<nav aria-label=\"\(visit.say("plan.axes"))\"><ul class=\"ways\">\(items)</ul></nav>"
    }

    private func axis(_ axis: Axis, _ visit: Visit) -> HTML {
        let cards = PromiseCard(content: content, plan: plan, visit: visit)
        return """
            <section aria-labelledby="\(axis.key)"><h2 id="\(axis.key)">\
            \(PromiseName(visit: visit).number(axis)) · \(visit.text(axis.title))</h2>
            \(axis.summary.map { "<p>\(visit.text($0))</p>" as HTML })
            \(plan.commitments.filter { $0.axis == axis.key }.map { cards.commitment($0) })
            \(plan.actions(of: axis).map { cards.action($0) })</section>
            """
    }

    /// A plan may have promises outside its axes, or no axes at all.
    private func withoutAxis(_ visit: Visit) -> HTML? {
        let commitments = plan.commitments.filter { plan.axis($0.axis) == nil }
        let actions = plan.actions.filter { $0.commitment == nil && plan.axis($0.axis) == nil }
        guard !commitments.isEmpty || !actions.isEmpty else { return nil }
        let cards = PromiseCard(content: content, plan: plan, visit: visit)
        let title = visit.say(plan.axes.isEmpty ? "plan.promises" : "plan.promises.other")
        return """
            <section aria-labelledby="other"><h2 id="other">\(title)</h2>
            \(commitments.map { cards.commitment($0) })\(actions.map { cards.action($0) })</section>
            """
    }
}
