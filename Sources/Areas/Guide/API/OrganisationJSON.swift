import Rules
import Web

/// An organisation as the API says it.
struct OrganisationJSON {
    let item: ItemJSON

    func whole(_ organisation: Organisation) -> JSONText {
        var members: [(String, JSONText?)] = [
            ("id", JSONText(organisation.key)), ("url", item.address(.organisation(organisation.key))),
            ("name", JSONText(organisation.name)), ("fullName", item.string(organisation.fullName)),
            ("aliases", item.strings(organisation.aliases)), ("kind", JSONText(organisation.kind)),
            ("parent", item.string(organisation.parent)), ("website", item.string(organisation.website)),
        ]
        members += item.text("description", organisation.description)
        members += [
            ("themes", item.strings(organisation.themes)),
            ("member", organisation.member.isEmpty ? nil : JSONText(organisation.member.map { JSONText($0) })),
            ("sites", item.strings(item.guide.sites(of: organisation).filter { !$0.protected }.map(\.key))),
            ("sources", item.sources(organisation.sources)),
        ]
        return JSONText(members: members)
    }
}
