import Rules
import Web

/// One action: what was done, what is new, where, with whom.
struct ActionShow {
    let content: PlanSnapshot
    let plan: Plan
    let action: PlanAction

    private var commitment: Commitment? { action.commitment.flatMap { plan.commitment($0) } }

    func page(_ visit: Visit) -> Page {
        let names = PromiseName(visit: visit)
        let above = commitment.map { [(names.number($0), SitePath.commitment($0.key, of: plan.key))] } ?? []
        return Page(
            title: "\(names.number(action)) · \(visit.words(action.title))", description: visit.words(action.summary),
            trail: [(visit.say("plans.title"), .plans), (names.short(plan), .plan(plan.key))] + above,
            schema: PromiseSchema(content: content, visit: visit).action(action, of: plan),
            body: """
                <article class="action">
                <p class="kind">\(names.number(action)) · \(names.short(plan))</p>
                <h1>\(visit.text(action.title))</h1>
                \(action.summary.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(sections(visit))
                \(label(visit))
                \(facts(visit))
                \(SourceSection(content: content, visit: visit).section(
                    action.sources, facts: action.done + action.new, figures: action.figures))
                \(neighbours(visit))
                </article>
                """)
    }

    private func sections(_ visit: Visit) -> HTML {
        let parts = PromiseSections(visit: visit)
        let told = FactList(visit: visit)
        let pieces = [
            parts.section("action.done", told.list(action.done)), parts.section("action.new", told.list(action.new)),
            parts.section("action.figures", FigureList(visit: visit).list(action.figures)),
            SequelList(content: content, visit: visit).origins(content.origins(ofAction: action.key, in: plan)),
        ]
        return pieces.compactMap { $0 }.joined()
    }

    /// What became of the promise is to be seen: the places themselves.
    private func label(_ visit: Visit) -> HTML? {
        guard content.label == LabelScheme.Promise(plan: plan.key, action: action.key) else { return nil }
        return "<p>\(visit.link(SitePath("labels"), HTML(visit.say("label.title")), class: "button button-quiet"))</p>"
    }

    private func facts(_ visit: Visit) -> HTML? {
        let parties = PartyList(content: content, visit: visit)
        let names = PromiseName(visit: visit)
        return PromiseSections(visit: visit).facts([
            ("action.deadline", action.deadline.map { HTML(visit.date($0)) }),
            ("plan.axis", plan.axis(of: action).map { "\(names.number($0)) · \(visit.text($0.title))" }),
            ("action.commitment", commitment.map { names.link($0, of: plan) }),
            ("plan.officials", parties.officials(action.officials)),
            ("plan.partners", parties.organisations(action.partners)), ("action.places", parties.places(action.sites)),
        ])
    }

    private func neighbours(_ visit: Visit) -> HTML? {
        let names = PromiseName(visit: visit)
        let (previous, next) = plan.actions.neighbours { $0.key == action.key }
        return names.neighbours(
            previous: previous.map { (.action($0.key, of: plan.key), names.number($0)) },
            next: next.map { (.action($0.key, of: plan.key), names.number($0)) })
    }
}
