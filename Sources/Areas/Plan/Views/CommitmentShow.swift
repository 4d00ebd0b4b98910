import Rules
import Web

/// One commitment: what was promised, what came of it, who answers for it.
struct CommitmentShow {
    let content: PlanSnapshot
    let plan: Plan
    let commitment: Commitment

    func page(_ visit: Visit) -> Page {
        let names = PromiseName(visit: visit)
        return Page(
            title: "\(names.number(commitment)) · \(visit.words(commitment.title))",
            description: visit.words(commitment.summary),
            trail: [(visit.say("plans.title"), .plans), (names.short(plan), .plan(plan.key))],
            schema: PromiseSchema(content: content, visit: visit).commitment(commitment, of: plan),
            body: """
                <article class="commitment">
                <p class="kind">\(names.number(commitment)) · \(names.short(plan))</p>
                <h1>\(visit.text(commitment.title))</h1>
                \(commitment.summary.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(sections(visit))
                \(facts(visit))
                \(SourceSection(content: content, visit: visit).section(
                    commitment.sources, facts: commitment.measures + commitment.progress, figures: commitment.figures))
                \(neighbours(visit))
                </article>
                """)
    }

    private func sections(_ visit: Visit) -> HTML {
        let parts = PromiseSections(visit: visit)
        let told = FactList(visit: visit)
        let sequels = SequelList(content: content, visit: visit)
        let pieces = [
            parts.section(
                "commitment.became", commitment.became.isEmpty ? nil : sequels.successions(commitment.became)),
            parts.section("commitment.measures", told.steps(commitment.measures)),
            parts.section("commitment.progress", told.list(commitment.progress)),
            parts.section("commitment.figures", FigureList(visit: visit).list(commitment.figures)),
            parts.section("commitment.actions", actions(visit)),
            sequels.origins(content.origins(ofCommitment: commitment.key, in: plan)),
        ]
        return pieces.compactMap { $0 }.joined()
    }

    private func actions(_ visit: Visit) -> HTML? {
        let actions = plan.actions(of: commitment)
        guard !actions.isEmpty else { return nil }
        let names = PromiseName(visit: visit)
        let items = actions.map { "<li>\(names.link($0, of: plan))\(names.tally($0))</li>" as HTML }
        return "<ul class=\"index-list\">\(items)</ul>"
    }

    private func facts(_ visit: Visit) -> HTML? {
        let parties = PartyList(content: content, visit: visit)
        let axis = plan.axis(commitment.axis).map {
            "\(PromiseName(visit: visit).number($0)) · \(visit.text($0.title))" as HTML
        }
        return PromiseSections(visit: visit).facts([
            ("plan.axis", axis), ("plan.officials", parties.officials(commitment.officials)),
            ("plan.partners", parties.organisations(commitment.partners)),
        ])
    }

    private func neighbours(_ visit: Visit) -> HTML? {
        let names = PromiseName(visit: visit)
        let (previous, next) = plan.commitments.neighbours { $0.key == commitment.key }
        return names.neighbours(
            previous: previous.map { (.commitment($0.key, of: plan.key), names.number($0)) },
            next: next.map { (.commitment($0.key, of: plan.key), names.number($0)) })
    }
}
