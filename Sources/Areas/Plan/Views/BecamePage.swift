import Rules
import Web

/// Every commitment of a plan beside what became of it.
struct BecamePage {
    let content: PlanSnapshot
    let plan: Plan

    /// - Returns: `nil` when the plan says nothing of what came after it.
    func page(_ visit: Visit) -> Page? {
        guard plan.hasSuccession else { return nil }
        let say = visit.say
        let names = PromiseName(visit: visit)
        let title = say("became.title", count: plan.commitments.count, ["plan": names.short(plan)])
        return Page(
            title: title, description: say("became.lead"),
            trail: [(say("plans.title"), .plans), (names.short(plan), .plan(plan.key))],
            body: """
                <h1>\(title)</h1><p class="lead">\(say("became.lead"))</p>
                <ul class="chips">\(counts(visit))</ul><p class="note">\(say("became.several"))</p>
                \(table(visit))
                """)
    }

    /// How many commitments had each outcome, the commonest first.
    private func counts(_ visit: Visit) -> HTML {
        let found = Succession.Outcome.allCases.map { outcome in
            (outcome, plan.commitments.filter { $0.became.contains { $0.outcome == outcome } }.count)
        }
        let sequels = SequelList(content: content, visit: visit)
        return found.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
            .map { "<li>\(sequels.badge($0.0, count: $0.1))</li>" as HTML }.joined()
    }

    private func table(_ visit: Visit) -> HTML {
        let labels = ["became.commitment", "became.outcome", "became.sequel"].map { visit.say($0) }
        let rows = plan.commitments.map { commitment in
            commitment.became.isEmpty
                ? row(commitment, nil, labels, visit)
                : commitment.became.map { row(commitment, $0, labels, visit) }.joined()
        }
        return """
            <table class="data"><caption>\(visit.say("became.caption"))</caption>
            <thead><tr>\(labels.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// One row for each sequel: on a narrow screen every row is a card that stands alone.
    private func row(_ commitment: Commitment, _ succession: Succession?, _ labels: [String], _ visit: Visit) -> HTML {
        let sequels = SequelList(content: content, visit: visit)
        let badge = succession.map { sequels.badge($0.outcome) } ?? HTML(visit.say("became.untold"))
        let note = succession?.note.map { "<p>\(visit.text($0))</p>" as HTML }
        return """
            <tr><th scope="row" data-label="\(labels[0])">\(PromiseName(visit: visit).link(commitment, of: plan))</th>\
            <td data-label="\(labels[1])">\(badge)</td>\
            <td data-label="\(labels[2])">\(note)\(succession.flatMap { sequels.targets($0) })</td></tr>
            """
    }
}
