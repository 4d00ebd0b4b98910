import Rules
import Web

/// Sheets and checklists as the API says them.
struct RightsJSON {
    let content: RightsSnapshot
    let item: ItemText

    init(content: RightsSnapshot, language: String) {
        self.content = content
        item = ItemText(language: language, settings: content.settings, documents: [:])
    }

    func sheet(_ versions: RightsVersions<Sheet>) -> JSONText {
        let sheet = versions.current
        var members = head(versions) + item.text("who", sheet.who)
        members += [
            ("signs", texts(sheet.signs)), ("rights", JSONText(sheet.rights.map(right))),
            ("deadlines", JSONText(sheet.deadlines.map(deadline))),
            ("documents", JSONText(sheet.documents.map(paper))), ("never", texts(sheet.never)),
            ("next", JSONText(sheet.next)), ("checklists", JSONText(sheet.checklists)), changes(versions),
        ]
        return JSONText(members: members)
    }

    func checklist(_ versions: RightsVersions<Checklist>) -> JSONText {
        let checklist = versions.current
        var members = head(versions) + item.text("purpose", checklist.purpose)
        members += [
            ("steps", JSONText(checklist.steps.map(step))), ("good", texts(checklist.good)),
            ("sheets", JSONText(checklist.sheets)), changes(versions),
        ]
        return JSONText(members: members)
    }

    private func head<Text: RightsText>(_ versions: RightsVersions<Text>) -> [(String, JSONText?)] {
        let text = versions.current
        return [
            ("id", JSONText(text.key)), ("url", item.address(.text(Text.kind, text.key))),
            ("version", JSONText(text.version)), ("inForceSince", item.date(versions.start(of: text.version))),
            ("lawAsOf", item.date(text.lawAsOf)), ("check", check(content.standing(text))),
        ] + item.text("title", text.title)
    }

    private func check(_ standing: LegalStanding) -> JSONText {
        switch standing {
        case .waiting: JSONText(members: [("state", "waiting")])
        case .remarked(_, let at): JSONText(members: [("state", "remarked"), ("at", JSONText(at.rfc3339))])
        case .approved(let organisation, let at):
            JSONText(members: [
                ("state", "approved"), ("organisation", JSONText(organisation)), ("at", JSONText(at.rfc3339)),
            ])
        }
    }

    private func texts(_ texts: [LocalisedText]) -> JSONText {
        JSONText(texts.map { JSONText(members: item.text("text", $0)) })
    }

    private func ground(_ basis: [String], _ isUnsure: Bool) -> [(String, JSONText?)] {
        [("basis", JSONText(basis)), ("unsure", JSONText(isUnsure))]
    }

    private func right(_ right: Sheet.Right) -> JSONText {
        JSONText(
            members: [("key", JSONText(right.key)), ("needs", JSONText(right.needs))] + item.text("text", right.plain)
                + item.text("professional", right.professional) + ground(right.basis, right.isUnsure))
    }

    private func deadline(_ deadline: Sheet.Deadline) -> JSONText {
        JSONText(
            members: [
                ("key", JSONText(deadline.key)), ("within", deadline.within.map { JSONText($0.description) }),
            ] + item.text("from", deadline.from) + item.text("text", deadline.plain)
                + ground(deadline.basis, deadline.isUnsure))
    }

    private func paper(_ paper: Sheet.Paper) -> JSONText {
        JSONText(
            members: [("key", JSONText(paper.key))] + item.text("name", paper.name) + item.text("text", paper.use)
                + ground(paper.basis, paper.isUnsure))
    }

    private func step(_ step: Checklist.Step) -> JSONText {
        JSONText(
            members: [("key", JSONText(step.key)), ("needs", JSONText(step.needs))] + item.text("text", step.act)
                + [("bring", texts(step.bring))] + item.text("ifRefused", step.ifRefused)
                + ground(step.basis, step.isUnsure))
    }

    private func changes<Text: RightsText>(_ versions: RightsVersions<Text>) -> (String, JSONText?) {
        (
            "changes",
            JSONText(
                versions.current.changes.reversed().map { change in
                    JSONText(
                        members: [("version", JSONText(change.version)), ("date", item.date(change.date))]
                            + item.text("text", change.text))
                })
        )
    }
}
