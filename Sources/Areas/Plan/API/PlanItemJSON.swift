import Rules
import Web

/// Plans, commitments and actions as the API says them.
struct PlanItemJSON {
    let content: PlanSnapshot
    let item: ItemText

    init(content: PlanSnapshot, language: String) {
        self.content = content
        item = ItemText(language: language, settings: content.settings, documents: content.documents)
    }

    func plan(_ plan: Plan) -> JSONText {
        var members: [(String, JSONText?)] = [("id", JSONText(plan.key)), ("url", item.address(.plan(plan.key)))]
        members += item.text("title", plan.title)
        members += item.text("short", plan.short)
        members += [("adopted", item.date(plan.adopted)), ("status", JSONText(plan.status.rawValue))]
        members += item.text("summary", plan.summary)
        members += [
            ("commitmentCount", JSONText(plan.commitments.count)), ("actionCount", JSONText(plan.actions.count)),
            ("axes", JSONText(plan.axes.map(axis))), ("figures", JSONText(plan.figures.map { item.figure($0) })),
            ("source", plan.source.map { item.source($0) }),
        ]
        return JSONText(members: members)
    }

    private func axis(_ axis: Axis) -> JSONText {
        JSONText(
            members: [("id", JSONText(axis.key)), ("number", JSONText(axis.number))] + item.text("title", axis.title)
                + item.text("summary", axis.summary))
    }

    func commitment(_ commitment: Commitment, of plan: Plan) -> JSONText {
        var members = head(commitment.key, .commitment(commitment.key, of: plan.key), plan, commitment.number)
        members += [("axis", item.string(commitment.axis))]
        members += item.text("title", commitment.title)
        members += item.text("summary", commitment.summary)
        members += [
            ("measures", facts(commitment.measures)), ("progress", facts(commitment.progress)),
            ("officials", officials(commitment.officials)), ("partners", organisations(commitment.partners)),
            ("figures", JSONText(commitment.figures.map { item.figure($0) })),
            ("actions", JSONText(plan.actions(of: commitment).map(\.key))),
            ("became", JSONText(commitment.became.map(succession))),
            ("origins", JSONText(content.origins(ofCommitment: commitment.key, in: plan).map(origin))),
            ("sources", JSONText(commitment.sources.map { item.source($0) })),
        ]
        return JSONText(members: members)
    }

    func action(_ action: PlanAction, of plan: Plan) -> JSONText {
        var members = head(action.key, .action(action.key, of: plan.key), plan, action.number)
        members += [("axis", item.string(plan.axis(of: action)?.key)), ("commitment", item.string(action.commitment))]
        members += item.text("title", action.title)
        members += item.text("summary", action.summary)
        members += [
            ("done", facts(action.done)), ("new", facts(action.new)), ("deadline", item.date(action.deadline)),
            ("officials", officials(action.officials)), ("partners", organisations(action.partners)),
            ("sites", JSONText(action.sites.compactMap { content.site($0) }.map(site))),
            ("figures", JSONText(action.figures.map { item.figure($0) })),
            ("origins", JSONText(content.origins(ofAction: action.key, in: plan).map(origin))),
            ("sources", JSONText(action.sources.map { item.source($0) })),
        ]
        return JSONText(members: members)
    }

    private func head(_ key: String, _ path: SitePath, _ plan: Plan, _ number: Int) -> [(String, JSONText?)] {
        [
            ("id", JSONText(key)), ("url", item.address(path)), ("plan", JSONText(plan.key)),
            ("number", JSONText(number)),
        ]
    }

    func facts(_ facts: [Fact]) -> JSONText {
        JSONText(
            facts.map { fact in
                JSONText(
                    members: item.text("text", fact.text) + [
                        ("on", item.date(fact.on)), ("figures", item.figures(fact.figures)),
                        ("source", fact.source.map { item.source($0) }),
                    ])
            })
    }

    private func officials(_ officials: [Official]) -> JSONText {
        JSONText(officials.map { JSONText(members: [("name", JSONText($0.name))] + item.text("office", $0.office)) })
    }

    func organisations(_ keys: [String]) -> JSONText {
        JSONText(
            keys.compactMap { content.organisation($0) }.map {
                JSONText(members: [("id", JSONText($0.key)), ("name", JSONText($0.name))])
            })
    }

    private func site(_ site: Site) -> JSONText {
        JSONText(members: [("id", JSONText(site.key))] + item.text("name", site.name))
    }

    private func succession(_ succession: Succession) -> JSONText {
        JSONText(
            members: [
                ("plan", JSONText(succession.plan)), ("commitment", item.string(succession.commitment)),
                ("actions", JSONText(succession.actions)), ("outcome", JSONText(succession.outcome.rawValue)),
            ] + item.text("note", succession.note))
    }

    private func origin(_ origin: PlanSnapshot.Origin) -> JSONText {
        JSONText(
            members: [
                ("plan", JSONText(origin.plan.key)), ("commitment", JSONText(origin.commitment.key)),
                ("outcome", JSONText(origin.succession.outcome.rawValue)),
            ] + item.text("note", origin.succession.note))
    }
}
