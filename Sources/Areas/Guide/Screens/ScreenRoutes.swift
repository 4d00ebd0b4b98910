import Hummingbird
import Rules
import Web

/// The screen of a waiting room, and the page that composes its address.
struct ScreenRoutes {
    let guide: @Sendable () throws -> GuideSnapshot
    let visits: VisitMaker
    let now: @Sendable () -> Instant
    /// What other parts of the house have to say on a screen: events near the place.
    var others: @Sendable (Visit, ScreenWish) -> [ScreenSection] = { _, _ in [] }

    func add(to router: Router<AppContext>) {
        router.group(":language").get("screen") { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            guard let wish = ScreenWish(APIRoutes.query(request), guide: guide, language: visit.language) else {
                let page = ScreenComposer(guide: guide, visit: visit).page
                return Answer.page(Layout(page, visit).html, language: visit.language)
            }
            let all = wish.languages.map { visits.visit(language: $0, path: visit.path, settings: guide.settings) }
            let page = ScreenPage(guide: guide, wish: wish, visits: all, now: now(), others: others)
            return Answer.page(try page.html(visit), language: visit.language)
        }
    }
}
