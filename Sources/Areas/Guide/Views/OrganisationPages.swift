import Rules
import Web

/// The public directory: who welcomes, what each does.
struct OrganisationPages {
    let guide: GuideSnapshot
    let now: Instant

    func index(_ visit: Visit, kind: String?, theme: String?) -> Page {
        let say = visit.say
        let shown = guide.organisations.filter { organisation in
            (kind == nil || organisation.kind == kind) && (theme.map { organisation.themes.contains($0) } ?? true)
        }
        return Page(
            title: say("organisations.title"), description: say("organisations.lead"),
            body: """
                <h1>\(say("organisations.title"))</h1><p class="lead">\(say("organisations.lead"))</p>
                \(filter(visit, kind: kind, theme: theme))
                <p class="count" role="status">\(say("organisations.count", count: shown.count))</p>
                \(letters(shown, visit))
                """)
    }

    func show(_ organisation: Organisation, _ visit: Visit) -> Page {
        let say = visit.say
        let kind = guide.taxonomy.term(organisation.kind, in: .organisationKinds)
        let sites = guide.sites(of: organisation)
        let services = guide.services.filter { guide.operatorOf($0)?.key == organisation.key }
        return Page(
            title: organisation.name, description: visit.words(organisation.description),
            trail: [(say("organisations.title"), .organisations)],
            schema: JSONText(members: [
                ("@context", "https://schema.org"), ("@type", "Organization"), ("name", JSONText(organisation.name)),
                ("legalName", organisation.fullName.map { JSONText($0) }),
                ("alternateName", organisation.aliases.isEmpty ? nil : JSONText(organisation.aliases)),
                ("url", organisation.website.map { JSONText($0) }),
            ]),
            body: """
                <article class="organisation">
                <p class="kind">\(kind.map { visit.text($0.label) })</p>
                <h1>\(visit.name(organisation.name))</h1>
                \(organisation.fullName.map { "<p class=\"full-name\"><bdi>\($0)</bdi></p>" as HTML })
                \(organisation.description.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
                \(organisation.website.map {
                    "<p><a href=\"\($0)\" rel=\"noreferrer\"><bdi>\(ServiceShow.shortAddress($0))</bdi></a></p>" as HTML
                })
                <dl class="facts">\(facts(organisation, visit))</dl>
                \(places(sites, visit))
                \(offers(services, visit))
                <section class="sources" aria-labelledby="sources"><h2 id="sources">\(say("service.sources"))</h2>
                <ul>\(organisation.sources.map { "<li>\(visit.source($0, documents: guide.documents))</li>" as HTML })</ul></section>
                </article>
                """)
    }

    private func filter(_ visit: Visit, kind: String?, theme: String?) -> HTML {
        let say = visit.say
        let used = Set(guide.organisations.map(\.kind))
        let kinds = guide.taxonomy[.organisationKinds].filter { used.contains($0.key) }
        func option(_ term: Term, _ chosen: String?) -> HTML {
            "<option value=\"\(term.key)\"\(flag: "selected", term.key == chosen)>\(visit.words(term.label))</option>"
        }
        return """
            <form class="row-form" action="\(visit.url(.organisations))" method="get">
            <div class="field"><label for="kind">\(say("organisations.kind"))</label><select id="kind" name="kind">\
            <option value="">\(say("filter.any"))</option>\(kinds.map { option($0, kind) })</select></div>
            <div class="field"><label for="theme">\(say("organisations.theme"))</label><select id="theme" name="theme">\
            <option value="">\(say("filter.any"))</option>\(guide.taxonomy.themes.map { option($0.term, theme) })</select></div>
            <button type="submit">\(say("filter.apply"))</button></form>
            """
    }

    private func letters(_ organisations: [Organisation], _ visit: Visit) -> HTML {
        let sorted = organisations.sorted { Alphabet.fold($0.name) < Alphabet.fold($1.name) }
        let groups = Dictionary(grouping: sorted) { Alphabet.initial($0.name) }
        let keys = groups.keys.sorted()
        let jumps = keys.map { "<li><a href=\"#l-\($0)\">\($0)</a></li>" as HTML }
        let lists = keys.map { letter in
            let items = (groups[letter] ?? []).map { organisation in
                let full = organisation.fullName.map { " <small><bdi>\($0)</bdi></small>" as HTML }
                return "<li>\(visit.link(.organisation(organisation.key), visit.name(organisation.name)))\(full)</li>"
                    as HTML
            }
            return "<h2 id=\"l-\(letter)\">\(letter)</h2><ul class=\"index-list\">\(items)</ul>" as HTML
        }
        return """
            <nav class="letters" aria-label="\(visit.say("organisations.letters"))"><ul>\(jumps)</ul></nav>\(lists)
            """
    }

    private func facts(_ organisation: Organisation, _ visit: Visit) -> HTML {
        let say = visit.say
        var rows: [HTML] = []
        if !organisation.aliases.isEmpty {
            rows.append(
                "<dt>\(say("organisation.aliases"))</dt><dd><bdi>\(say.list(organisation.aliases))</bdi></dd>"
            )
        }
        if let parent = guide.organisation(organisation.parent) {
            rows.append(
                "<dt>\(say("organisation.parent"))</dt><dd>\(visit.link(.organisation(parent.key), visit.name(parent.name)))</dd>"
            )
        }
        let themes = organisation.themes.compactMap { guide.taxonomy.theme($0) }
        if !themes.isEmpty {
            let items = themes.map { "<li>\(visit.link(.theme($0.term.key), visit.text($0.term.label)))</li>" as HTML }
            rows.append("<dt>\(say("organisation.themes"))</dt><dd><ul class=\"inline-list\">\(items)</ul></dd>")
        }
        if !organisation.member.isEmpty {
            let years = say.list(organisation.member.map { String($0) })
            rows.append("<dt>\(say("organisation.member"))</dt><dd><bdi>\(years)</bdi></dd>")
        }
        return rows.joined()
    }

    private func places(_ sites: [Site], _ visit: Visit) -> HTML? {
        let open = sites.filter { !$0.protected }
        guard !open.isEmpty else { return nil }
        let items = open.prefix(200).map { site in
            let district = guide.district(site.district).map { " <small>\(visit.text($0.name))</small>" as HTML }
            return "<li>\(visit.link(.place(site.key), visit.name(visit.words(site.name))))\(district)</li>" as HTML
        }
        return
            "<section><h2>\(visit.say("organisation.places"))</h2><ul class=\"index-list\">\(Array(items))</ul></section>"
    }

    private func offers(_ services: [Service], _ visit: Visit) -> HTML? {
        guard !services.isEmpty else { return nil }
        let cards = ServiceCard(guide: guide, visit: visit, now: now)
        let more: HTML? =
            services.count > 20
            ? "<p>\(visit.link(SitePath("search", query: [("organisation", guide.operatorOf(services[0])?.key ?? "")]), HTML(visit.say("organisation.allServices", count: services.count))))</p>"
            : nil
        return """
            <section><h2>\(visit.say("organisation.services"))</h2>
            <ol class="cards">\(services.prefix(20).map { "<li>\(cards.card($0))</li>" as HTML })</ol>\(more)</section>
            """
    }
}
