internal import Rules
internal import Web

/// Organisations that the coordinator should speak to.
struct FollowUpPage: Sendable {
    let withoutManager: [Organisation]
    let withoutContact: [Organisation]
    let unconfirmed: [Organisation]
    /// With the name of each organisation.
    let invitations: [(invitation: PendingInvitation, name: String)]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let new = visit.link(SitePath("work", "organisations", "new"), HTML(say("own.new")), class: "button")
        return Page(
            title: say("community.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("community.title"))</h1><p class="actions">\(new)</p>
                \(list(unconfirmed, "community.unconfirmed", none: "community.unconfirmed.none", visit))
                \(waiting(visit))
                \(list(withoutManager, "community.withoutManager", none: "community.withoutManager.none", visit))
                \(list(withoutContact, "community.withoutContact", none: "community.withoutContact.none", visit))
                """)
    }

    private func list(_ organisations: [Organisation], _ phrase: String, none: String, _ visit: Visit) -> HTML {
        let items = organisations.map {
            "<li>\(visit.link(.deskOrganisation($0.key), "<bdi>\($0.name)</bdi>"))</li>" as HTML
        }
        let body: HTML =
            items.isEmpty
            ? "<p class=\"hint\">\(visit.say(none))</p>"
            : "<details\(flag: "open", items.count <= 20)><summary>\(visit.say("directory.organisations.count", count: items.count))</summary><ul class=\"rows\">\(items)</ul></details>"
        return "<section><h2>\(visit.say(phrase))</h2>\(body)</section>"
    }

    private func waiting(_ visit: Visit) -> HTML {
        let items = invitations.map { item in
            let name: HTML = "<bdi>\(item.name)</bdi>"
            let until = PartialDate(CommunityDesk.today(item.invitation.expires, visit.settings).description)
            let date = until.map { visit.say("community.until", ["date": visit.date($0)]) } ?? ""
            return """
                <li><span>\(item.invitation.path.map { visit.link($0, name) } ?? name) \
                <small>\(visit.say("role.\(item.invitation.role.rawValue)"))</small></span> <small>\(date)</small></li>
                """ as HTML
        }
        let body: HTML =
            items.isEmpty
            ? "<p class=\"hint\">\(visit.link(SitePath("work", "members"), HTML(visit.say("community.invitations.none"))))</p>"
            : "<ul class=\"rows\">\(items)</ul>"
        return "<section><h2>\(visit.say("community.invitations"))</h2>\(body)</section>"
    }

    var json: JSONText {
        JSONText(members: [
            ("withoutManager", JSONText(withoutManager.map(\.key))),
            ("withoutContact", JSONText(withoutContact.map(\.key))),
            ("unconfirmed", JSONText(unconfirmed.map(\.key))),
            (
                "invitations",
                JSONText(
                    invitations.map {
                        JSONText(members: [
                            ("organisation", JSONText($0.invitation.organisation)),
                            ("role", JSONText($0.invitation.role.rawValue)),
                        ])
                    })
            ),
        ])
    }
}
