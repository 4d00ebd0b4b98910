import Rules
import Web

/// An organisation as the API says it.
struct OrganisationJSON {
    let item: ItemJSON

    func whole(_ organisation: Organisation) -> JSONText {
        var members: [(String, JSONText?)] = [
            ("id", JSONText(organisation.key)), ("url", item.words.address(.organisation(organisation.key))),
            ("name", JSONText(organisation.name)), ("fullName", item.words.string(organisation.fullName)),
            ("aliases", item.words.strings(organisation.aliases)), ("kind", JSONText(organisation.kind)),
            ("parent", item.words.string(organisation.parent)), ("website", item.words.string(organisation.website)),
        ]
        members += item.words.text("description", organisation.description)
        members += [
            ("themes", item.words.strings(organisation.themes)),
            ("member", organisation.member.isEmpty ? nil : JSONText(organisation.member.map { JSONText($0) })),
            ("sites", item.words.strings(item.guide.sites(of: organisation).filter { !$0.protected }.map(\.key))),
            ("sources", item.words.sources(organisation.sources)),
        ]
        return JSONText(members: members)
    }
}
