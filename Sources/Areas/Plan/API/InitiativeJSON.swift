import Rules
import Web

/// An initiative as the API says it.
struct InitiativeJSON {
    let content: PlanSnapshot
    let plans: PlanItemJSON

    init(content: PlanSnapshot, language: String) {
        self.content = content
        plans = PlanItemJSON(content: content, language: language)
    }

    func whole(_ initiative: Initiative) -> JSONText {
        let item = plans.item
        var members: [(String, JSONText?)] = [
            ("id", JSONText(initiative.key)), ("url", item.address(.initiative(initiative.key))),
            ("number", JSONText(initiative.number)), ("themeKey", JSONText(content.themeKey(initiative))),
        ]
        members += item.text("theme", initiative.theme)
        members += item.text("title", initiative.title)
        members += item.text("place", initiative.place)
        members += item.text("summary", initiative.summary)
        members += [("pilot", parties(initiative.pilot)), ("partners", parties(initiative.partners))]
        members += item.text("publics", initiative.publics)
        members += item.text("method", initiative.method)
        members += [("results", plans.facts(initiative.results))]
        members += item.text("lessons", initiative.lessons)
        members += [
            ("since", item.date(initiative.since)), ("sources", JSONText(initiative.sources.map { item.source($0) })),
        ]
        return JSONText(members: members)
    }

    private func parties(_ parties: [Initiative.Party]) -> JSONText {
        JSONText(
            parties.map { party in
                switch party {
                case .named(let name): JSONText(members: [("name", JSONText(name))])
                case .organisation(let key):
                    JSONText(members: [
                        ("id", JSONText(key)), ("name", JSONText(content.organisation(key)?.name ?? key)),
                    ])
                }
            })
    }
}
