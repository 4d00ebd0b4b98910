import Hummingbird
import Rules
import Web

/// Finding without reading: by picture, near, open now, go.
struct PictureRoutes {
    let guide: @Sendable () throws -> GuideSnapshot
    let visits: VisitMaker
    let now: @Sendable () -> Instant

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        add(pages, "pictures") { guide, wish, _, visit in
            guard let need = wish.need.flatMap({ guide.taxonomy.need($0) }) else {
                let pages = PicturePages(guide: guide, wish: wish, visit: visit)
                return wish.theme.flatMap { guide.taxonomy.theme($0) }.map { pages.needs(of: $0) } ?? pages.themes
            }
            if !wish.hasPlace { return PicturePlace(guide: guide, wish: wish, need: need, visit: visit).page }
            return try PictureResults(need, wish, guide: guide, now: now()).page(visit)
        }
        add(pages, "pictures/:key") { guide, wish, key, visit in
            guide.service(key).map {
                PictureShow(show: ServiceShow($0, guide: guide, now: now()), wish: wish, visit: visit).page
            }
        }
    }

    private func add(
        _ group: RouterGroup<AppContext>, _ path: RouterPath,
        _ page: @escaping @Sendable (GuideSnapshot, PictureWish, String, Visit) throws -> Page?
    ) {
        group.get(path) { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            let wish = PictureWish(APIRoutes.query(request), guide: guide)
            guard var page = try page(guide, wish, context.parameters.get("key") ?? "", visit) else {
                throw Problem.nothing
            }
            page.styles = ["pictures.css"]
            page.showsSearch = false
            return Answer.page(Layout(page, visit).html, language: visit.language)
        }
    }
}
