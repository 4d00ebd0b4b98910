import Rules
import Web

/// schema.org descriptions: a plan and its promises are writings, an initiative is a project.
struct PromiseSchema {
    let content: PlanSnapshot
    let visit: Visit

    func plan(_ plan: Plan) -> JSONText {
        let parts = plan.commitments.map { reference($0.title, $0.number, .commitment($0.key, of: plan.key)) }
        let publisher = plan.source.flatMap { content.documents[$0.document]?.publisher }.map {
            JSONText(members: [("@type", "Organization"), ("name", JSONText(visit.words($0)))])
        }
        return JSONText(
            members: head(plan.title, plan.summary, .plan(plan.key)) + [
                ("dateCreated", JSONText(plan.adopted.description)), ("publisher", publisher),
                ("hasPart", parts.isEmpty ? nil : JSONText(parts)),
            ])
    }

    func commitment(_ commitment: Commitment, of plan: Plan) -> JSONText {
        JSONText(
            members: head(commitment.title, commitment.summary, .commitment(commitment.key, of: plan.key)) + [
                ("position", JSONText(commitment.number)), ("isPartOf", reference(plan.title, nil, .plan(plan.key))),
            ])
    }

    func action(_ action: PlanAction, of plan: Plan) -> JSONText {
        let above = action.commitment.flatMap { plan.commitment($0) }
        let whole =
            above.map { reference($0.title, $0.number, .commitment($0.key, of: plan.key)) }
            ?? reference(plan.title, nil, .plan(plan.key))
        return JSONText(
            members: head(action.title, action.summary, .action(action.key, of: plan.key)) + [
                ("position", JSONText(action.number)), ("isPartOf", whole),
            ])
    }

    func initiative(_ initiative: Initiative) -> JSONText {
        let members = (initiative.pilot + initiative.partners).map { party in
            JSONText(members: [("@type", "Organization"), ("name", JSONText(name(party)))])
        }
        return JSONText(
            members: head(initiative.title, initiative.summary, .initiative(initiative.key), type: "Project") + [
                ("foundingDate", initiative.since.map { JSONText($0.description) }),
                ("areaServed", visit.words(initiative.place).map { JSONText($0) }),
                ("member", members.isEmpty ? nil : JSONText(members)),
            ])
    }

    private func head(
        _ title: LocalisedText, _ summary: LocalisedText?, _ path: SitePath, type: JSONText = "CreativeWork"
    ) -> [(String, JSONText?)] {
        [
            ("@context", "https://schema.org"), ("@type", type), ("name", JSONText(visit.words(title))),
            ("description", visit.words(summary).map { JSONText($0) }),
            ("url", JSONText(visit.origin + visit.url(path))),
        ]
    }

    private func reference(_ title: LocalisedText, _ position: Int?, _ path: SitePath) -> JSONText {
        JSONText(members: [
            ("@type", "CreativeWork"), ("name", JSONText(visit.words(title))),
            ("position", position.map { JSONText($0) }),
            ("url", JSONText(visit.origin + visit.url(path))),
        ])
    }

    private func name(_ party: Initiative.Party) -> String {
        switch party {
        case .named(let name): name
        case .organisation(let key): content.organisation(key)?.name ?? key
        }
    }
}
