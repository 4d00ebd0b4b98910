internal import Hummingbird
internal import Rules
internal import Web

/// The first address, and what search engines read.
struct EntryRoutes {
    let city: PublishedCity
    let origin: String

    func add(to router: Router<AppContext>) {
        router.get("") { request, _ in
            let settings = try city.snapshot().guide.settings
            let language = LanguageNegotiation.choose(
                header: request.headers[.acceptLanguage], offered: settings.languages.offered,
                preferred: settings.languages.preferred)
            var response = Answer.redirect(to: SitePath.home.url(language))
            response.headers[.vary] = "Accept-Language"
            return response
        }
        router.get("robots.txt") { _, _ in
            Answer.text(
                "User-agent: *\nDisallow: /*/search\nDisallow: /*/services/*/report\nSitemap: \(origin)/sitemap.xml\n")
        }
        router.get("sitemap.xml") { _, _ in
            let snapshot = try city.snapshot()
            return Answer.text(Sitemap(snapshot: snapshot, origin: origin).xml, type: "application/xml; charset=utf-8")
        }
    }
}
