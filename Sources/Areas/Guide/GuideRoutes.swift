import Hummingbird
import Rules
import Web

/// The guide's pages.
struct GuideRoutes {
    let guide: @Sendable () throws -> GuideSnapshot
    let rights: @Sendable () throws -> RightsSnapshot
    let inserts: GuideInserts
    let reports: ReportDesk
    let visits: VisitMaker
    let now: @Sendable () -> Instant
    var glossary = Glossary()

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        add(pages, "") { guide, _, visit in
            HomePage(
                guide: guide, rights: try rights(), next: inserts.home(visit),
                hasGlossary: glossary.isOf(guide.settings)
            ).page(visit)
        }
        add(pages, "search") { guide, request, visit in
            try ResultsPage(
                GuideQueryReader(APIRoutes.query(request), guide: guide), guide: guide, rights: try rights(),
                now: now(),
                glossary: glossary.isOf(guide.settings) ? glossary : Glossary()
            ).page(visit)
        }
        pages.get("embed") { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            return EmbedPage.answer(try embed(guide, request).html(visit), visit)
        }
        add(pages, "embed/lines") { guide, request, visit in try embed(guide, request).lines(visit) }
        add(pages, "emergency") { guide, _, visit in InformationPages(guide: guide).emergency(visit) }
        add(pages, "about") { guide, _, visit in InformationPages(guide: guide).about(visit) }
        add(pages, "accessibility") { guide, _, visit in InformationPages(guide: guide).accessibility(visit) }
        add(pages, "privacy") { guide, _, visit in InformationPages(guide: guide).privacy(visit) }
        add(pages, "themes") { guide, _, visit in ThemePages(guide: guide).index(visit) }
        pages.get("labels") { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            guard let page = LabelPlacesPage(guide: guide).page(visit) else {
                throw Problem(.notFound, "There is nothing at this address.")
            }
            return Answer.page(Layout(page, visit).html, language: visit.language)
        }
        add(pages, "districts") { guide, _, visit in DistrictPages(guide: guide, now: now()).index(visit) }
        add(pages, "organisations") { guide, request, visit in
            let query = APIRoutes.query(request)
            func value(_ name: String) -> String? { query.last { $0.name == name && !$0.value.isEmpty }?.value }
            return OrganisationPages(guide: guide, now: now()).index(visit, kind: value("kind"), theme: value("theme"))
        }
        addRecords(pages)
        ReportRoutes(guide: guide, desk: reports, visits: visits, now: now).add(to: router)
    }

    private func embed(_ guide: GuideSnapshot, _ request: Request) throws -> EmbedPage {
        EmbedPage(
            results: try ResultsPage(
                GuideQueryReader(APIRoutes.query(request), guide: guide), guide: guide, rights: try rights(), now: now()
            ),
            guide: guide, now: now())
    }

    private func addRecords(_ pages: RouterGroup<AppContext>) {
        record(
            pages, "services/:key", moved: { $0.newKey(.service, $1).map { .service($0) } },
            { guide, key, visit in
                guide.service(key).map {
                    ServiceShow($0, guide: guide, now: now()).page(visit, next: inserts.service(key, visit))
                }
            })
        record(
            pages, "places/:key", moved: { $0.newKey(.site, $1).map { .place($0) } },
            { guide, key, visit in
                guide.site(key).map {
                    SiteShow(guide: guide, site: $0, now: now(), next: inserts.site(key, visit)).page(visit)
                }
            })
        record(pages, "organisations/:key") { guide, key, visit in
            guide.organisation(key).map { OrganisationPages(guide: guide, now: now()).show($0, visit) }
        }
        record(pages, "themes/:key") { guide, key, visit in
            guide.taxonomy.theme(key).map { ThemePages(guide: guide).show($0, visit) }
        }
        record(pages, "districts/:key") { guide, key, visit in
            guide.district(key).map { DistrictPages(guide: guide, now: now()).show($0, visit) }
        }
    }

    private func add(
        _ group: RouterGroup<AppContext>, _ path: RouterPath,
        _ page: @escaping @Sendable (GuideSnapshot, Request, Visit) throws -> Page
    ) {
        group.get(path) { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            return Answer.page(Layout(try page(guide, request, visit), visit).html, language: visit.language)
        }
    }

    private func record(
        _ group: RouterGroup<AppContext>, _ path: RouterPath,
        moved: @escaping @Sendable (GuideSnapshot, String) -> SitePath? = { _, _ in nil },
        _ page: @escaping @Sendable (GuideSnapshot, String, Visit) throws -> Page?
    ) {
        group.get(path) { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            let key = context.parameters.get("key") ?? ""
            // Merged into another record: leaflets and other sites still have the old address.
            if let there = moved(guide, key) {
                return Response(
                    status: .movedPermanently, headers: [.location: visit.url(there), .cacheControl: "no-cache"])
            }
            guard let page = try page(guide, key, visit) else {
                throw Problem(.notFound, "There is nothing at this address.")
            }
            return Answer.page(Layout(page, visit).html, language: visit.language)
        }
    }
}
