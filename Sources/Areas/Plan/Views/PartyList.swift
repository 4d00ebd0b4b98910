import Rules
import Web

/// Who carries a promise: officials by name and office, organisations and places by a link to their pages.
struct PartyList {
    let content: PlanSnapshot
    let visit: Visit

    func officials(_ officials: [Official]) -> HTML? {
        guard !officials.isEmpty else { return nil }
        let items = officials.map { official in
            let office = official.office.map { "\(visit.say("list.comma"))\(visit.text($0))" as HTML }
            return "<li><strong>\(visit.name(official.name))</strong>\(office)</li>" as HTML
        }
        return "<ul>\(items)</ul>"
    }

    func organisations(_ keys: [String]) -> HTML? {
        links(keys.compactMap { content.organisation($0) }.map { visit.link(.partner($0.key), visit.name($0.name)) })
    }

    func places(_ keys: [String]) -> HTML? {
        links(keys.compactMap { content.site($0) }.map { visit.link(.actionPlace($0.key), visit.text($0.name)) })
    }

    func parties(_ parties: [Initiative.Party]) -> HTML? {
        links(
            parties.map { party in
                switch party {
                case .named(let name): visit.name(name)
                case .organisation(let key):
                    content.organisation(key).map { visit.link(.partner(key), visit.name($0.name)) } ?? visit.name(key)
                }
            })
    }

    private func links(_ items: [HTML]) -> HTML? {
        guard !items.isEmpty else { return nil }
        return "<ul class=\"inline-list\">\(items.map { "<li>\($0)</li>" as HTML })</ul>"
    }
}
