import Hummingbird
import NIOCore
import Rules
import Web

/// Documents to print, from the pages: a service's card, the leaflet of a theme, a need or a district, a theme's week.
struct PaperRoutes {
    let guide: @Sendable () throws -> GuideSnapshot
    let texts: @Sendable () throws -> PaperTexts
    let shop: PaperShop
    let visits: VisitMaker
    let origin: String
    let now: @Sendable () -> Instant

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        add(pages, "services/:key/card.pdf", .card) { $0.service = $1 }
        add(pages, "themes/:key/leaflet.pdf", .leaflet) { $0.theme = $1 }
        add(pages, "needs/:key/leaflet.pdf", .leaflet) { $0.need = $1 }
        add(pages, "districts/:key/leaflet.pdf", .leaflet) { $0.district = $1 }
        add(pages, "themes/:key/week.pdf", .week) { $0.theme = $1 }
        add(pages, "glossary/words.pdf", .glossary) { _, _ in }
        add(pages, "rights/:key/sheet.pdf", .sheet) { $0.sheet = $1 }
        add(pages, "steps/:key/list.pdf", .checklist) { $0.checklist = $1 }
    }

    private func add(
        _ group: RouterGroup<AppContext>, _ path: RouterPath, _ kind: PaperOrder.Kind,
        _ name: @escaping @Sendable (inout PaperRequest, String) -> Void
    ) {
        group.get(path) { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            var wish = PaperRequest(kind, language: visit.language)
            name(&wish, context.parameters.get("key") ?? "")
            wish.beside = APIRoutes.query(request).last { $0.name == "with" && !$0.value.isEmpty }?.value
            return try await answer(wish, guide, texts())
        }
    }

    private func answer(_ wish: PaperRequest, _ guide: GuideSnapshot, _ texts: PaperTexts) async throws -> Response {
        let order: PaperOrder
        do throws(PaperRefusal) {
            order = try PaperOrderReading(guide: guide, texts: texts).order(wish)
        } catch {
            throw Problem(.notFound, "\(error)")
        }
        let moment = now()
        let visits = order.languages.map { self.visits.visit(language: $0, path: .home, settings: guide.settings) }
        let ticket = PaperShop.Ticket(
            origin: origin, city: guide.settings.key, version: guide.version, day: guide.hours.zone.date(moment),
            order: order)
        let origin = origin
        let bytes = try await shop.pdf(ticket) {
            OrderedPaper(order, guide: guide, texts: texts, visits: visits, origin: origin, now: moment)
        }
        let name = OrderedPaper.name(order, guide)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentLanguage: order.languages.joined(separator: ","),
                .contentDisposition: "inline; filename=\"\(name)\"",
                .cacheControl: "private, max-age=0, must-revalidate",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension SitePath {
    static func card(_ service: String) -> SitePath { SitePath("services", service, "card.pdf") }
    static func themeLeaflet(_ key: String) -> SitePath { SitePath("themes", key, "leaflet.pdf") }
    static func needLeaflet(_ key: String) -> SitePath { SitePath("needs", key, "leaflet.pdf") }
    static func districtLeaflet(_ key: String) -> SitePath { SitePath("districts", key, "leaflet.pdf") }
    static func themeWeek(_ key: String) -> SitePath { SitePath("themes", key, "week.pdf") }
    static let glossaryPaper = SitePath("glossary", "words.pdf")
}
