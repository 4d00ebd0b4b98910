import Rules
import Web

/// The plans side by side: when, how many promises, with which figures.
struct PlansPage {
    let content: PlanSnapshot

    /// Figures that introduce a plan here; its own page has them all.
    private static let figures = 4

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let lead = say("plans.lead")
        return Page(
            title: say("plans.title"), description: lead,
            body: """
                <h1>\(say("plans.title"))</h1><p class="lead">\(lead)</p>
                \(content.plans.isEmpty ? "<p>\(say("plans.empty"))</p>" as HTML : table(visit))
                \(content.plans.map { introduction($0, visit) })
                \(initiatives(visit))
                """)
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        let labels = ["plans.plan", "plans.adopted", "plans.status", "plans.commitments", "plans.actions"].map {
            say($0)
        }
        let rows = content.plans.map { plan in
            """
            <tr><th scope="row" data-label="\(labels[0])">\(visit.link(.plan(plan.key), HTML(PromiseName(visit: visit).short(plan))))</th>\
            <td data-label="\(labels[1])">\(visit.date(plan.adopted))</td>\
            <td data-label="\(labels[2])">\(say("plan.status.\(plan.status.rawValue)"))</td>\
            <td data-label="\(labels[3])"><bdi>\(say.number(plan.commitments.count))</bdi></td>\
            <td data-label="\(labels[4])"><bdi>\(say.number(plan.actions.count))</bdi></td></tr>
            """ as HTML
        }
        return """
            <table class="data"><caption>\(say("plans.caption"))</caption>
            <thead><tr>\(labels.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    private func introduction(_ plan: Plan, _ visit: Visit) -> HTML {
        let became: HTML? =
            plan.hasSuccession
            ? "<p>\(visit.link(.became(plan.key), HTML(visit.say("plan.became", count: plan.commitments.count))))</p>"
            : nil
        return """
            <section aria-labelledby="p-\(plan.key)"><h2 id="p-\(plan.key)">\
            \(visit.link(.plan(plan.key), HTML(PromiseName(visit: visit).short(plan))))</h2>
            <p class="lead">\(visit.text(plan.title))</p>
            \(FigureList(visit: visit).list(Array(plan.figures.prefix(Self.figures))))
            \(became)</section>
            """
    }

    private func initiatives(_ visit: Visit) -> HTML? {
        guard !content.initiatives.isEmpty else { return nil }
        let say = visit.say
        return """
            <section aria-labelledby="initiatives"><h2 id="initiatives">\(say("initiatives.title"))</h2>
            <p>\(say("initiatives.lead"))</p>
            <p>\(visit.link(.initiatives, HTML(say("initiatives.all", count: content.initiatives.count)), class: "button"))</p></section>
            """
    }
}
