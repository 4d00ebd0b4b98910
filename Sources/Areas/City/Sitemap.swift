internal import Rules
internal import Web

/// Every page that search engines may show, each with its other languages (sitemaps.org 0.9).
struct Sitemap {
    let snapshot: PublishedCity.Snapshot
    let origin: String

    var xml: String {
        let languages = snapshot.guide.settings.languages.offered
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">

            """
        for path in paths {
            let others = languages.map {
                "<xhtml:link rel=\"alternate\" hreflang=\"\($0)\" href=\"\(escaped(path.url($0)))\"/>"
            }.joined()
            for language in languages { text += "<url><loc>\(escaped(path.url(language)))</loc>\(others)</url>\n" }
        }
        return text + "</urlset>\n"
    }

    private func escaped(_ url: String) -> String { HTML(origin + url).text }

    private var paths: [SitePath] {
        let guide = snapshot.guide
        let fixed: [SitePath] = [
            .home, .themes, .districts, .organisations, .emergency, SitePath("plans"), SitePath("initiatives"),
            SitePath("about"), SitePath("accessibility"), SitePath("privacy"),
        ]
        // A file may name 50,000 addresses: open-data places beyond that are found through the districts' pages.
        let room = max(0, 50_000 / max(1, guide.settings.languages.offered.count) - 2_000)
        let services = guide.services.sorted { isOwn($0) && !isOwn($1) }.prefix(room)
        let labels = guide.labels.scheme == nil ? [] : [SitePath("labels")]
        return fixed + labels + promises + laws + events + guide.taxonomy.themes.map { .theme($0.term.key) }
            + guide.territory.districts.map { .district($0.key) }
            + guide.organisations.map { .organisation($0.key) }
            + guide.sites.filter { guide.origin(.site, $0.key) == nil && !$0.protected }.map { .place($0.key) }
            + services.map { .service($0.key) }
    }

    private var laws: [SitePath] {
        let rights = snapshot.rights
        guard !rights.isEmpty else { return [] }
        let situation = rights.content.tree == nil ? [] : [SitePath("my-situation")]
        return [SitePath("rights"), SitePath("steps")] + situation
            + rights.content.sheets.map { SitePath("rights", $0.key) }
            + rights.content.checklists.map { SitePath("steps", $0.key) }
    }

    private var events: [SitePath] {
        let snapshot = snapshot.events
        return [SitePath("events"), SitePath("events", "food")] + snapshot.events.map { .event($0.event.key) }
    }

    private var promises: [SitePath] {
        let plans = snapshot.plan.plans.flatMap { plan -> [SitePath] in
            let commitments = plan.commitments.map { SitePath.commitment($0.key, of: plan.key) }
            return [.plan(plan.key)] + commitments + plan.actions.map { SitePath.action($0.key, of: plan.key) }
        }
        return plans + snapshot.plan.initiatives.map { .initiative($0.key) }
    }

    private func isOwn(_ service: Service) -> Bool { snapshot.guide.origin(.service, service.key) == nil }
}
