import HTTPTypes
import Hummingbird
import NIOCore
import Rules
import Web

/// The guide for who will have no network: what can be taken along, the pages about it, the worker that serves it from the telephone.
struct OfflineRoutes {
    let city: PublishedCity
    let visits: VisitMaker
    let assets: StaticFiles
    let shelf: OfflineShelf

    init(city: PublishedCity, visits: VisitMaker, assets: StaticFiles) {
        self.city = city
        // Documents to print are made by the server: without network their links would lead nowhere.
        self.visits = visits.withoutPaper()
        self.assets = assets
        shelf = OfflineShelf(visits: visits.withoutPaper(), pages: visits.withoutPaper(hasSigns: true))
    }

    func add(to router: Router<AppContext>) {
        router.get("sw.js") { _, _ in worker() }
        router.get("manifest.webmanifest") { request, _ in try manifest(request) }
        router.get("offline/:language/:file") { request, context in
            let snapshot = try city.snapshot()
            let language = context.parameters.get("language") ?? ""
            let file = context.parameters.get("file") ?? ""
            guard snapshot.guide.settings.languages.offered.contains(language), file.hasSuffix(".json") else {
                throw Problem(.notFound, "There is nothing at this address.")
            }
            let name = String(file.dropLast(5))
            if name == "scopes" { return try await scopes(language, snapshot) }
            return try await bundle(name, language, snapshot, request)
        }
        let pages = router.group(":language")
        add(pages, "offline") { OfflineGuidePages.take($0) }
        add(pages, "offline/shell") { OfflineGuidePages.shell($0) }
        add(pages, "saved") { OfflineGuidePages.saved($0) }
    }

    private func add(_ group: RouterGroup<AppContext>, _ path: RouterPath, _ page: @escaping @Sendable (Visit) -> Page)
    {
        group.get(path) { request, context in
            let visit = try visits.visit(request, context, settings: try city.snapshot().guide.settings)
            return Answer.page(Layout(page(visit), visit).html, language: visit.language)
        }
    }

    private func bundle(
        _ name: String, _ language: String, _ snapshot: PublishedCity.Snapshot, _ request: Request
    ) async throws -> Response {
        let scope: OfflineContent.Scope
        if name == "city" {
            scope = .city
        } else if snapshot.guide.district(name) != nil {
            scope = .district(name)
        } else {
            throw Problem(.notFound, "There is no such part of the city.")
        }
        let since = APIRoutes.query(request).last { $0.name == "since" && !$0.value.isEmpty }?.value
        let wanted = OfflineShelf.Name(language: language, scope: scope, since: since)
        let made = try await shelf.bundle(wanted, of: snapshot)
        let tag = "W/\"\(made.digest.prefix(32))\(made.isChange ? "-\(since ?? "")" : "")\""
        if let answer = Answer.compressed(made.compressed, type: "application/json", tag: tag, to: request) {
            return answer
        }
        var answer = Answer.json(await shelf.plain(made, wanted, of: snapshot))
        answer.headers[.contentEncoding] = "identity"
        return answer
    }

    /// What can be taken along, with its weight, before anything is taken.
    private func scopes(_ language: String, _ snapshot: PublishedCity.Snapshot) async throws -> Response {
        let visit = visits.visit(language: language, path: .home, settings: snapshot.guide.settings)
        let districts = snapshot.guide.territory.districts.map {
            (OfflineContent.Scope.district($0.key), visit.words($0.name))
        }
        var items: [JSONText] = []
        for (scope, label) in [(.city, visit.words(snapshot.guide.settings.name))] + districts {
            let made = try await shelf.bundle(
                OfflineShelf.Name(language: language, scope: scope, since: nil), of: snapshot)
            items.append(
                JSONText(members: [
                    ("key", JSONText(scope.name)), ("name", JSONText(label)), ("services", JSONText(made.services)),
                    ("bytes", JSONText(made.compressed.count)), ("length", JSONText(made.length)),
                    ("digest", JSONText(made.digest)),
                ]))
        }
        return Answer.json(
            JSONText(members: [
                ("version", JSONText(OfflineShelf.version(snapshot))), ("language", JSONText(language)),
                ("scopes", JSONText(items)),
            ]))
    }

    /// The worker, told which files it needs: other files make another worker, and the browser takes it.
    private func worker() -> Response {
        let drawings = ["icon.svg", "app.css"] + OfflineGuidePages.modules + ["near.js"]
        let files = drawings.map { JSONText($0 == "icon.svg" || $0 == "app.css" ? assets.url($0) : "/static/\($0)") }
        let stamp = Fingerprint.hexadecimal(Array(([""] + drawings).map { assets.url($0) }.joined().utf8))
        let settings = JSONText(members: [("stamp", JSONText(stamp)), ("files", JSONText(files))])
        let text = "const SHELL = \(settings.description);\n" + (assets.words("offline/sw.js") ?? "")
        var answer = Answer.text(text, type: "text/javascript; charset=utf-8")
        answer.headers[.cacheControl] = "no-cache"
        return answer
    }

    /// The guide as an application of the telephone, in one language.
    private func manifest(_ request: Request) throws -> Response {
        let settings = try city.snapshot().guide.settings
        let asked = APIRoutes.query(request).last { $0.name == "lang" }?.value ?? settings.languages.preferred
        let language = settings.languages.offered.contains(asked) ? asked : settings.languages.preferred
        let visit = visits.visit(language: language, path: .home, settings: settings)
        let name = visit.say("layout.brand", ["city": visit.words(settings.name)])
        let icon = JSONText(members: [
            ("src", JSONText(assets.url("icon.svg"))), ("sizes", "any"), ("type", "image/svg+xml"),
            ("purpose", "any"),
        ])
        return Answer.json(
            JSONText(members: [
                ("id", "/"), ("name", JSONText(name)), ("short_name", JSONText(visit.words(settings.name))),
                ("lang", JSONText(language)), ("dir", JSONText(visit.say.language.direction)),
                ("start_url", JSONText(visit.url(.home))), ("scope", "/"), ("display", "minimal-ui"),
                ("background_color", "#ffffff"), ("theme_color", "#0B4F8A"), ("icons", JSONText([icon])),
            ]), type: "application/manifest+json")
    }
}
