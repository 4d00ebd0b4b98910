internal import Rules
internal import Web

/// The first page of a member at work.
struct HomeView {
    let caller: Caller
    let sections: [HomeSection]
    let readsDirectory: Bool
    let follows: Bool

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("desk.menu.home"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("desk.home.title"))</h1>
                \(caller.membership == nil ? noMembership(visit) : awaiting(visit))
                <nav class="ways" aria-label="\(say("desk.home.ways"))"><ul class="inline-list">\(ways(visit))</ul></nav>
                """)
    }

    private func awaiting(_ visit: Visit) -> HTML {
        let calm: HTML = """
            <div class="empty"><h2>\(visit.say("desk.home.calm"))</h2><p>\(visit.say("desk.home.calm.text"))</p></div>
            """
        return sections.isEmpty ? calm : sections.map { section($0, visit) }.joined()
    }

    private func noMembership(_ visit: Visit) -> HTML {
        """
        <div class="empty"><h2>\(visit.say("desk.home.none"))</h2><p>\(visit.say("desk.home.none.text"))</p>\
        <p>\(visit.link(SitePath("work", "memberships"), HTML(visit.say("desk.home.none.choose"))))</p></div>
        """
    }

    private func section(_ section: HomeSection, _ visit: Visit) -> HTML {
        let items = section.items.map { item in
            let date = item.date.flatMap { PartialDate($0.description) }.map {
                " <small>\(visit.date($0))</small>" as HTML
            }
            let badge: HTML =
                switch item.urgency {
                case .late: " <span class=\"badge badge-closed\">\(visit.say("desk.home.late"))</span>"
                case .soon: " <span class=\"badge badge-soon\">\(visit.say("desk.home.soon"))</span>"
                case .calm: HTML()
                }
            return "<li><span>\(visit.link(item.path, HTML(item.words)))\(date)</span>\(badge)</li>" as HTML
        }
        let list: HTML =
            items.isEmpty
            ? "<p class=\"hint\">\(section.empty ?? "")</p>" : "<ul class=\"rows\">\(items)</ul>"
        let more = section.more.map {
            "<p>\(visit.link($0, HTML(visit.say("desk.home.more"))))<span class=\"sr\">: \(section.title)</span></p>"
                as HTML
        }
        return "<section class=\"awaiting\"><h2>\(section.title)</h2>\(list)\(more)</section>"
    }

    private func ways(_ visit: Visit) -> HTML {
        var links: [(SitePath, String)] = []
        if let key = caller.organisation, readsDirectory {
            links.append((.deskOrganisation(key), "desk.home.organisation"))
            links.append((.directory, "directory.title"))
        }
        if follows { links.append((.followUp, "community.title")) }
        if caller.membership != nil { links.append((.deskCalendar, "calendar.title")) }
        links.append((SitePath("work", "account"), "desk.home.account"))
        return links.map { "<li>\(visit.link($0.0, HTML(visit.say($0.1))))</li>" as HTML }.joined()
    }

    var json: JSONText {
        JSONText(members: [
            ("organisation", caller.organisation.map { JSONText($0) }),
            (
                "sections",
                JSONText(
                    sections.map { section in
                        JSONText(members: [
                            ("name", JSONText(section.name)), ("title", JSONText(section.title)),
                            (
                                "items",
                                JSONText(
                                    section.items.map {
                                        JSONText(members: [
                                            ("words", JSONText($0.words)),
                                            ("path", JSONText($0.path.segments.joined(separator: "/"))),
                                            ("date", ($0.date?.description).map { JSONText($0) }),
                                            ("urgency", JSONText($0.urgency.rawValue)),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }
}
