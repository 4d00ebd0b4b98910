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
                "User-agent: *\nDisallow: /*/search\nDisallow: /*/services/*/report\nDisallow: /*.pdf\nDisallow: /*/speech.\nSitemap: \(origin)/sitemap.xml\n"
            )
        }
        router.get("sitemap.xml") { request, _ in
            let snapshot = try city.snapshot()
            let bytes = snapshot.sitemap.bytes { Sitemap(snapshot: snapshot, origin: origin).xml }
            return Answer.bytes(
                bytes.plain, compressed: bytes.small, type: "application/xml; charset=utf-8", seconds: 3_600,
                to: request)
        }
    }
}
